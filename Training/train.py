# SPDX-License-Identifier: Apache-2.0
"""train.py DATA OUT.npz [--minutes M] [--check FOLDER …]: learns from the songs of `recipe.py`.

One seed, one configuration. Every 25th song of DATA is never learned from; FOLDERs hold further songs to check on
(`features.py` makes them of a built corpus). Every song is heard differently each time: faster or slower, through another
equaliser, with noise, through a telephone.
"""
import argparse, glob, os, time
import jax
import jax.numpy as jnp
import numpy as np
import network

SEED, BATCH, FRAMES = 7, 8, 3000
LOSS = np.array([1.0, 1.5, 0.7, 0.7, 0.7, 0.5], np.float32)
KINDS = (("beats", 2), ("downbeats", 2), ("kick", 1), ("snare", 1), ("hihat", 1), ("boundaries", 25))


def number(path):
    return int(os.path.basename(path)[:-4])


def load(path):
    held = np.load(path)
    return {k: held[k] for k in held.files}


def bump(times, frames, width):
    """1 at each instant, falling off over `width` frames."""
    curve = np.zeros(frames + 2 * width + 1, np.float32)
    for t in times:
        k = int(round(float(t) * 100))
        if 0 <= k < frames:
            for d in range(-width, width + 1):
                curve[k + width + d] = max(curve[k + width + d], (1 - abs(d) / (width + 1)) ** 1.5)
    return curve[width:width + frames]


def targets(song, frames, stretch=1.0, start=0.0):
    y = np.zeros((frames, len(KINDS)), np.float32)
    weight = np.ones((frames, len(KINDS)), np.float32)
    for i, (name, width) in enumerate(KINDS):
        if name in song:
            y[:, i] = bump((song[name] - start) * stretch, frames, width)
        else:
            weight[:, i] = 0
    for t in song.get("cymbal", ()):
        k = int(round((float(t) - start) * stretch * 100))
        if 0 <= k < frames:
            near = slice(max(0, k - 2), k + 3)
            weight[near, 4] = np.where(y[near, 4] > 0, 1, 0)
    return y, weight


def smooth_curve(rng, count, strength):
    knots = rng.randn(6) * strength
    return np.interp(np.arange(count), np.linspace(0, count - 1, 6), knots).astype(np.float32)


