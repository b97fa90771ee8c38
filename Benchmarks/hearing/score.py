#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Score music-analysis JSON files against corpus truth.

    score.py TRUTH_DIR EST_DIR [--json out.json] [--per-song] [--strict]

TRUTH_DIR holds <id>.truth.json (written by the corpus builder), EST_DIR holds
<id>.json, one per song:

    {"duration": s, "tempo": bpm, "beats": [s..], "downbeats": [s..],
     "sections": [{"start", "end", "role", "energy"}], "cuePoints": [s..],
     "events": [{"time", "kind"}]}

event kinds: kick snare hihat vocalEntrance drop pause energyRise energyFall.
A key that an estimate lacks is not scored and is counted as missing; with
--strict it scores 0 instead. "events" present but without any event of a kind
that the truth has counts as an empty answer (scores 0), so leave the whole
key out if the stage is not written yet.
"""
import argparse, glob, json, os, sys
import numpy as np
import mir_eval

BEAT_WIN, DRUM_WIN, CUE_WIN = 0.070, 0.050, 0.070
EVENT_WIN = {"vocalEntrance": 0.5, "drop": 0.5, "pause": 0.5,
             "energyRise": 1.0, "energyFall": 1.0}


def prf(ref, est, win, optional=None):
    """Precision, recall, F of event times; estimates that only match an
    'optional' reference event are dropped, not punished."""
    ref, est = np.sort(np.asarray(ref, float)), np.sort(np.asarray(est, float))
    if len(ref) == 0 and len(est) == 0:
        return 1.0, 1.0, 1.0
    hits = mir_eval.util.match_events(ref, est, win) if len(ref) and len(est) else []
    n_est = len(est)
    if optional is not None and len(optional) and n_est:
        used = {j for _, j in hits}
        left = np.array([e for j, e in enumerate(est) if j not in used])
        if len(left):
            opt = np.sort(np.asarray(optional, float))
            n_est -= int(sum(np.min(np.abs(opt - e)) <= win for e in left))
    if n_est == 0 or len(ref) == 0:
        return 0.0, 0.0, 0.0
    p, r = len(hits) / n_est, len(hits) / len(ref)
    return p, r, (2 * p * r / (p + r) if p + r else 0.0)


def label_agreement(ref, est, key, dur):
    """Share of the time (10 Hz grid) on which both give the same label."""
    t = np.arange(0.05, dur, 0.1)

    def lab(secs):
        out = np.full(len(t), "", dtype=object)
        for s in secs:
            out[(t >= s["start"]) & (t < s["end"])] = str(s.get(key) or "")
        return out
    a, b = lab(ref), lab(est)
    m = a != ""
    return float(np.mean(a[m] == b[m])) if m.any() else None


def score_song(T, E):
    """-> (dict metric -> value, list of missing metric names)"""
    S, missing = {}, []

    def need(key, names):
        if E is None or E.get(key) is None:
            missing.extend(names)
            return False
        return True

    if T.get("beats"):
        names = ["beat_F", "beat_CMLt", "beat_AMLt"]
        if need("beats", names):
            r = mir_eval.beat.trim_beats(np.array(T["beats"], float))
            e = mir_eval.beat.trim_beats(np.sort(np.array(E["beats"], float)))
            if len(e) < 2 or len(r) < 2:
                S.update({n: 0.0 for n in names})
            else:
                S["beat_F"] = mir_eval.beat.f_measure(r, e, BEAT_WIN)
                _, cmlt, _, amlt = mir_eval.beat.continuity(r, e)
                S["beat_CMLt"], S["beat_AMLt"] = cmlt, amlt
    if T.get("downbeats"):
        if need("downbeats", ["downbeat_F"]):
            r = mir_eval.beat.trim_beats(np.array(T["downbeats"], float))
            e = mir_eval.beat.trim_beats(np.sort(np.array(E["downbeats"], float)))
            S["downbeat_F"] = mir_eval.beat.f_measure(r, e, BEAT_WIN) if len(e) else 0.0
    if T.get("tempo"):
        if need("tempo", ["tempo_acc1", "tempo_acc2"]):
            q = float(E["tempo"] or 0) / T["tempo"]
            S["tempo_acc1"] = float(abs(q - 1) <= 0.04)
            S["tempo_acc2"] = float(any(abs(q / f - 1) <= 0.04 for f in (1, 2, 3, 1 / 2, 1 / 3)))
    dur = T["duration"]
    if T.get("boundaries"):
        names = ["boundary_F0.5", "boundary_F3", "boundary_P0.5", "boundary_R0.5"]
        if need("sections", names):
            inner = lambda x: [b for b in sorted(set(x)) if 1.0 < b < dur - 1.0]
            b = inner([s["start"] for s in E["sections"]])
            p, r, f = prf(inner(T["boundaries"]), b, 0.5)
            S["boundary_F0.5"], S["boundary_P0.5"], S["boundary_R0.5"] = f, p, r
            S["boundary_F3"] = prf(inner(T["boundaries"]), b, 3.0)[2]
    if T.get("sections"):
        if need("sections", ["role_acc", "energy_acc"]):
            for key in ("role", "energy"):
                v = label_agreement(T["sections"], E["sections"], key, dur)
                if v is not None:
                    S[key + "_acc"] = v
    ev = {}
    if E is not None and E.get("events") is not None:
        for x in E["events"]:
            ev.setdefault(x["kind"], []).append(x["time"])
    drums, opt = T.get("drums") or {}, T.get("drumsOptional") or {}
    for k in ("kick", "snare", "hihat"):
        if drums.get(k):
            n = "drum_%s_F" % k
            if need("events", [n]):
                S[n] = prf(drums[k], ev.get(k, []), DRUM_WIN, opt.get(k))[2]
    for k in T.get("eventKinds") or []:
        ref = [x["time"] for x in T["events"] if x["kind"] == k]
        if not ref:
            continue
        if need("events", ["event_%s_F" % k]):
            p, r, f = prf(ref, ev.get(k, []), EVENT_WIN[k])
            S["event_%s_F" % k] = f
            if k == "vocalEntrance":
                S["event_vocalEntrance_R"] = r
    if T.get("downbeats"):
        names = ["cue_precision", "cue_boundary_recall", "cues_per_min"]
        if need("cuePoints", names):
            cues = [c for c in E["cuePoints"] if 0.1 < c < dur - 0.1]
            good = np.array(sorted(set(T["downbeats"]) | set(T.get("boundaries") or [])
                                   | {x["time"] for x in T.get("events") or [] if x["kind"] in ("drop", "pause")}))
            S["cues_per_min"] = 60.0 * len(cues) / dur
            S["cue_precision"] = float(np.mean([np.min(np.abs(good - c)) <= CUE_WIN for c in cues])) if cues else 0.0
            bb = [b for b in T.get("boundaries") or [] if 1.0 < b < dur - 1.0]
            if bb:
                S["cue_boundary_recall"] = float(np.mean([any(abs(b - c) <= 0.5 for c in cues) for b in bb]))
    return S, missing


ORDER = ["beat_F", "beat_CMLt", "beat_AMLt", "downbeat_F", "tempo_acc1", "tempo_acc2",
         "boundary_F0.5", "boundary_P0.5", "boundary_R0.5", "boundary_F3", "role_acc", "energy_acc",
         "drum_kick_F", "drum_snare_F", "drum_hihat_F", "event_vocalEntrance_F", "event_vocalEntrance_R",
         "event_drop_F", "event_pause_F", "event_energyRise_F", "event_energyFall_F",
         "cue_precision", "cue_boundary_recall", "cues_per_min"]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("truth"); ap.add_argument("est")
    ap.add_argument("--json"); ap.add_argument("--per-song", action="store_true")
    ap.add_argument("--strict", action="store_true", help="missing answers score 0")
    a = ap.parse_args()
    rows = {}
    for f in sorted(glob.glob(os.path.join(a.truth, "*.truth.json"))):
        T = json.load(open(f))
        ef = os.path.join(a.est, T["id"] + ".json")
        E = json.load(open(ef)) if os.path.exists(ef) else None
        S, miss = score_song(T, E)
        if a.strict:
            S.update({m: 0.0 for m in miss if m != "cues_per_min"})
        rows[T["id"]] = {"kind": T["kind"], "scores": {k: float(v) for k, v in S.items()}, "missing": miss, "found": E is not None}
    if not rows:
        sys.exit("no *.truth.json in " + a.truth)
    groups = {"all": list(rows)}
    for i, r in rows.items():
        groups.setdefault(r["kind"], []).append(i)
    summary = {}
    for g, ids in groups.items():
        summary[g] = {"songs": len(ids), "metrics": {}}
        for m in ORDER:
            v = [rows[i]["scores"][m] for i in ids if m in rows[i]["scores"]]
            n_miss = sum(m in rows[i]["missing"] for i in ids)
            if v or n_miss:
                summary[g]["metrics"][m] = {"mean": float(np.mean(v)) if v else None,
                                            "min": float(np.min(v)) if v else None, "n": len(v), "missing": n_miss}
    if a.per_song:
        cols = [m for m in ORDER if any(m in r["scores"] for r in rows.values())]
        print("%-28s " % "song" + " ".join("%9s" % c.replace("boundary", "bnd").replace("downbeat", "dbeat").replace("event_", "")[:9] for c in cols))
        for i, r in rows.items():
            print("%-28s " % i[:28] + " ".join("%9.3f" % r["scores"][c] if c in r["scores"] else "        -" for c in cols))
        print()
    gs = list(groups)
    print("%-24s" % "metric (mean)" + "".join("%18s" % ("%s(%d)" % (g, len(groups[g]))) for g in gs))
    for m in ORDER:
        if m not in summary["all"]["metrics"]:
            continue
        line = "%-24s" % m
        for g in gs:
            x = summary[g]["metrics"].get(m)
            line += "%18s" % ("-" if x is None else "missing %d" % x["missing"] if x["mean"] is None
                              else "%.3f n=%d%s" % (x["mean"], x["n"], " m=%d" % x["missing"] if x["missing"] else ""))
        print(line)
    if a.json:
        json.dump({"summary": summary, "songs": rows}, open(a.json, "w"), indent=1)


if __name__ == "__main__":
    main()
