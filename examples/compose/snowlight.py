#!/usr/bin/env python3
# SPDX-License-Identifier: CC0-1.0
"""Snowlight: a minute of slow, sparse music in D minor, written out as notes. There are no drums.

    bar  0   intro    single piano notes, far apart
    bar  3   verse    the piano finds a tune, a cello holds the roots
    bar  8   chorus   strings open above both: as loud as it ever gets
    bar 12   outro    the piano alone again; the last chord rings out

Usage: snowlight.py FOLDER writes one .mid file a part.
"""

import sys

import midi

TEMPO = 60
BAR = 4
BARS = 15
INTRO, VERSE, CHORUS, OUTRO = 0, 3, 8, 12
SECTIONS = [(INTRO, "intro"), (VERSE, "verse"), (CHORUS, "chorus"), (OUTRO, "outro")]

CHORDS = {  # the root as the cello plays it, then what the piano touches
    "Dm": (38, 57, 62, 65, 69), "B": (34, 58, 62, 65, 70), "F": (41, 57, 60, 65, 69), "C": (36, 55, 60, 64, 67),
    "Gm": (43, 58, 62, 67, 70), "A": (45, 57, 61, 64, 69),
}
HARMONY = (
    ["Dm", "B", "Dm"]                       # intro
    + ["Dm", "F", "C", "Gm", "A"]           # verse
    + ["B", "F", "C", "Dm"]                 # chorus
    + ["Gm", "A", "Dm"]                     # outro
)

# The tune: (bar, beat, length, pitch) from the start of the song.
TUNE = [
    (0, 0, 3, 81), (0, 3, 1, 77), (1, 0, 4, 74), (2, 1, 1.5, 76), (2, 2.5, 1.5, 74),
    (3, 0, 2, 77), (3, 2, 1, 76), (3, 3, 1, 74), (4, 0, 3, 72), (4, 3, 1, 69), (5, 0, 2, 76), (5, 2, 2, 72),
    (6, 0, 2, 74), (6, 2, 1, 70), (6, 3, 1, 67), (7, 0, 4, 73),
    (8, 0, 2, 86), (8, 2, 1, 84), (8, 3, 1, 82), (9, 0, 3, 81), (9, 3, 1, 77), (10, 0, 2, 84), (10, 2, 2, 79),
    (11, 0, 4, 81),
    (12, 0, 3, 79), (12, 3, 1, 77), (13, 0, 4, 76), (14, 0, 4, 74),
]


def loud(bar):
    return 88 if CHORUS <= bar < OUTRO else 76 if VERSE <= bar < CHORUS else 64


def piano():
    notes = [(bar * BAR + beat, length * .98, pitch, loud(bar) + 6) for bar, beat, length, pitch in TUNE]
    for bar, name in enumerate(HARMONY):
        at, tones = bar * BAR, CHORDS[name][1:]
        if VERSE <= bar < OUTRO:
            # Up the chord and back: halves in the verse, quarters where it opens.
            steps = 8 if bar >= CHORUS else 4
            order = [tones[0], tones[1], tones[2], tones[1]]
            notes += [(at + step * 4 / steps, 4 / steps, order[step % 4], loud(bar) - 16) for step in range(steps)]
        else:
            notes += [(at, 4, tones[0] - 12, loud(bar)), (at + 2, 2, tones[1], loud(bar) - 8)]
    return notes + [((BARS - 1) * BAR, 4, pitch, 58) for pitch in (38, 50, 57, 62, 65)]


def cello():
    return [(bar * BAR, 3.95, CHORDS[name][0] + 12, 90 if bar >= CHORUS else 80)
            for bar, name in enumerate(HARMONY) if VERSE <= bar < OUTRO + 1]


def strings():
    return [(bar * BAR, 3.98, pitch + 12 * high, 80 - 14 * high) for bar, name in enumerate(HARMONY)
            if CHORUS <= bar < OUTRO for pitch in CHORDS[name][1:] for high in (0, 1)]


PARTS = {  # name: (notes, General MIDI program, channel)
    "piano": (piano, 0, 0), "cello": (cello, 42, 0), "strings": (strings, 49, 0),
}

if __name__ == "__main__":
    for part, (notes, program, channel) in PARTS.items():
        midi.write(f"{sys.argv[1]}/{part}.mid", notes(), tempo=TEMPO, program=program, channel=channel,
                   beats=(BARS + 1) * BAR)
