# SPDX-License-Identifier: Apache-2.0
"""Accompaniments in the styles that Musical MIDI Accompaniment (package `mma`) knows: bossa nova, polka, twelve-eight
blues, jazz waltz … People made these patterns, so they swing as our own do not. Chords and forms are invented here.
"""
import glob, os, re, subprocess, tempfile
import mido
import numpy as np
from compose import Song

LIBRARY = "/usr/share/mma/lib/stdlib"
CHORDS = ("C", "Dm", "Em", "F", "G", "Am", "G7", "C7", "F7", "Dm7", "A7", "D7", "Bb", "Eb", "Am7", "Fm", "E7")


def styles():
    """(groove names by file, quarters in a bar, quarters in a beat) for every library file that says so plainly."""
    found = []
    for path in sorted(glob.glob(LIBRARY + "/*.mma")):
        text = open(path, encoding="latin-1").read()
        times = set(re.findall(r"^Time\s+(\d+)", text, re.M | re.I))
        signs = set(re.findall(r"^TimeSig\s+(\d+)[ /]+(\d+)", text, re.M | re.I))
        names = re.findall(r"^DefGroove\s+(\S+)", text, re.M | re.I)
        if len(times) != 1 or len(signs) > 1 or not names or "metronome" in path or "none" in os.path.basename(path):
            continue
        quarters = int(times.pop())
        sign = signs.pop() if signs else (str(quarters), "4")
        if int(sign[0]) in (5, 7):
            continue
        # "Time 4" with 12/8 means four beats of triplets; "Time 6" with 6/8 means six written as quarters.
        beat = 3 if quarters in (6, 12) and sign[1] == "8" else 1
        found.append((names, quarters, beat))
    return found


def accompany(seed):
    """A song in one of the styles, or None where the style cannot be used."""
    rng = np.random.RandomState(seed)
    every = styles()
    names, quarters, beat = every[rng.randint(len(every))]
    main = [n for n in names if not re.search(r"(intro|end|fill|walk)", n, re.I)]
    if not main:
        return None
    bpm = float(rng.uniform(70, 175)) if beat == 1 else float(rng.uniform(48, 110)) * 3
    form = [(main[rng.randint(len(main))], int(rng.choice([4, 8, 8, 12]))) for _ in range(3)]
    form = [form[i] for i in rng.choice(3, rng.randint(3, 7))]
    lines, bar, boundaries = ["Tempo %d" % round(bpm), "SetSyncTone"][:1], 1, []
    for groove, bars in form:
        boundaries.append(bar - 1)
        lines.append("Groove " + groove)
        chords = [CHORDS[i] for i in rng.choice(len(CHORDS), rng.choice([2, 4, 8]))]
        for b in range(bars):
            lines.append("%d %s" % (bar, chords[b % len(chords)]))
            bar += 1
    with tempfile.TemporaryDirectory() as folder:
        score, out = folder + "/s.mma", folder + "/s.mid"
        open(score, "w").write("\n".join(lines) + "\n")
        done = subprocess.run(["mma", "-w", "-f", out, score], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
        if done.returncode or not os.path.exists(out):
            return None
        midi = mido.MidiFile(out)
    return heard(rng, midi, round(bpm), quarters, beat, bar - 1, boundaries)


def heard(rng, midi, bpm, quarters, beat, bars, boundaries):
    song = Song()
    per_tick = 60.0 / bpm / midi.ticks_per_beat
    lead_in = float(rng.choice([0.05, 0.4, 1.5]) * rng.uniform(0.5, 1.5))
    song.rng, song.genre, song.drumless = rng, "groove", False
    song.metre = "6/8" if beat == 3 else "%d/4" % quarters
    song.drums, song.notes = [], []
    programs = {}
    for track in midi.tracks:
        now, open_notes = 0, {}
        for event in track:
            now += event.time
            if event.type == "program_change":
                programs[event.channel] = event.program
            if event.type not in ("note_on", "note_off"):
                continue
            key = (event.channel, event.note)
            if event.type == "note_on" and event.velocity:
                open_notes.setdefault(key, []).append((now, event.velocity))
            elif open_notes.get(key):
                begun, velocity = open_notes[key].pop(0)
                a, b = begun * per_tick + lead_in, now * per_tick + lead_in
                if event.channel == 9:
                    song.drums.append((a, event.note, velocity / 115))
                else:
                    song.notes.append((a, b, "program%d" % programs.get(event.channel, 0), event.note, velocity / 115))
    step = 60.0 / bpm
    song.beats = [lead_in + k * beat * step for k in range(bars * quarters // beat)]
    song.downbeats = [lead_in + k * quarters * step for k in range(bars)]
    song.boundaries = [lead_in + b * quarters * step for b in boundaries[1:]]
    song.end = lead_in + bars * quarters * step
    song.drums.sort()
    song.notes.sort()
    return song if len(song.notes) > 40 else None
