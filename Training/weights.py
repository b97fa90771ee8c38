# SPDX-License-Identifier: Apache-2.0
"""weights.py JUDGED CORPUS [CORPUS ..]: the handful of weights that combine what the network and the older judges say.

Every song of the corpora (SONG.wav, SONG.truth.json) whose JUDGED/SONG.json is there counts; those are written by
`front-end.sh hear-judges judges; ./hear-judges SONG.wav JUDGED/SONG.json ..`. Three fits, each printed fitted on all songs (the
numbers in Sources/Analyzing) and judged on each kind of song by weights that did not see the kind:

- tempo: a softmax over the candidates of a song, taught to prefer those with the better F of beats (Candidate.swift)
- drums: a logistic regression of the older judge and the network (Strokes.swift)
- confidence: logistic regressions of a right tempo and of the F of beats (Belief.swift)

Convex, without chance: the same dumps give the same weights.
"""
import glob, json, os, sys
import mir_eval
import numpy as np
from scipy.optimize import minimize

SIGNS = ("octave", "octave2", "on", "half", "third", "salience", "belief", "thirdBelief", "belief/s", "free", "fit",
         "downbeatBelief")
BELIEF = SIGNS.index("belief")
DRUMS = ("kick", "snare", "hihat")


def f_of(found, true):
    found, true = (mir_eval.beat.trim_beats(np.array(times or [], float)) for times in (found, true))
    return mir_eval.beat.f_measure(true, found) if len(true) and len(found) else 0.0


class Song:
    def __init__(self, truth, judged):
        self.name, self.truth = truth["id"], truth
        self.kind = kind(truth["id"])
        self.candidates = judged["candidates"]
        self.strokes = np.array(judged["strokes"]).reshape(-1, 7)
        self.beats = np.array([f_of(c["beats"], truth.get("beats")) for c in self.candidates])
        self.downbeats = np.array([f_of(c["downbeats"], truth.get("downbeats")) for c in self.candidates])
        self.signs = np.array([c["signs"] for c in self.candidates])


def kind(name):
    """What kind of song it is: left out together."""
    return name.split("-")[0] + (" 2" if name[-1].isdigit() and name.startswith("midi") else "")


def songs(judged, corpora):
    for corpus in corpora:
        for path in sorted(glob.glob(corpus + "/*.truth.json")):
            truth = json.load(open(path))
            heard = os.path.join(judged, truth["id"] + ".json")
            if os.path.exists(heard) and truth.get("beats"):
                yield Song(truth, json.load(open(heard)))


def descend(cost, count):
    return minimize(cost, np.zeros(count), jac=True, method="L-BFGS-B").x


def tempo_weights(chosen, scale, ridge=0.002):
    def cost(weights):
        loss, slope = 0.0, np.zeros(len(weights))
        for song in chosen:
            signs = song.signs / scale
            worth = signs @ weights
            share = np.exp(worth - worth.max())
            share /= share.sum()
            wanted = song.beats ** 6 / np.sum(song.beats ** 6)
            loss -= wanted @ np.log(share + 1e-12)
            slope -= signs.T @ (wanted - share)
        return loss / len(chosen) + ridge * weights @ weights, slope / len(chosen) + 2 * ridge * weights
    return descend(cost, len(SIGNS)) / scale


def by_kind(chosen):
    return {name: [song for song in chosen if song.kind == name] for name in sorted({song.kind for song in chosen})}


def tempo(every):
    # Where no candidate is right there is nothing to choose.
    chosen = [song for song in every if len(song.beats) and song.beats.max() > 0.8]
    scale = np.concatenate([song.signs for song in chosen]).std(0) + 1e-6
    print("\ntempo, %d songs; F of beats and of downbeats" % len(chosen))
    for name, part in by_kind(chosen).items():
        weights = tempo_weights([song for song in chosen if song.kind != name], scale)
        picks = [int(np.argmax(song.signs @ weights)) for song in part]
        print("  %-8s%4d songs, kind left out: %.3f %.3f, best candidates %.3f" % (
            name, len(part), np.mean([song.beats[i] for song, i in zip(part, picks)]),
            np.mean([song.downbeats[i] for song, i in zip(part, picks)]), np.mean([song.beats.max() for song in part])))
    for name, weight in zip(SIGNS, tempo_weights(chosen, scale)):
        print("  %-16s%6.2f" % (name, weight))


def logistic(rows, right, weight, ridge):
    def cost(v):
        z = rows @ v
        p = 1 / (1 + np.exp(-z))
        return (weight @ (np.logaddexp(0, z) - right * z) / weight.sum() + ridge * v @ v,
                rows.T @ (weight * (p - right)) / weight.sum() + 2 * ridge * v)
    return descend(cost, rows.shape[1])


