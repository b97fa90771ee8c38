# SPDX-License-Identifier: Apache-2.0
"""compare.py CORPUS WORK: one table of all programs that heard the corpus (WORK/WHO/SONG.json, as hear.py leaves them), with
the same scorer for each: a dash is what a program does not say. Below a program that heard a part of the songs only: Reelspool
on the same ones."""
import glob, json, os, sys
import numpy as np
from score import score_song

MEASURES = [("beat_F", "beat F"), ("beat_CMLt", "CMLt"), ("beat_AMLt", "AMLt"), ("downbeat_F", "downbeat F"),
            ("tempo_acc1", "Acc1"), ("tempo_acc2", "Acc2"), ("boundary_F0.5", "boundary F"), ("drum_kick_F", "kick F"),
            ("drum_snare_F", "snare F")]


def means(corpus, folder, only=None):
    """The mean of each measure over the songs in `folder`, or over those of `only`, another folder."""
    scores = {}
    for file in sorted(glob.glob(corpus + "/*.truth.json")):
        truth = json.load(open(file))
        heard = os.path.join(folder, truth["id"] + ".json")
        if os.path.exists(heard) and os.path.exists(os.path.join(only or folder, truth["id"] + ".json")):
            for key, value in score_song(truth, json.load(open(heard)))[0].items():
                scores.setdefault(key, []).append(value)
    return {key: float(np.mean(values)) for key, values in scores.items()}


def row(name, songs, scores, cost):
    cells = ["%.3f" % scores[key] if key in scores else "-" for key, _ in MEASURES]
    spent = "%.2f | %.0f" % (cost["secondsPerMinute"], cost["megabytes"]) if cost else "|"
    print("| %s | %d | %s | %s |" % (name, songs, " | ".join(cells), spent))


def main():
    corpus, work = sys.argv[1:3]
    print("| program | songs | " + " | ".join(title for _, title in MEASURES) + " | CPU s a minute | peak MB |")
    print("|" + "---|" * (len(MEASURES) + 4))
    folders = [os.path.dirname(path) + "/" for path in glob.glob(work + "/*/cost.json")]
    for folder in sorted(folders, key=lambda path: ("reelspool" not in path, path)):
        with open(folder + "cost.json") as file:
            cost = json.load(file)
        name = os.path.basename(folder[:-1])
        row(name, cost["songs"], means(corpus, folder), cost)
        if 0 < cost["songs"] < len(glob.glob(corpus + "/*.wav")) and name != "reelspool":
            row("reelspool on those of " + name, cost["songs"], means(corpus, work + "/reelspool", folder), None)
    for line in open(work + "/absent.txt") if os.path.exists(work + "/absent.txt") else []:
        print("\nNot there: " + line.strip())


if __name__ == "__main__":
    main()
