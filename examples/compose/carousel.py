#!/usr/bin/env python3
# SPDX-License-Identifier: CC0-1.0
"""Carousel: a minute of waltz in G major, written out as notes.

    bar  0   intro    a music box, alone
    bar  4   verse    accordion and plucked bass in three, a clarinet that wanders
    bar 16   chorus   strings take the tune, bass drum and tambourine: the carousel turns
    bar 28   bridge   it stops: music box and one held chord
    bar 32   chorus   once more, louder, a glockenspiel on top
    bar 44   outro    the clarinet's first phrase, slower notes, the last chord rings out

Usage: carousel.py FOLDER writes one .mid file a part.
"""

import sys

import midi

TEMPO = 144
BAR = 3
BARS = 48
INTRO, VERSE, CHORUS, BRIDGE, AGAIN, OUTRO = 0, 4, 16, 28, 32, 44
SECTIONS = [(INTRO, "intro"), (VERSE, "verse"), (CHORUS, "chorus"), (BRIDGE, "bridge"), (AGAIN, "chorus"),
            (OUTRO, "outro")]

CHORDS = {  # the bass note, then the chord above it
    "G": (43, 59, 62, 67), "Em": (40, 59, 64, 67), "C": (48, 60, 64, 67), "D": (50, 57, 62, 66),
    "Am": (45, 60, 64, 69), "Bm": (47, 59, 62, 66), "D7": (38, 60, 66, 69),
}
HARMONY = (
    ["G", "Em", "C", "D"]                                                             # intro
    + ["G", "G", "Em", "Em", "C", "C", "D", "D", "G", "Em", "Am", "D7"]               # verse
    + ["G", "Bm", "C", "G", "Em", "Am", "D", "D7", "G", "Bm", "C", "D7"]              # chorus
    + ["Em", "Em", "C", "D"]                                                          # bridge
    + ["G", "Bm", "C", "G", "Em", "Am", "D", "D7", "G", "C", "D7", "G"]               # chorus
    + ["G", "C", "D7", "G"]                                                           # outro
)
BASS_DRUM, SNARE, TAMBOURINE, CRASH, TRIANGLE = 36, 40, 54, 49, 81

# Melodies: (bar, beat, length, pitch) relative to the section.
BOX_TUNE = [(0, 0, 1, 79), (0, 1, 1, 83), (0, 2, 1, 86), (1, 0, 2, 88), (1, 2, 1, 86),
            (2, 0, 1, 84), (2, 1, 1, 83), (2, 2, 1, 84), (3, 0, 3, 81)]
VERSE_TUNE = [
    (0, 0, 2, 74), (0, 2, 1, 71), (1, 0, 3, 67), (2, 0, 1, 71), (2, 1, 1, 74), (2, 2, 1, 76), (3, 0, 3, 74),
    (4, 0, 2, 76), (4, 2, 1, 72), (5, 0, 3, 67), (6, 0, 1, 69), (6, 1, 1, 71), (6, 2, 1, 72), (7, 0, 3, 69),
    (8, 0, 2, 74), (8, 2, 1, 71), (9, 0, 2, 76), (9, 2, 1, 74), (10, 0, 1, 72), (10, 1, 1, 71), (10, 2, 1, 69),
    (11, 0, 3, 66),
]
CHORUS_TUNE = [
    (0, 0, 3, 79), (1, 0, 2, 78), (1, 2, 1, 74), (2, 0, 3, 76), (3, 0, 2, 74), (3, 2, 1, 71),
    (4, 0, 3, 79), (5, 0, 2, 81), (5, 2, 1, 79), (6, 0, 3, 78), (7, 0, 1, 74), (7, 1, 1, 76), (7, 2, 1, 78),
    (8, 0, 3, 83), (9, 0, 2, 81), (9, 2, 1, 78), (10, 0, 2, 79), (10, 2, 1, 76), (11, 0, 3, 74),
]


def tune(section, notes, velocity, up=0):
    return [((section + bar) * BAR + beat, length * .95, pitch + up, velocity)
            for bar, beat, length, pitch in notes]


def turning(bar):
    """Whether the carousel turns in this bar."""
    return CHORUS <= bar < BRIDGE or AGAIN <= bar < OUTRO


def accordion():
    """The two and the three of every bar; held chords where nothing turns."""
    notes = []
    for bar, name in enumerate(HARMONY):
        at, chord = bar * BAR, CHORDS[name][1:]
        if VERSE <= bar < CHORUS or turning(bar):
            loud = 82 if turning(bar) else 62
            notes += [(at + beat, .6, pitch, loud) for beat in (1, 2) for pitch in chord]
        elif BRIDGE <= bar < AGAIN:
            notes += [(at, 2.98, pitch, 44) for pitch in chord]
        elif bar >= OUTRO:
            notes += [(at, 2.98 if bar < BARS - 1 else 5, pitch, 52) for pitch in chord]
    return notes


def bass():
    return [(bar * BAR, 1.2, CHORDS[name][0], 112 if turning(bar) else 92) for bar, name in enumerate(HARMONY)
            if bar >= VERSE and not BRIDGE <= bar < AGAIN]


def drums():
    notes = []
    for bar in range(BARS):
        at = bar * BAR
        if turning(bar):
            loud = 118 if bar >= AGAIN else 104
            notes += [(at, .3, BASS_DRUM, loud), (at + 1, .2, SNARE, 58), (at + 2, .2, SNARE, 66)]
            notes += [(at + step / 2, .1, TAMBOURINE, 78 if step in (2, 4) else 48) for step in range(6)]
        elif VERSE + 4 <= bar < CHORUS:
            notes += [(at, .3, BASS_DRUM, 70), (at + 2, .3, TRIANGLE, 60)]
    # One bar of snare leads into each chorus.
    for start in (CHORUS, AGAIN):
        notes += [((start - 1) * BAR + step / 2, .2, SNARE, 48 + 9 * step) for step in range(6)]
    return notes + [(bar * BAR, 3, CRASH, loud) for bar, loud in ((CHORUS, 92), (AGAIN, 112), (OUTRO, 60))]


def box():
    return (tune(INTRO, BOX_TUNE, 92) + tune(BRIDGE, BOX_TUNE, 84)
            + [(OUTRO * BAR + 9, 4, pitch, 60) for pitch in (79, 83, 86)])


def clarinet():
    return tune(VERSE, VERSE_TUNE, 88) + tune(OUTRO, VERSE_TUNE[:2] + [(2, 0, 3, 66), (3, 0, 5, 67)], 78)


def strings():
    both = tune(CHORUS, CHORUS_TUNE, 92) + tune(AGAIN, CHORUS_TUNE, 108)
    under = [(bar * BAR, 2.98, pitch, 70) for bar, name in enumerate(HARMONY) if turning(bar)
             for pitch in CHORDS[name][1:]]
    return both + under


def bells():
    return tune(AGAIN, CHORUS_TUNE, 88, up=12)


PARTS = {  # name: (notes, General MIDI program, channel)
    "drums": (drums, 0, 9), "bass": (bass, 32, 0), "accordion": (accordion, 21, 0), "clarinet": (clarinet, 71, 0),
    "box": (box, 10, 0), "strings": (strings, 48, 0), "bells": (bells, 9, 0),
}

if __name__ == "__main__":
    for part, (notes, program, channel) in PARTS.items():
        midi.write(f"{sys.argv[1]}/{part}.mid", notes(), tempo=TEMPO, program=program, channel=channel,
                   beats=(BARS + 2) * BAR)
