# SPDX-License-Identifier: CC0-1.0
"""What no General MIDI instrument plays: noise that rises through the build, and a low boom at the drop."""

import array
import math
import random
import wave

RATE = 44100


def rising_noise(length):
    """White noise behind a one-pole low-pass that opens, growing with the square of time."""
    noise, held = random.Random(1984), 0.0
    count = int(length * RATE)
    for n in range(count):
        way = n / count
        held += (0.01 + 0.6 * way ** 3) * (noise.uniform(-1, 1) - held)
        yield 0.8 * way ** 2 * held


def boom(length=1.6):
    """A sine that falls from 110 Hz to 40 Hz while it dies away."""
    phase = 0.0
    for n in range(int(length * RATE)):
        t = n / RATE
        phase += 2 * math.pi * (40 + 70 * math.exp(-t * 9)) / RATE
        yield 0.7 * math.sin(phase) * math.exp(-t * 2.6) * min(1, n / 60)


def write(path, *, start, length, drop):
    """A mono file that begins with the song: the noise from `start` for `length`, the boom at `drop`, in seconds."""
    out = [0.0] * int((drop + 2) * RATE)
    for at, sound in ((start, rising_noise(length)), (drop, boom())):
        for n, value in enumerate(sound, start=int(at * RATE)):
            out[n] += value
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(array.array("h", (round(32767 * max(-1, min(1, value))) for value in out)).tobytes())
