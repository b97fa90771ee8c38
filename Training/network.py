# SPDX-License-Identifier: Apache-2.0
"""The network: 100 frames a second in, six curves at the same rate out.

Two neighbouring frames make one step of 210 numbers, which is squeezed to `WIDTH` channels; then every layer looks at five
steps that lie further and further apart (1, 2, 4 … 256) and adds what it finds. No layer looks only back: the whole song is
known. About ±20 s are seen. Each step answers for both of its frames.
After the temporal convolutional networks of Davies and Böck ("Temporal convolutional networks for musical audio beat
tracking", EUSIPCO 2019), smaller and with other inputs.
"""
import jax
import jax.numpy as jnp
import numpy as np

FRAME, PITCH, WIDTH, TAPS = 93, 24, 32, 5
INPUTS = 2 * FRAME + PITCH
DILATIONS = (1, 1, 2, 4, 8, 16, 32, 64, 128, 256)
OUTPUTS = ("beat", "downbeat", "kick", "snare", "hihat", "boundary")


def fresh(seed):
    rng = np.random.RandomState(seed)

    def draw(*shape, fan):
        return jnp.asarray(rng.randn(*shape) * np.sqrt(1.0 / fan), jnp.float32)
    return {
        "in_w": draw(INPUTS, WIDTH, fan=INPUTS), "in_b": jnp.zeros(WIDTH),
        "w": [draw(TAPS, WIDTH, WIDTH, fan=2 * TAPS * WIDTH) for _ in DILATIONS], "b": [jnp.zeros(WIDTH) for _ in DILATIONS],
        "out_w": draw(WIDTH, 2 * len(OUTPUTS), fan=4 * WIDTH), "out_b": jnp.full(2 * len(OUTPUTS), -3.0),
    }


def steps(rows):
    """(frames, 117) to (frames / 2, INPUTS); a last odd frame is left out."""
    rows = rows[:len(rows) // 2 * 2]
    even, odd = rows[0::2], rows[1::2]
    return np.concatenate([even[:, :FRAME], odd[:, :FRAME], even[:, FRAME:]], 1)


def convolve(x, w, dilation):
    return jax.lax.conv_general_dilated(x, w, (1,), "SAME", rhs_dilation=(dilation,), dimension_numbers=("NTC", "TIO", "NTC"))


def logits(net, x, drop=None):
    """x: (songs, steps, INPUTS), standardised; gives (songs, 2 × steps, OUTPUTS) log odds. drop: a key for channel dropout,
    or None when listening."""
    h = jax.nn.relu(x @ net["in_w"] + net["in_b"])
    for i, dilation in enumerate(DILATIONS):
        step = jax.nn.relu(convolve(h, net["w"][i], dilation) + net["b"][i])
        if drop is not None:
            drop, key = jax.random.split(drop)
            step = step * jax.random.bernoulli(key, 0.9, (x.shape[0], 1, WIDTH)) / 0.9
        h = h + step
    return (h @ net["out_w"] + net["out_b"]).reshape(x.shape[0], 2 * x.shape[1], len(OUTPUTS))
