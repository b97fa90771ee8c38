# SPDX-License-Identifier: Apache-2.0
"""calibrate.py CORPUS ANALYSES [CORPUS ANALYSES ..]: whether the confidences of `reelspool analyze` mean what they say.

Prints for each corpus, in bins of each confidence, how many answers fell into it, what they said on average
and how many were right: a tempo within 4 % of the median true beat; the F of the beats (70 ms); a section that starts
within 0.5 s of a true boundary, apart for songs whose boundaries are their form and songs where a rule about instruments
stands in.
"""
import glob, json, os, sys
import numpy as np
from score import BEAT_WIN
import mir_eval

EDGES = [0, 0.25, 0.5, 0.7, 0.8, 0.9, 0.95, 1.001]


def answers(corpus, analyses):
    for file in sorted(glob.glob(corpus + "/*.truth.json")):
        truth = json.load(open(file))
        heard = os.path.join(analyses, truth["id"] + ".json")
        if os.path.exists(heard):
            yield truth, json.load(open(heard))


def beats(truth, heard):
    """(confidence of the tempo, 1 if right), (confidence of the beats, their F); none where either side has no beats."""
    true = mir_eval.beat.trim_beats(np.array(truth.get("beats") or [], float))
    found = mir_eval.beat.trim_beats(np.array(heard["beats"], float))
    if len(true) < 4 or len(found) < 2 or not heard.get("tempo"):
        return None
    right = abs(heard["tempo"] * float(np.median(np.diff(true))) / 60 - 1) <= 0.04
    score = mir_eval.beat.f_measure(true, found, BEAT_WIN)
    return (heard["tempoConfidence"], float(right)), (heard["beatConfidence"], score)


def sections(truth, heard):
    """(confidence, 1 if right) of each section that begins inside the song."""
    for section in heard["sections"][1:]:
        if 1 < section["start"] < truth["duration"] - 1 and truth.get("boundaries"):
            near = min(abs(section["start"] - boundary) for boundary in truth["boundaries"])
            yield section["confidence"], float(near <= 0.5)


def table(title, pairs):
    if not pairs:
        return
    pairs = np.array(pairs)
    print("%s, %d answers" % (title, len(pairs)))
    print("  %-14s%8s%12s%8s" % ("confidence", "answers", "says", "right"))
    for low, high in zip(EDGES, EDGES[1:]):
        inside = pairs[(pairs[:, 0] >= low) & (pairs[:, 0] < high)]
        if len(inside):
            print("  %4.2f to %4.2f  %8d%12.2f%8.2f" % (low, min(1, high), len(inside), *inside.mean(0)))
    print("  %-14s%8d%12.2f%8.2f" % ("all", len(pairs), *pairs.mean(0)))


def main():
    for corpus, analyses in zip(sys.argv[1::2], sys.argv[2::2]):
        tempo, beat, form, rule, none = [], [], [], [], 0
        for truth, heard in answers(corpus, analyses):
            found = beats(truth, heard)
            if found:
                tempo.append(found[0])
                beat.append(found[1])
            none += not heard.get("tempo")
            (form if truth.get("sections") or truth["kind"] == "generated" else rule).extend(sections(truth, heard))
        print("%s: %d songs, %d of them without a tempo in the answer" % (os.path.basename(corpus), len(tempo) + none, none))
        table("tempoConfidence: the tempo is right", tempo)
        table("beatConfidence: F of the beats", beat)
        table("confidence of sections, boundaries known", form)
        table("confidence of sections, boundaries by a rule", rule)
        print()


if __name__ == "__main__":
    main()
