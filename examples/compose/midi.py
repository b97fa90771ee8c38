# SPDX-License-Identifier: CC0-1.0
"""The few bytes of the MIDI file format that a score needs, and nothing else.

A part is a list of notes `(start, length, pitch, velocity)` in beats; one part becomes one file, so that every
instrument can be rendered and mixed by itself.
"""

import struct

TICKS = 480  # per beat


def variable_length(value):
    """The format's own integers: seven bits a byte, the highest bit set on all but the last."""
    out = [value & 0x7F]
    while value := value >> 7:
        out.insert(0, 0x80 | value & 0x7F)
    return bytes(out)


def chunk(name, body):
    return name + struct.pack(">I", len(body)) + body


def events(notes, channel):
    """Note-ons and note-offs in order; at one instant the offs come first, so that a repeated note sounds twice."""
    out = []
    for start, length, pitch, velocity in notes:
        out.append((round(start * TICKS), 1, bytes([0x90 | channel, pitch, max(1, min(127, round(velocity)))])))
        out.append((round((start + length) * TICKS), 0, bytes([0x80 | channel, pitch, 0])))
    return sorted(out)


def write(path, notes, *, tempo, program, beats, channel=0):
    """One track at `tempo` beats a minute that lasts at least `beats`, so that the last sounds can ring out."""
    body = b"\x00\xff\x51\x03" + round(60_000_000 / tempo).to_bytes(3, "big")
    body += b"\x00" + bytes([0xC0 | channel, program])
    now = 0
    for tick, _, message in events(notes, channel):
        body += variable_length(tick - now) + message
        now = tick
    body += variable_length(max(0, beats * TICKS - now)) + b"\xff\x2f\x00"
    with open(path, "wb") as file:
        file.write(chunk(b"MThd", struct.pack(">HHH", 0, 1, TICKS)) + chunk(b"MTrk", body))
