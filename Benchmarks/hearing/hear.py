# SPDX-License-Identifier: Apache-2.0
"""hear.py CORPUS OUT REELSPOOL [--peers NAMES] [--limit SECONDS] [--jobs N]: lets Reelspool and its peers hear every song of a
built corpus.

OUT/WHO/SONG.json is what each heard, OUT/WHO/cost.json what it cost: processor seconds a minute of sound, process start and
decoding included, and the highest resident memory of one process. A peer that is not installed is left out, and
OUT/absent.txt says so. A peer that has used up its --budget is asked for no more songs; songs are asked in turns of their
kinds, so that those it heard are of all kinds, and compare.py scores Reelspool on the same ones. --keep FOLDER: peers' answers
go there and are not asked again by the next run, whose report then quotes the cost of the run that asked.

HEARING_PEERS_VENV and HEARING_MADMOM_VENV name the Python environments that peers.sh makes (default: this one).
"""
import argparse, glob, json, os, shutil, subprocess, sys, time
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
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
import sys, json, collections, collections.abc
collections.MutableSequence = collections.abc.MutableSequence  # what madmom 0.16 still asks for
from madmom.features.downbeats import DBNDownBeatTrackingProcessor, RNNDownBeatProcessor
found = DBNDownBeatTrackingProcessor(beats_per_bar=[3, 4], fps=100)(RNNDownBeatProcessor()(sys.argv[1]))
print(json.dumps({"beats": [float(t) for t, _ in found], "downbeats": [float(t) for t, n in found if n == 1]}))
"""
SCRIPTS = {"essentia": ESSENTIA, "librosa": LIBROSA, "madmom": MADMOM}


def python(who):
    folder = os.environ.get("HEARING_MADMOM_VENV" if who == "madmom" else "HEARING_PEERS_VENV")
    return os.path.join(folder, "bin/python") if folder and os.path.exists(folder) else sys.executable


def measured(words, environment, limit):
    """The standard output of a command, its processor seconds and highest resident megabytes, or None where it failed or
    took longer than the limit."""
    script = ("import resource, subprocess, sys\n"
              "p = subprocess.run(sys.argv[2:], stdout=subprocess.PIPE, timeout=float(sys.argv[1]))\n"
              "r = resource.getrusage(resource.RUSAGE_CHILDREN)\nprint(r.ru_utime + r.ru_stime, r.ru_maxrss / 1024)\n"
              "sys.stdout.flush()\nsys.stdout.buffer.write(p.stdout)\nsys.exit(p.returncode != 0)")
    done = subprocess.run([sys.executable, "-c", script, str(limit), *words], capture_output=True, text=True, env=environment)
    if done.returncode:
        print(*words[:1], "failed:", done.stderr.strip()[-200:], file=sys.stderr)
        return None
    first, rest = done.stdout.split("\n", 1)
    return (rest, *map(float, first.split()))


def command(who, song, reelspool):
    if who == "reelspool":
        return [reelspool, "analyze", song]
    if who == "aubio":
        return ["aubiotrack", song]
    return [python(who), "-c", SCRIPTS[who], song]


def is_there(who):
    if who == "aubio":
        return shutil.which("aubiotrack") is not None
    return subprocess.run([python(who), "-c", SCRIPTS[who].split("\nx", 1)[0].split("\nfound", 1)[0]],
                          capture_output=True).returncode == 0


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


def hear_song(who, song, folder, reelspool, limit):
    """Writes what was heard; the processor seconds, megabytes and minutes of sound, or None where the program failed."""
    done = measured(command(who, song, reelspool), dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1"), limit)
    if done is None:
        return None
    with open(os.path.join(folder, os.path.basename(song)[:-4] + ".json"), "w") as file:
        json.dump(with_tempo(answer(who, done[0])), file)
    return done[1], done[2], soundfile.info(song).duration / 60


def in_turns(songs):
    """One song of each kind after the other: the first letters of a name are its kind."""
    turns = {}
    for song in songs:
        turns.setdefault(os.path.basename(song).split("-")[0], []).append(song)
    return [song for row in zip_longest(*turns.values()) for song in row if song]


class Answers:
    """What one program was asked: its answers and costs, also those of an earlier run that kept them."""

    def __init__(self, who, asked):
        keep = asked.keep if who != "reelspool" else None
        self.who, self.asked, self.folder = who, asked, os.path.join(keep or asked.out, who)
        self.end = time.time() + (asked.budget if who != "reelspool" else float("inf"))
        os.makedirs(self.folder, exist_ok=True)

    def ask(self, song):
        """The cost of one song; None where the program failed, "late" where its budget was used up."""
        kept = os.path.join(self.folder, os.path.basename(song)[:-4] + ".cost")
        if os.path.exists(kept):
            with open(kept) as file:
                return json.load(file)
        if time.time() > self.end:
            return "late"
        cost = hear_song(self.who, song, self.folder, self.asked.reelspool, self.asked.limit)
        if cost:
            with open(kept, "w") as file:
                json.dump(cost, file)
        return cost


def hear(who, songs, asked):
    answers = Answers(who, asked)
    with ThreadPoolExecutor(asked.jobs) as pool:
        costs = list(pool.map(answers.ask, in_turns(songs)))
    folder = os.path.join(asked.out, who)
    if answers.folder != folder:
        shutil.copytree(answers.folder, folder)
    known = [cost for cost in costs if cost and cost != "late"]
    with open(os.path.join(folder, "cost.json"), "w") as file:
        json.dump({"songs": len(known), "failed": costs.count(None), "late": costs.count("late"),
                   "secondsPerMinute": sum(cost[0] for cost in known) / max(sum(cost[2] for cost in known), 1e-9),
                   "megabytes": max((cost[1] for cost in known), default=0)}, file)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("corpus")
    ask.add_argument("out")
    ask.add_argument("reelspool")
    ask.add_argument("--peers", default="aubio essentia librosa madmom")
    ask.add_argument("--limit", type=float, default=180, help="seconds for one song")
    ask.add_argument("--jobs", type=int, default=1, help="programs at a time; more than one blurs the cost a little")
    ask.add_argument("--budget", type=float, default=1800, help="seconds that a peer is asked for new songs")
    ask.add_argument("--keep", help="a folder for the answers of peers")
    asked = ask.parse_args()
    os.makedirs(asked.out, exist_ok=True)
    songs = sorted(glob.glob(asked.corpus + "/*.wav"))
    for who in ["reelspool"] + asked.peers.split():
        if who != "reelspool" and not is_there(who):
            with open(os.path.join(asked.out, "absent.txt"), "a") as file:
                print(who, "is not installed and left out", file=file)
            continue
        begun = time.time()
        hear(who, songs, asked)
        print(who, "%.0f s" % (time.time() - begun), file=sys.stderr)


if __name__ == "__main__":
    main()
