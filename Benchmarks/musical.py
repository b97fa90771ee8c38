#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How many cuts lie where the music has something to say, over songs whose truth is known.

Usage: musical.py REELSPOOL CORPUS WORK

CORPUS holds NAME.truth.json ({"downbeats": [s], "boundaries": [s], "events": [{"time", "kind"}]}; null where it is not
known) beside NAME and any sound's ending. Each song is heard and planned by REELSPOOL, with nothing drawn; what it
heard is kept in WORK. Beside its cuts: one every 4 seconds. A cut counts within 70 ms of a true downbeat, boundary or
drop (two frames), a boundary is caught by a cue within 0.5 s, and songs without true downbeats are left out.
"""

import json
import pathlib
import subprocess
import sys

NEAR, CAUGHT, GRID = 0.070, 0.5, 4.0
CONCEPT = "A lonely musician walking through a futuristic city after losing someone.\n"


def lies_near(time, instants, reach):
    return any(abs(time - instant) <= reach for instant in instants)


def share(times, instants, reach):
    return sum(lies_near(time, instants, reach) for time in times) / len(times) if times else None


def run(command, into):
    """The command's standard output as JSON, asked for once."""
    if not into.exists() or into.stat().st_size == 0:
        into.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
    return json.loads(into.read_text())


def measure(reelspool, truth_file, work):
    truth = json.loads(truth_file.read_text())
    name = truth_file.name.removesuffix(".truth.json")
    downbeats, boundaries = truth.get("downbeats"), truth.get("boundaries") or []
    if not downbeats:
        return None
    song = next(f for f in sorted(truth_file.parent.glob(name + ".*")) if f.suffix != ".json")
    concept = work / "concept.txt"
    concept.write_text(CONCEPT)
    heard = run([reelspool, "analyze", song], work / f"{name}.analysis.json")
    (work / f"{name}.plan.json").unlink(missing_ok=True)
    plan = run([reelspool, "plan", work / f"{name}.analysis.json", concept], work / f"{name}.plan.json")
    events = truth.get("events") or []
    drops = [event["time"] for event in events if event["kind"] == "drop"]
    pauses = [event["time"] for event in events if event["kind"] == "pause"]
    right = downbeats + boundaries + drops
    cuts = [shot["startTime"] for shot in plan["shots"][1:]]
    grid = [n * GRID for n in range(1, int(heard["duration"] / GRID + 0.99))]
    cues = [cue for cue in heard["cuePoints"] if 0.1 < cue < heard["duration"] - 0.1]
    inner = [boundary for boundary in boundaries if 1 < boundary < heard["duration"] - 1]
    return {
        "name": name, "cuts": len(cuts), "ours": share(cuts, right, NEAR), "grid": share(grid, right, NEAR),
        "section": share(inner, cuts, CAUGHT), "sectionGrid": share(inner, grid, CAUGHT),
        "cues": share(cues, right + pauses, NEAR), "caught": share(inner, cues, CAUGHT),
    }


def mean(rows, key):
    values = [row[key] for row in rows if row[key] is not None]
    return sum(values) / len(values) if values else float("nan")


def main():
    reelspool, corpus, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    rows = [row for f in sorted(corpus.glob("*.truth.json")) if (row := measure(reelspool, f, work))]
    keys = ("ours", "grid", "section", "sectionGrid", "cues", "caught")
    print(f"cuts of {len(rows)} songs with true downbeats, shares")
    print(f"  {'':22}{'':>6} on downbeat, boundary, drop   boundaries cut on      cues")
    print(f"  {'song':22}{'cuts':>6}{'ours':>10}{'every 4 s':>12}{'ours':>15}{'every 4 s':>12}{'true':>8}{'catch':>8}")
    for row in rows + [{"name": "mean", "cuts": sum(r["cuts"] for r in rows)} | {k: mean(rows, k) for k in keys}]:
        cells = ["-" if row[k] is None else f"{row[k]:.2f}" for k in keys]
        widths = (10, 12, 15, 12, 8, 8)
        print(f"  {row['name']:22}{row['cuts']:>6}" + "".join(f"{c:>{w}}" for c, w in zip(cells, widths)))


if __name__ == "__main__":
    main()
