# SPDX-License-Identifier: Apache-2.0
"""features.py CORPUS OUT FRONT_END [PART …]: a built corpus in the form that `train.py --check` reads; only songs whose
name contains one of the PARTs, if any are named."""
import json, glob, os, subprocess, sys
import numpy as np

corpus, out, front_end, *parts = sys.argv[1:]
os.makedirs(out, exist_ok=True)
for path in sorted(glob.glob(corpus + "/*.truth.json")):
    name = os.path.basename(path)[:-len(".truth.json")]
    if parts and not any(p in name for p in parts):
        continue
    truth = json.load(open(path))
    raw = os.path.join(out, name + ".f32")
    subprocess.run([os.path.abspath(front_end), os.path.join(corpus, name + ".wav"), raw], check=True)
    features = np.fromfile(raw, np.float32).reshape(-1, 117)
    os.remove(raw)
    held = {"features": features.astype(np.float16), "end": truth["duration"]}
    for key in ("beats", "downbeats"):
        if truth.get(key):
            held[key] = np.array(truth[key], np.float32)
    if truth.get("boundaries"):
        held["boundaries"] = np.array(truth["boundaries"][1:-1], np.float32)
    for key, times in (truth.get("drums") or {}).items():
        held[key] = np.array(times, np.float32)
    held["cymbal"] = np.array((truth.get("drumsOptional") or {}).get("hihat", []), np.float32)
    np.savez(os.path.join(out, name + ".npz"), **held)
