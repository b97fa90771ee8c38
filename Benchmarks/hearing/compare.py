# SPDX-License-Identifier: Apache-2.0
"""compare.py CORPUS WORK: one table of all programs that heard the corpus (WORK/WHO/SONG.json, as hear.py leaves them), with
the same scorer for each: a dash is what a program does not say."""
import glob, json, os, sys
import numpy as np
from score import score_song

MEASURES = [("beat_F", "beat F"), ("beat_CMLt", "CMLt"), ("beat_AMLt", "AMLt"), ("downbeat_F", "downbeat F"),
            ("tempo_acc1", "Acc1"), ("tempo_acc2", "Acc2"), ("boundary_F0.5", "boundary F"), ("drum_kick_F", "kick F"),
            ("drum_snare_F", "snare F")]


def means(corpus, folder):
    scores = {}
    for file in sorted(glob.glob(corpus + "/*.truth.json")):
        truth = json.load(open(file))
        heard = os.path.join(folder, truth["id"] + ".json")
        if os.path.exists(heard):
            for key, value in score_song(truth, json.load(open(heard)))[0].items():
                scores.setdefault(key, []).append(value)
    return {key: float(np.mean(values)) for key, values in scores.items()}


def main():
    corpus, work = sys.argv[1:3]
    print("| program | songs | " + " | ".join(title for _, title in MEASURES) + " | CPU s a minute | peak MB |")
    print("|" + "---|" * (len(MEASURES) + 4))
    folders = [os.path.dirname(path) + "/" for path in glob.glob(work + "/*/cost.json")]
    for folder in sorted(folders, key=lambda path: ("reelspool" not in path, path)):
        scores = means(corpus, folder)
        cost = json.load(open(folder + "cost.json"))
        cells = ["%.3f" % scores[key] if key in scores else "-" for key, _ in MEASURES]
        print("| %s | %d | %s | %.2f | %.0f |" % (os.path.basename(folder[:-1]), cost["songs"], " | ".join(cells),
                                             cost["secondsPerMinute"], cost["megabytes"]))
    for line in open(work + "/absent.txt") if os.path.exists(work + "/absent.txt") else []:
        print("\nNot there: " + line.strip())


if __name__ == "__main__":
    main()