def distance(times, truth):
    return np.abs(times[:, None] - truth[None]).min(1) if len(truth) else np.full(len(times), 9.0)


class Struck:
    """The candidates of one drum in one song."""

    def __init__(self, song, index):
        drum, self.kind = DRUMS[index], song.kind
        self.truth = np.sort(np.array(song.truth["drums"][drum]))
        self.optional = np.array((song.truth.get("drumsOptional") or {}).get(drum, []))
        self.times = song.strokes[:, 0]
        self.rows = np.stack([np.clip(song.strokes[:, 1 + index], -8, 8), np.clip(song.strokes[:, 4 + index], -7, 5),
                              np.ones(len(self.times))], 1)
        self.right = (distance(self.times, self.truth) < 0.03).astype(float)
        known = (self.right == 1) | (distance(self.times, self.optional) >= 0.05)
        self.weight = known / max(1, len(known))

    def f(self, weights, columns, threshold):
        found = self.times[self.rows[:, columns] @ weights > threshold]
        if not len(found):
            return 0.0
        hits = mir_eval.util.match_events(self.truth, found, 0.05)
        left = np.delete(found, [j for _, j in hits])
        wrong = int(np.sum(distance(left, self.optional) > 0.05))
        return 2 * len(hits) / (len(hits) + wrong + len(self.truth))


def drums(every):
    for index, drum in enumerate(DRUMS):
        parts = [Struck(song, index) for song in every if (song.truth.get("drums") or {}).get(drum) and len(song.strokes)]

        def fit(chosen, columns):
            return logistic(np.concatenate([s.rows[:, columns] for s in chosen]), np.concatenate([s.right for s in chosen]),
                            np.concatenate([s.weight for s in chosen]), 1e-4)
        print("\n%s, %d songs; F by judge, network, both; kind left out" % (drum, len(parts)))
        for name in sorted({part.kind for part in parts}):
            scores = []
            for columns in ([0, 2], [1, 2], [0, 1, 2]):
                weights = fit([part for part in parts if part.kind != name], columns)
                scores.append(np.mean([part.f(weights, columns, -0.35) for part in parts if part.kind == name]))
            print("  %-8s%s" % (name, "".join("%7.3f" % score for score in scores)))
        print("  judge %.2f, network %.2f, bias %.2f" % tuple(fit(parts, [0, 1, 2])))


def right_tempo(song, candidate):
    return abs(candidate["period"] / float(np.median(np.diff(song.truth["beats"]))) - 1) < 0.04


def confidence(every):
    rows, f, right, kinds = [], [], [], []
    for song in every:
        if not song.candidates:
            continue
        worth = np.array([c["worth"] for c in song.candidates])
        best = song.candidates[int(worth.argmax())]
        likelihood = np.exp(worth - worth.max())
        same = np.array([abs(c["period"] / best["period"] - 1) < 0.04 for c in song.candidates])
        share = np.clip(likelihood[same].sum() / likelihood.sum(), 0.001, 0.999)
        belief = best["signs"][BELIEF]
        rows.append([1, np.log(share / (1 - share)), belief, 1.5 * min(0, belief + 1)])
        f.append(song.beats[int(worth.argmax())])
        right.append(float(right_tempo(song, best)))
        kinds.append(song.kind)
    rows, kinds = np.array(rows), np.array(kinds)
    for name, wanted in (("tempoConfidence", np.array(right)), ("beatConfidence", np.array(f))):
        says = np.zeros(len(rows))
        for left in sorted(set(kinds)):
            seen = kinds != left
            says[~seen] = 1 / (1 + np.exp(-rows[~seen] @ logistic(rows[seen], wanted[seen], np.ones(seen.sum()), 0.01)))
        print("\n%s, %d songs; kind left out" % (name, len(rows)))
        for low, high in ((0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01)):
            inside = (says >= low) & (says < high)
            if inside.any():
                print("  %.1f to %.1f:%4d songs, says %.2f, right %.2f" % (
                    low, min(1, high), inside.sum(), says[inside].mean(), wanted[inside].mean()))
        print("  bias %.2f, log odds of the share %.2f, belief %.2f, strange %.2f" % tuple(
            logistic(rows, wanted, np.ones(len(rows)), 0.01)))


def main():
    every = list(songs(sys.argv[1], sys.argv[2:]))
    print("%d songs: %s" % (len(every), {name: len(part) for name, part in by_kind(every).items()}))
    tempo(every)
    drums(every)
    confidence(every)


if __name__ == "__main__":
    main()
