#!/usr/bin/env python3
# SPDX-License-Identifier: CC0-1.0
"""Night Drive: a minute of synthwave in A minor, written out as notes.

    bar  0   intro    pad and a far arpeggio, then the hi-hat; the kick walks in for the last two bars
    bar  4   verse    drums, pumping bass, a melody that leaves room
    bar 12   build    snare from quarters to sixteenths over E, a riser; the last beat is silent
    bar 14   chorus   everything at once: the drop
    bar 22   outro    the drums leave, the melody's first phrase comes back alone
    bar 26   end      one A minor chord that rings out

Usage: night_drive.py FOLDER writes one .mid file a part, and riser.wav.
"""

import sys

import midi
import riser

TEMPO = 112
BAR = 4
BARS = 27
INTRO, VERSE, BUILD, CHORUS, OUTRO, END = 0, 4, 12, 14, 22, 26
SECTIONS = [(INTRO, "intro"), (VERSE, "verse"), (BUILD, "bridge"), (CHORUS, "chorus"), (OUTRO, "outro")]
EVENTS = [(CHORUS - 1 / BAR, "pause"), (CHORUS, "drop")]

CHORDS = {  # pitches of the pad, the root first as the bass plays it
    "Am": (33, 57, 60, 64, 69), "F": (29, 57, 60, 65, 69), "C": (36, 55, 60, 64, 67),
    "G": (31, 55, 59, 62, 67), "E": (28, 56, 59, 64, 68), "Dm": (38, 57, 62, 65, 69),
}
HARMONY = (
    ["Am", "Am", "F", "G"]                                # intro
    + ["Am", "F", "C", "G", "Am", "F", "Dm", "E"]         # verse
    + ["E", "E"]                                          # build
    + ["F", "G", "Am", "C", "F", "G", "Am", "Am"]         # chorus
    + ["Am", "F", "C", "G"]                               # outro
    + ["Am"]
)
KICK, SNARE, CLAP, HAT, OPEN, CRASH, TOM_LOW, TOM_MID, TOM_HIGH = 36, 40, 39, 42, 46, 49, 43, 47, 50

# Melodies: (bar, beat, length, pitch) relative to the section.
VERSE_TUNE = [
    (0, 1, 1, 69), (0, 2, .5, 72), (0, 2.5, 1.5, 71), (1, 1, 1, 69), (1, 2, 2, 65),
    (2, 1, 1, 67), (2, 2, .5, 72), (2, 2.5, 1.5, 71), (3, .5, .5, 67), (3, 1, 3, 62),
    (4, 1, 1, 69), (4, 2, .5, 72), (4, 2.5, 1.5, 76), (5, 1, 1, 72), (5, 2, 2, 69),
    (6, 0, 1, 74), (6, 1, 1, 72), (6, 2, 2, 69), (7, 0, 1, 71), (7, 1, 1, 68), (7, 2, 2, 64),
]
CHORUS_TUNE = [
    (0, 0, 1.5, 81), (0, 1.5, .5, 79), (0, 2, 1, 77), (0, 3, 1, 76),
    (1, 0, 1.5, 79), (1, 1.5, .5, 77), (1, 2, 1, 74), (1, 3, 1, 71),
    (2, 0, 1.5, 76), (2, 1.5, .5, 72), (2, 2, 2, 69), (3, 0, .5, 72), (3, .5, .5, 74), (3, 1, 1, 76), (3, 2, 2, 79),
    (4, 0, 1.5, 81), (4, 1.5, .5, 84), (4, 2, 1, 81), (4, 3, 1, 77),
    (5, 0, 1.5, 79), (5, 1.5, .5, 83), (5, 2, 1, 79), (5, 3, 1, 74),
    (6, 0, 1.5, 76), (6, 1.5, .5, 79), (6, 2, 2, 84), (7, 0, 1, 83), (7, 1, 1, 81), (7, 2, 2, 76),
]
OUTRO_TUNE = VERSE_TUNE[:5] + [(2, 1, 1, 67), (2, 2, 2, 64), (3, 0, 4, 62)]


def tune(section, notes, velocity):
    return [((section + bar) * BAR + beat, length * .95, pitch, velocity) for bar, beat, length, pitch in notes]