def disturbed(rng, x):
    """The features as another studio would have made them."""
    bands, hits, chroma = x[:, :47], x[:, 47:93].reshape(-1, 2, 23), x[:, 93:]
    gain = rng.randn() * 4
    tone = smooth_curve(rng, 47, 5 if rng.rand() < 0.7 else 0) + gain
    coarse = np.interp(np.linspace(1, 46, 23), np.arange(47), tone).astype(np.float32)
    floor = 10 ** rng.uniform(-3.5, -0.6) if rng.rand() < 0.3 else 0
    bands = np.log1p(np.expm1(bands) * 10 ** (tone / 20) + 20 * floor * rng.rand(*bands.shape).astype(np.float32))
    hits = np.log1p(np.expm1(hits) * 10 ** (coarse / 20) + 20 * floor * rng.rand(*hits.shape).astype(np.float32))
    if rng.rand() < 0.1:
        cut = rng.randint(25, 45)
        bands[:, cut:] = 0
        hits[:, :, cut // 2:] = 0
    if rng.rand() < 0.1:
        cut = rng.randint(2, 10)
        bands[:, :cut] *= 0.1
        hits[:, :, :cut // 2] *= 0.1
    turn = rng.randint(12)
    chroma = np.concatenate([np.roll(chroma[:, :12], turn, 1), np.roll(chroma[:, 12:], turn, 1)], 1)
    if rng.rand() < 0.15:
        chroma = chroma * 0
    return np.concatenate([bands, hits.reshape(-1, 46), chroma], 1)


def excerpt(rng, song):
    x = song["features"]
    stretch = float(np.exp(rng.uniform(-0.2, 0.2))) if rng.rand() < 0.6 else 1.0
    need = int(FRAMES / stretch) + 2
    start = rng.randint(0, max(1, len(x) - need + 400)) - 200 if len(x) > need else 0
    start = max(0, min(start, max(0, len(x) - need)))
    part = x[start:start + need].astype(np.float32)
    if stretch != 1.0:
        at = np.minimum(np.arange(FRAMES) / stretch, len(part) - 1)
        at = at[at < len(part) - 1]
        low = at.astype(int)
        share = (at - low)[:, None].astype(np.float32)
        part = part[low] * (1 - share) + part[np.minimum(low + 1, len(part) - 1)] * share
    part = disturbed(rng, part[:FRAMES])
    y, weight = targets(song, FRAMES, stretch, start / 100)
    weight[min(len(part), int((float(song["end"]) - start / 100) * stretch * 100) + 50):] = 0
    part = np.pad(part, ((0, FRAMES - len(part)), (0, 0)))
    return network.steps(part), y, weight


def peaks(curve, threshold, apart):
    """Instants at which a curve of odds stands above `threshold` and above everything `apart` frames around."""
    from scipy.ndimage import maximum_filter1d
    top = maximum_filter1d(curve, 2 * apart + 1)
    return np.flatnonzero((curve >= top) & (curve > threshold)) / 100.0


def f_measure(found, true, window):
    if len(true) == 0:
        return None
    import mir_eval
    return mir_eval.onset.f_measure(np.array(true, float), np.array(found, float), window=window)[0] if len(found) else 0.0


def check(net, mean, scale, songs, listen):
    """Mean F of plain peaks, by output; no decoder, so the figures are lower than those of the whole."""
    scores = {name: [] for name in network.OUTPUTS}
    for song in songs:
        x = (network.steps(song["features"].astype(np.float32)) - mean) / scale
        odds = np.asarray(listen(net, x[None]))[0]
        for i, (name, window, apart) in enumerate((("beats", .07, 12), ("downbeats", .07, 40), ("kick", .05, 3), ("snare", .05, 3),
                                                   ("hihat", .05, 3), ("boundaries", .5, 200))):
            if name in song:
                f = f_measure(peaks(odds[:, i], -0.8 if i < 5 else -1.5, apart), song[name], window)
                if f is not None:
                    scores[network.OUTPUTS[i]].append(f)
    return " ".join("%s %.3f" % (k, np.mean(v)) for k, v in scores.items() if v)


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("data")
    ask.add_argument("out")
    ask.add_argument("--minutes", type=float, default=40)
    ask.add_argument("--epochs", type=int, default=40)
    ask.add_argument("--start")
    ask.add_argument("--rate", type=float, default=3e-3)
    ask.add_argument("--check", nargs="*", default=[])
    asked = ask.parse_args()
    paths = sorted(glob.glob(asked.data + "/*.npz"))
    songs = [load(p) for p in paths if number(p) % 25 != 3]
    kept = [load(p) for p in paths if number(p) % 25 == 3][:30]
    rng = np.random.RandomState(SEED)
    sample = np.concatenate([network.steps(s["features"].astype(np.float32))[::25] for s in songs])
    mean, scale = sample.mean(0), sample.std(0) + 0.05
    net = network.fresh(SEED)
    if asked.start:
        held = np.load(asked.start)
        mean, scale = held["mean"], held["scale"]
        net = {"in_w": jnp.array(held["in_w"]), "in_b": jnp.array(held["in_b"]), "out_w": jnp.array(held["out_w"]), "out_b": jnp.array(held["out_b"]),
               "w": [jnp.array(w) for w in held["w"]], "b": [jnp.array(b) for b in held["b"]]}
    others = {os.path.basename(f): [load(p) for p in sorted(glob.glob(f + "/*.npz"))] for f in asked.check}
    listen = jax.jit(lambda n, x: network.logits(n, x))

    def loss(n, x, y, w, key):
        z = network.logits(n, x, key)
        each = jnp.maximum(z, 0) - z * y + jnp.log1p(jnp.exp(-jnp.abs(z)))
        return jnp.sum(each * w * LOSS) / jnp.sum(w)
    gradient = jax.value_and_grad(loss)
    steps = asked.epochs * len(songs) // BATCH

    @jax.jit
    def step(n, slow, m, v, x, y, w, key, t, pace):
        value, g = gradient(n, x, y, w, key)
        length = jnp.sqrt(sum(jnp.sum(a * a) for a in jax.tree.leaves(g)))
        g = jax.tree.map(lambda a: a * jnp.minimum(1, 0.2 / (length + 1e-9)), g)
        m = jax.tree.map(lambda a, b: 0.9 * a + 0.1 * b, m, g)
        v = jax.tree.map(lambda a, b: 0.999 * a + 0.001 * b * b, v, g)
        rate = pace / (1 - 0.9 ** t) * jnp.sqrt(1 - 0.999 ** t)
        n = jax.tree.map(lambda p, a, b: p - rate * (a / (jnp.sqrt(b) + 1e-8) + 1e-4 * p), n, m, v)
        slow = jax.tree.map(lambda a, b: 0.995 * a + 0.005 * b, slow, n)
        return n, slow, m, v, value
    zeros = jax.tree.map(jnp.zeros_like, net)
    m, v, slow = zeros, zeros, net
    key, begun, t, running = jax.random.PRNGKey(SEED), time.time(), 0, 0.0
    print("%d songs, %.1f hours, %d weights" % (len(songs), sum(len(s["features"]) for s in songs) / 360000,
          sum(a.size for a in jax.tree.leaves(net))), flush=True)
    share = 0.0
    while share < 1:
        for first in range(0, len(songs) - BATCH + 1, BATCH):
            if first == 0:
                order = rng.permutation(len(songs))
            share = max(t / steps, (time.time() - begun) / 60 / asked.minutes)
            if share >= 1:
                break
            parts = [excerpt(rng, songs[i]) for i in order[first:first + BATCH]]
            x = (np.stack([p[0] for p in parts]) - mean) / scale
            key, now = jax.random.split(key)
            t += 1
            pace = asked.rate * min(1, t / 100) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * share)))
            net, slow, m, v, value = step(net, slow, m, v, x, np.stack([p[1] for p in parts]), np.stack([p[2] for p in parts]), now,
                                          jnp.float32(t), jnp.float32(pace))
            running = 0.99 * running + 0.01 * float(value) if t > 1 else float(value)
            if t % 300 == 0:
                print("%5.1f min step %d loss %.4f" % ((time.time() - begun) / 60, t, running), flush=True)
                for name, group in [("kept", kept)] + list(others.items()):
                    print("   %-8s %s" % (name, check(slow, mean, scale, group, listen)), flush=True)
                keep(asked.out, slow, mean, scale)
    keep(asked.out, slow, mean, scale)
    for name, group in [("kept", kept)] + list(others.items()):
        print("   %-8s %s" % (name, check(slow, mean, scale, group, listen)), flush=True)


def keep(path, net, mean, scale):
    np.savez(path, mean=mean, scale=scale, in_w=net["in_w"], in_b=net["in_b"], out_w=net["out_w"], out_b=net["out_b"],
             w=np.stack(net["w"]), b=np.stack(net["b"]))


if __name__ == "__main__":
    main()
