# SPDX-License-Identifier: Apache-2.0
"""hear.py CORPUS OUT REELSPOOL [--peers NAMES]: lets Reelspool and its peers hear every song of a built corpus.

OUT/WHO/SONG.json is what each heard, OUT/WHO/cost.txt what it cost: processor seconds a minute of sound, process start and
decoding included, and the highest resident memory. A peer that is not installed is left out, and said so.
"""
import argparse, glob, json, os, resource, shutil, subprocess, sys, time
import soundfile

# Each peer is a program of its own, so that its cost can be told from ours: it prints {"beats": [..], "downbeats": [..]}.
ESSENTIA = """
import sys, json, essentia.standard as es
x = es.MonoLoader(filename=sys.argv[1], sampleRate=44100)()
beats = es.BeatTrackerDegara()(x)
print(json.dumps({"beats": [float(b) for b in beats]}))
"""
LIBROSA = """
import sys, json, librosa
x, rate = librosa.load(sys.argv[1], sr=22050)
_, beats = librosa.beat.beat_track(y=x, sr=rate, units="time")
print(json.dumps({"beats": [float(b) for b in beats]}))
"""
MADMOM = """
import sys, json
from madmom.features.downbeats import DBNDownBeatTrackingProcessor, RNNDownBeatProcessor
found = DBNDownBeatTrackingProcessor(beats_per_bar=[3, 4], fps=100)(RNNDownBeatProcessor()(sys.argv[1]))
print(json.dumps({"beats": [float(t) for t, _ in found], "downbeats": [float(t) for t, n in found if n == 1]}))
"""
SCRIPTS = {"essentia": ESSENTIA, "librosa": LIBROSA, "madmom": MADMOM}


def command(who, song, reelspool):
    if who == "reelspool":
        return [reelspool, "analyze", song]
    if who == "aubio":
        return ["aubiotrack", song]
    return [sys.executable, "-c", SCRIPTS[who], song]


def is_there(who):
    if who == "aubio":
        return shutil.which("aubiotrack") is not None
    return subprocess.run([sys.executable, "-c", "import " + who], capture_output=True).returncode == 0


def answer(who, text):
    if who == "aubio":
        beats = [float(line.split()[0]) for line in text.splitlines() if line.strip()]
        return {"beats": beats}
    return json.loads(text)


def with_tempo(heard):
    beats = heard.get("beats") or []
    if "tempo" not in heard and len(beats) > 2:
        gaps = sorted(b - a for a, b in zip(beats, beats[1:]))
        heard["tempo"] = 60 / gaps[len(gaps) // 2]
    return heard


def hear(who, songs, out, reelspool):
    folder = os.path.join(out, who)
    os.makedirs(folder)
    spent, sound, failed = 0.0, 0.0, 0
    environment = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    for song in songs:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command(who, song, reelspool), capture_output=True, text=True, env=environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            failed += 1
            print(who, os.path.basename(song), "failed:", done.stderr.strip()[-200:], file=sys.stderr)
            continue
        spent += after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        sound += soundfile.info(song).duration / 60
        name = os.path.basename(song)[:-4]
        json.dump(with_tempo(answer(who, done.stdout)), open(os.path.join(folder, name + ".json"), "w"))
    with open(os.path.join(folder, "cost.txt"), "w") as cost:
        print("%.2f processor seconds a minute of sound, %d songs failed" % (spent / max(sound, 1e-9), failed), file=cost)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("corpus")
    ask.add_argument("out")
    ask.add_argument("reelspool")
    ask.add_argument("--peers", default="aubio essentia librosa madmom")
    asked = ask.parse_args()
    songs = sorted(glob.glob(asked.corpus + "/*.wav"))
    for who in ["reelspool"] + asked.peers.split():
        if who != "reelspool" and not is_there(who):
            print(who, "is not installed and left out", file=sys.stderr)
            continue
        begun = time.time()
        hear(who, songs, asked.out, asked.reelspool)
        print(who, "%.0f s" % (time.time() - begun), file=sys.stderr)


if __name__ == "__main__":
    main()
