# SPDX-License-Identifier: Apache-2.0
"""The data: `recipe.py OUT FIRST COUNT FRONT_END` makes songs FIRST … FIRST+COUNT-1 and keeps their features and truth.

Two songs in three are our own (`compose.py`), one is an accompaniment (`grooves.py`). Sound is thrown away as soon as the
front end (the program `hear-features`, the very code that will listen) has turned it into features, so a thousand songs
need 2 GB. OUT/NUMBER.npz: `features` (frames, 117) as float16, and the instants of each kind of truth in seconds.
"""
import os, subprocess, sys, tempfile
import numpy as np
import soundfile as sf
import compose, grooves, render

LONGEST = 100.0


def make(number, folder):
    song = None
    if number % 3 == 2:
        song = grooves.accompany(number)
    if song is None:
        song = compose.compose(number)
    shorten(song)
    if len(song.beats) < 12 or not song.notes:
        return None
    sound = render.render(song)
    path = os.path.join(folder, "%d.wav" % number)
    sf.write(path, np.repeat(sound[:, None], 2, axis=1), render.RATE, subtype="PCM_16")
    return path, song


def shorten(song):
    """Cuts a long song at a downbeat."""
    if song.end <= LONGEST:
        return
    song.end = max([d for d in song.downbeats if d <= LONGEST] or [LONGEST])
    song.drums = [d for d in song.drums if d[0] < song.end - 0.01]
    song.notes = [(a, min(b, song.end), *rest) for a, b, *rest in song.notes if a < song.end - 0.01]
    for name in ("beats", "downbeats", "boundaries"):
        setattr(song, name, [t for t in getattr(song, name) if t < song.end - 0.01])


def struck(song, pitches):
    return np.array([t for t, pitch, loud in song.drums if pitch in pitches], np.float32)


def main(out, first, count, front_end):
    os.makedirs(out, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(first, first + count):
            target = os.path.join(out, "%05d.npz" % number)
            if os.path.exists(target):
                continue
            try:
                made = make(number, folder)
            except Exception as problem:  # one bad song in a thousand is not worth stopping for
                print(number, "left out:", problem, flush=True)
                continue
            if made is None:
                continue
            path, song = made
            raw = path + ".f32"
            subprocess.run([front_end, path, raw], check=True)
            features = np.fromfile(raw, np.float32).reshape(-1, 117)
            os.remove(path)
            os.remove(raw)
            np.savez(target, features=features.astype(np.float16), beats=np.array(song.beats, np.float32),
                     downbeats=np.array(song.downbeats, np.float32), boundaries=np.array(song.boundaries, np.float32),
                     kick=struck(song, (35, 36)), snare=struck(song, (38, 39, 40)), hihat=struck(song, (42, 44, 46)),
                     cymbal=struck(song, (49, 51, 53, 57, 59, 54, 70)), end=song.end)
            print(number, song.genre, song.metre, "%.0f s" % song.end, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), os.path.abspath(sys.argv[4]))
