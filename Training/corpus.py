# SPDX-License-Identifier: Apache-2.0
"""corpus.py OUT FIRST COUNT [--hard]: makes songs with truth in the form of the benchmark's corpus, COUNT of them from the
numbers FIRST, FIRST+1 .., for weights and for confidences. `recipe.py` must not have seen the numbers; the list of which were
used for what is in README.md. --hard: only songs without drums and songs whose tempo moves by more than a tenth.
"""
import argparse, json, os
import numpy as np
import soundfile as sf
import recipe

# Strokes that a listener may or may not count: neither asked for nor wrong.
OPTIONAL = {"kick": (41, 43, 45, 47), "snare": (37, 41, 43, 45, 47, 48, 50), "hihat": (49, 51, 53, 54, 57, 59, 70)}
PLAIN = {"kick": (35, 36), "snare": (38, 39, 40), "hihat": (42, 44, 46)}


def spread(song):
    """The slowest beat beside the fastest, without the 2 % at either end."""
    gaps = np.diff(song.beats)
    return np.percentile(gaps, 98) / np.percentile(gaps, 2)


def is_hard(song):
    return not song.drums or spread(song) > 1.1


def times(values):
    return [float(value) for value in values]


def truth(song, name, seconds):
    steady = spread(song) < 1.04
    found = dict(id=name, kind="generated", audio=name + ".wav", duration=seconds, meter=song.metre, beats=times(song.beats),
                 downbeats=times(song.downbeats), tempo=float(60 / np.median(np.diff(song.beats))) if steady else None,
                 boundaries=times([song.downbeats[0], *song.boundaries, song.end]))
    drums = {kind: times(recipe.struck(song, pitches)) for kind, pitches in PLAIN.items()}
    if len(drums["kick"]) + len(drums["snare"]) > 20:
        found["drums"] = {kind: strokes for kind, strokes in drums.items() if len(strokes) >= 8}
        found["drumsOptional"] = {kind: times(recipe.struck(song, pitches)) for kind, pitches in OPTIONAL.items()}
    return found


def song_of(number):
    song = recipe.grooves.accompany(number) if number % 3 == 2 else None
    song = song or recipe.compose.compose(number)
    recipe.shorten(song)
    return song


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("out")
    ask.add_argument("first", type=int)
    ask.add_argument("count", type=int)
    ask.add_argument("--hard", action="store_true")
    asked = ask.parse_args()
    os.makedirs(asked.out, exist_ok=True)
    number, made = asked.first - 1, 0
    while made < asked.count:
        number += 1
        song = song_of(number)
        if len(song.beats) < 30 or not song.notes or asked.hard and not is_hard(song):
            continue
        sound = recipe.render.render(song)
        name = "made-%d" % number
        sf.write("%s/%s.wav" % (asked.out, name), np.repeat(sound[:, None], 2, 1), recipe.render.RATE, subtype="PCM_16")
        with open("%s/%s.truth.json" % (asked.out, name), "w") as file:
            json.dump(truth(song, name, len(sound) / recipe.render.RATE), file)
        made += 1
        print(name, song.genre, song.metre, "%.0f s" % song.end, flush=True)


if __name__ == "__main__":
    main()
