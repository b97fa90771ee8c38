# SPDX-License-Identifier: Apache-2.0
"""export.py NET.npz SOURCES TESTS: writes the weights as Swift text into SOURCES and, for made-up features, the trainer's
own answer into TESTS, which holds the Swift inference to it."""
import base64, sys
import numpy as np
import network

FRAMES = 240


def folded(held):
    """Weights in the order in which `Network.init` reads them; the standardisation goes into the first layer."""
    mean, scale = held["mean"].astype(np.float64), held["scale"].astype(np.float64)
    first = held["in_w"] / scale[:, None]
    bias = held["in_b"] - (mean / scale) @ held["in_w"]
    parts = [first, bias, held["w"], held["b"], held["out_w"], held["out_b"]]
    return [np.asarray(p, np.float32).astype(np.float16).astype(np.float32) for p in parts]


def made_up(frames):
    """Features that both languages can make: a small generator of whole numbers."""
    state, values = 1, np.zeros((frames, 117), np.float32)
    for k in range(frames):
        for i in range(93):
            state = (state * 1103515245 + 12345) % 2147483648
            values[k, i] = (state // 65536 % 1000) / 400
    for k in range(frames):
        pitch = k // 4
        for i in range(24):
            values[k, 93 + i] = 1 if (pitch + i) % 12 == 0 else 0
    return values


def lines(text, width=108):
    return [text[i:i + width] for i in range(0, len(text), width)]


def main(path, sources, tests):
    parts = folded(np.load(path))
    flat = np.concatenate([p.ravel() for p in parts])
    text = base64.b64encode(flat.astype("<f2").tobytes()).decode()
    body = "\\\n".join("    " + l for l in lines(text))
    open(sources + "/NetworkWeights.swift", "w").write('''// SPDX-License-Identifier: Apache-2.0
//
// Written by Training/export.py, never by hand. What the network learned from songs that the project makes itself
// (Training/README.md: data, seed, log): %d numbers of 16 bits (IEEE 754 half precision, little-endian), base64.

extension Network {
  /// In the order of ``Network/init(_:)``.
  static let learned = """
%s
    """
}
''' % (len(flat), body))
    first, bias, w, b, out, out_bias = parts
    net = {"in_w": first, "in_b": bias, "w": list(w), "b": list(b), "out_w": out, "out_b": out_bias}
    odds = np.asarray(network.logits(net, network.steps(made_up(FRAMES))[None]))[0]
    rows = ",\n".join("    [" + ", ".join("%.4f" % v for v in odds[k]) + "]" for k in range(0, FRAMES, 40))
    open(tests + "/NetworkAnswers.swift", "w").write('''// Written by Training/export.py: what the trainer's own inference answers to the made-up features of NetworkTests.swift.

enum NetworkAnswers {
  static let frames = %d
  /// Log odds of every 40th frame.
  static let odds: [[Float]] = [
%s,
  ]
}
''' % (FRAMES, rows))


if __name__ == "__main__":
    main(*sys.argv[1:4])