def groove(bar, loud, fill):
    """One bar of the beat: four on the floor, the backbeat, hi-hats that lean on the off-beat."""
    at = bar * BAR
    notes = [(at + beat, .25, KICK, loud) for beat in range(4)]
    notes += [(at + beat, .25, SNARE, loud - 2) for beat in (1, 3)]
    hats = [92 if step % 4 == 2 else 58 + 14 * (step % 2 == 0) for step in range(12 if fill else 16)]
    notes += [(at + step / 4, .1, HAT, hat) for step, hat in enumerate(hats)]
    if fill:
        toms = (TOM_HIGH, TOM_MID, TOM_MID, TOM_LOW)
        notes += [(at + 3 + step / 4, .2, tom, 96 + 6 * step) for step, tom in enumerate(toms)]
    return notes


def drums():
    notes = [(2 * BAR + step / 2, .1, HAT, 40 + step * 2) for step in range(16)]
    notes += [(2 * BAR + beat, .25, KICK, 84 + 3 * beat) for beat in range(8)]
    for bar in range(VERSE, BUILD):
        notes += groove(bar, 100, fill=bar == BUILD - 1)
    notes += [(BUILD * BAR + step, .2, SNARE, 70 + 5 * step) for step in range(4)]
    notes += [(BUILD * BAR + 4 + step / 4, .2, SNARE, 76 + 4 * step) for step in range(12)]
    notes += [(BUILD * BAR + beat, .25, KICK, 100) for beat in range(7)]
    for bar in range(CHORUS, OUTRO):
        notes += groove(bar, 120, fill=bar == OUTRO - 1)
        notes += [(bar * BAR + beat, .25, CLAP, 92) for beat in (1, 3)]
        notes += [(bar * BAR + beat + .5, .3, OPEN, 74) for beat in range(4)]
    crashes = ((VERSE, 84), (CHORUS, 124), (CHORUS + 4, 104), (OUTRO, 92), (END, 48))
    notes += [(bar * BAR, 3, CRASH, loud) for bar, loud in crashes]
    notes += [(OUTRO * BAR + beat, .25, KICK, 96 - 4 * beat) for beat in range(0, 12, 2)]
    return notes + [(END * BAR, .25, KICK, 76)]


def bass():
    """Eighths between the root and its octave; long roots where the drums rest."""
    notes = []
    for bar, name in enumerate(HARMONY):
        root, at = CHORDS[name][0], bar * BAR
        if VERSE <= bar < BUILD or CHORUS <= bar < OUTRO:
            loud = 106 if bar >= CHORUS else 88
            notes += [(at + step / 2, .42, root + 12 * (step % 2), loud - 8 * (step % 2)) for step in range(8)]
        elif bar in (BUILD, BUILD + 1):
            notes += [(at + step / 2, .4, root, 84 + step) for step in range(8 if bar == BUILD else 6)]
        elif bar >= OUTRO:
            notes.append((at, 3.9, root, 88))
    return notes


def pad():
    last_beat_rests = {BUILD + 1: 3}
    return [(bar * BAR, last_beat_rests.get(bar, 3.98), pitch, 104 if CHORUS <= bar < OUTRO else 78)
            for bar, name in enumerate(HARMONY) for pitch in CHORDS[name][1:]]


def arpeggio():
    """Sixteenths up and down the chord: far away in the intro and outro, close in the chorus."""
    notes = []
    for bar, name in enumerate(HARMONY[:END]):
        if VERSE <= bar < VERSE + 4:
            continue
        tones = [pitch + 12 for pitch in CHORDS[name][1:]]
        order = tones + tones[2:0:-1]
        loud = 92 if CHORUS <= bar < OUTRO else 62
        steps = 12 if bar == BUILD + 1 else 16
        notes += [(bar * BAR + step / 4, .22, order[step % len(order)], loud + 10 * (step % 4 == 0))
                  for step in range(steps)]
    return notes


def keys():
    last = [(END * BAR, 4, pitch, 70) for pitch in (69, 72, 76)]
    return tune(VERSE, VERSE_TUNE, 96) + tune(OUTRO, OUTRO_TUNE, 84) + last


PARTS = {  # name: (notes, General MIDI program, channel)
    "drums": (drums, 24, 9), "bass": (bass, 38, 0), "pad": (pad, 90, 0),
    "arpeggio": (arpeggio, 80, 0), "keys": (keys, 5, 0), "lead": (lambda: tune(CHORUS, CHORUS_TUNE, 104), 81, 0),
}

if __name__ == "__main__":
    folder = sys.argv[1]
    for part, (notes, program, channel) in PARTS.items():
        path = f"{folder}/{part}.mid"
        midi.write(path, notes(), tempo=TEMPO, program=program, channel=channel, beats=(BARS + 1) * BAR)
    beat = 60 / TEMPO
    riser.write(f"{folder}/riser.wav", start=BUILD * BAR * beat, length=7 * beat, drop=CHORUS * BAR * beat)
