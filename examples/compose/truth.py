#!/usr/bin/env python3
# SPDX-License-Identifier: CC0-1.0
"""What is true of an example song, from its score: beats, bars and sections, as JSON.

Usage: truth.py night_drive|carousel|snowlight
"""

import importlib
import json
import sys


def truth(song):
    beat = 60 / song.TEMPO
    length = song.BARS * song.BAR * beat
    starts = [bar * song.BAR * beat for bar, _ in song.SECTIONS] + [length]
    return {
        "duration": round(length, 3), "tempo": song.TEMPO, "beatsPerBar": song.BAR,
        "beats": [round(n * beat, 4) for n in range(song.BARS * song.BAR)],
        "downbeats": [round(n * song.BAR * beat, 4) for n in range(song.BARS)],
        "sections": [{"start": round(start, 4), "end": round(end, 4), "role": role}
                     for (_, role), start, end in zip(song.SECTIONS, starts, starts[1:])],
        "boundaries": [round(start, 4) for start in starts[1:-1]],
        "events": [{"time": round(bar * song.BAR * beat, 4), "kind": kind} for bar, kind in getattr(song, "EVENTS", [])],
    }


if __name__ == "__main__":
    json.dump(truth(importlib.import_module(sys.argv[1])), sys.stdout, indent=1)
    print()
