# SPDX-License-Identifier: Apache-2.0
"""Songs that nobody wrote, with every beat known.

`compose(seed)` invents a song: metre, tempo (steady, drifting, jumping or slowing), form, chords, drum patterns from
usual to odd, bass, chords, riffs, arpeggios and a lead. Everything is decided by the seed. Times are in quarter notes
until the tempo map turns them into seconds; in 6/8 the beat is the dotted quarter.
"""
import numpy as np

KICK, SNARE, HAT, OPEN, CRASH, RIDE, CLAP, STICK, SHAKER, CONGA = 36, 38, 42, 46, 49, 51, 39, 37, 70, 63
TOMS = (41, 45, 47, 50)
SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 2, 3, 5, 7, 9, 10), (0, 2, 4, 5, 7, 9, 10), (0, 1, 3, 5, 7, 8, 10))
GENRES = ("rock", "pop", "metal", "punk", "house", "trance", "techno", "dnb", "funk", "hiphop", "ballad", "latin",
          "shuffle", "march", "chip", "ambient", "piano", "strings", "reggae", "odd")
WEIGHTS = np.array([10, 8, 11, 4, 7, 9, 7, 6, 6, 5, 6, 4, 5, 3, 8, 2, 4, 4, 3, 6], float)
TEMPI = dict(rock=(85, 175), pop=(75, 150), metal=(90, 200), punk=(140, 205), house=(112, 134), trance=(124, 150),
             techno=(115, 150), dnb=(155, 180), funk=(85, 125), hiphop=(68, 105), ballad=(52, 95), latin=(85, 140),
             shuffle=(75, 150), march=(90, 135), chip=(95, 180), ambient=(60, 110), piano=(55, 150), strings=(55, 140),
             reggae=(65, 100), odd=(70, 180))


class Clock:
    """Quarter notes to seconds."""

    def __init__(self, rng, bpm, quarters, kind, turns):
        grid = np.arange(0, quarters + 8.01, 0.25)
        pace = np.ones(len(grid))
        if kind == "drift":
            walk = np.cumsum(rng.randn(len(grid)))
            pace *= 1 + rng.uniform(0.005, 0.03) * walk / (np.abs(walk).max() + 1e-9)
        elif kind == "jump":
            for turn in turns[1:]:
                if rng.rand() < 0.5:
                    pace[grid >= turn] *= rng.uniform(0.72, 1.38)
            pace = np.clip(pace, 0.7, 1.5)
        elif kind == "slope":
            a, b = sorted(rng.choice(len(grid), 2, replace=False))
            pace[a:b] = np.linspace(1, rng.uniform(0.75, 1.3), b - a)
            pace[b:] = pace[b - 1] if b > a else 1
        elif kind == "rubato":
            slow = np.interp(grid, np.arange(0, quarters + 10, 2), 1 + 0.07 * rng.randn(len(np.arange(0, quarters + 10, 2))))
            pace *= np.clip(slow, 0.75, 1.25)
        self.grid = grid
        self.seconds = np.concatenate([[0], np.cumsum(0.25 * 60 / (bpm * pace))[:-1]])

    def __call__(self, quarter):
        return np.interp(quarter, self.grid, self.seconds)


def pick(rng, options, weights=None):
    weights = None if weights is None else np.array(weights, float) / np.sum(weights)
    return options[rng.choice(len(options), p=weights)]


def drum_bar(rng, genre, steps, beat):
    """One bar of drums as {pitch: [(step, loudness)]}; `beat` steps are one beat."""
    bar = {}

    def hit(pitch, step, loud=1.0):
        if 0 <= step < steps:
            bar.setdefault(pitch, []).append((step, loud))
    beats = list(range(0, steps, beat))
    back = beats[1::2] if beat == 4 and steps == 16 else (beats[1:] if steps == 12 and beat == 4 else [beats[-1]])
    snare = pick(rng, (SNARE, CLAP, STICK), (8, 2, 1))
    four = genre in ("house", "trance", "techno") or (genre in ("pop", "chip", "odd") and rng.rand() < 0.25)
    if four:
        for b in beats:
            hit(KICK, b)
        if rng.rand() < 0.2:
            hit(KICK, steps - rng.randint(1, 4), 0.8)
        if genre == "house" or rng.rand() < 0.5:
            for b in back:
                hit(pick(rng, (CLAP, SNARE)), b)
    elif genre == "dnb":
        hit(KICK, 0), hit(KICK, int(rng.choice([10, 10, 6, 11])))
        for b in back:
            hit(SNARE, b)
        for s in rng.choice([3, 7, 9, 14, 15], rng.randint(0, 3), replace=False):
            hit(SNARE, int(s), 0.35)
    elif genre == "punk":
        for b in beats:
            hit(KICK, b), hit(SNARE, b + beat // 2)
    elif genre == "metal" and rng.rand() < 0.45:
        every = int(rng.choice([1, 2]))
        for s in range(0, steps, every):
            hit(KICK, s, 0.9)
        for b in back if rng.rand() < 0.7 else range(2, steps, 4):
            hit(SNARE, b)
    elif genre == "odd":
        for s in range(steps):
            if rng.rand() < (0.5 if s % beat == 0 else 0.2 if s % 2 == 0 else 0.08):
                hit(KICK, s)
            if rng.rand() < (0.3 if s % beat == 0 else 0.1):
                hit(snare, s, rng.uniform(0.4, 1))
        hit(KICK, 0) if rng.rand() < 0.8 else None
    else:
        half = rng.rand() < (0.3 if genre in ("hiphop", "ballad", "metal", "reggae") else 0.08)
        if genre == "reggae" and rng.rand() < 0.6:
            hit(KICK, steps // 2), hit(STICK, steps // 2)
        else:
            hit(KICK, 0) if rng.rand() < 0.96 else None
            rate = dict(funk=0.3, latin=0.3, rock=0.2, metal=0.3, hiphop=0.25).get(genre, 0.13)
            for s in range(1, steps):
                if rng.rand() < rate * (1.6 if s % beat == 0 else 1.2 if s % 2 == 0 else 0.4) and s not in back:
                    hit(KICK, s, rng.uniform(0.75, 1))
            for b in ([steps // 2] if half else back):
                hit(snare, b)
            if rng.rand() < 0.3:
                for s in range(1, steps, 2):
                    if rng.rand() < 0.2:
                        hit(SNARE, s, 0.35)
    ride = pick(rng, (HAT, RIDE, OPEN, SHAKER), (8, 2, 1, 1))
    # Strokes on every beat, half beat, quarter beat, only between the beats, or none.
    kind = pick(rng, ("half", "quarter", "beat", "off", "none"), (6, 3, 2, 3 if four else 0.6, 0.8))
    for s in range(steps):
        at_half = s % 2 == 0
        if kind == "half" and at_half or kind == "quarter" or kind == "beat" and s % beat == 0:
            hit(ride, s, 1.0 if s % beat == 0 or rng.rand() < 0.3 else rng.uniform(0.5, 0.9))
        elif kind == "off" and s % beat == beat // 2:
            hit(OPEN if rng.rand() < 0.7 else HAT, s)
    if rng.rand() < (0.5 if genre == "latin" else 0.12):
        voice = pick(rng, (CONGA, SHAKER, 54, 56, 60, 75))
        for s in range(steps):
            if rng.rand() < 0.35:
                hit(voice, s, rng.uniform(0.4, 0.9))
    return bar


def onsets(rng, kind, steps, beat):
    """Steps of one bar at which a part is struck."""
    half = max(1, beat // 2)
    plain = dict(whole=[0], half=[0, steps // 2], beats=list(range(0, steps, beat)), eighths=list(range(0, steps, half)),
                 sixteenths=list(range(steps)), off=list(range(half, steps, beat)), rolling=[s for s in range(steps) if s % beat])
    if kind in plain:
        return plain[kind]
    rate = dict(sparse=0.15, busy=0.45, riff=0.5)[kind]
    chosen = [s for s in range(steps) if rng.rand() < rate * (1.5 if s % beat == 0 else 1.1 if s % half == 0 else 0.5)]
    if not chosen or rng.rand() < 0.7:
        chosen = sorted(set(chosen) | {0})
    return chosen


class Song:
    """What `compose` gives away: notes and truth in seconds."""


def compose(seed):
    rng = np.random.RandomState(seed)
    genre = pick(rng, GENRES, WEIGHTS)
    metre = "4/4"
    if genre in ("ballad", "piano", "strings", "pop", "rock", "chip", "metal", "shuffle", "odd", "ambient", "march"):
        metre = pick(rng, ("4/4", "3/4", "6/8"), (70, 17, 13))
    bar_q = 4.0 if metre == "4/4" else 3.0
    steps = 16 if metre == "4/4" else 12
    beat = 6 if metre == "6/8" else 4
    beat_q = beat / 4
    low, high = TEMPI[genre]
    bpm = float(np.exp(rng.uniform(np.log(low), np.log(high))))
    bpm = round(bpm) if rng.rand() < 0.6 else bpm
    if metre == "6/8":
        bpm = float(rng.uniform(42, 95)) * 1.5
    swing = rng.uniform(0.55, 0.69) if genre == "shuffle" or rng.rand() < 0.06 else 0.5
    scale = SCALES[rng.randint(len(SCALES))]
    root = int(rng.randint(50, 62))
    drumless = genre in ("ambient", "piano", "strings") or rng.rand() < 0.04

    def place(step):
        whole, part = divmod(step, 4)
        x = part / 4
        if beat == 4 and swing != 0.5:
            x = x / 0.5 * swing if x <= 0.5 else swing + (x - 0.5) / 0.5 * (1 - swing)
        return whole + x

    # ---- form: a few kinds of section, some of which return
    kinds = {}
    order = pick(rng, ("iabab", "iababcb", "abab", "aabab", "iaba", "abcabc", "iabacab", "aab", "ibcb", "abac"))
    form, quarters = [], 0.0
    for name in order:
        if name not in kinds:
            kinds[name] = material(rng, genre, steps, beat, drumless, name)
        bars = int(pick(rng, (4, 8, 16, 2, 6, 5, 7, 12), (8, 14, 3, 1.5, 1, 0.5, 0.5, 1.2)))
        form.append((name, bars, quarters))
        quarters += bars * bar_q
        if rng.rand() < 0.03:
            quarters += beat_q * rng.randint(1, 4)
    wander = pick(rng, ("steady", "drift", "jump", "slope", "rubato"), (75, 9, 6, 6, 6 if drumless else 1))
    clock = Clock(rng, bpm, quarters, wander, [f[2] for f in form])

    drums, notes, beats, downbeats = [], [], [], []
    for index, (name, bars, start) in enumerate(form):
        kind = kinds[name]
        last_of_song = index == len(form) - 1
        stop = rng.rand() < 0.12 and bars > 2
        fill = not drumless and rng.rand() < 0.6
        build = kind["build"] and rng.rand() < 0.6
        for b in range(bars):
            q = start + b * bar_q
            end = bar_q - (rng.choice([1, 2]) * beat_q if stop and b == bars - 1 else 0)
            downbeats.append(q)
            beats += [q + k * beat_q for k in range(int(round(bar_q / beat_q)))]
            filling = fill and b == bars - 1
            if kind["drums"]:
                pattern = kind["bars"][b % len(kind["bars"])]
                for pitch, strokes in pattern.items():
                    for step, loud in strokes:
                        p = place(step)
                        if p < end and not (filling and p >= bar_q * 0.7 and pitch != KICK):
                            drums.append((q + p, pitch, loud * rng.uniform(0.88, 1)))
                if filling and end == bar_q:
                    for step in range(int(steps * 0.7), steps):
                        if rng.rand() < 0.65:
                            drums.append((q + place(step), pick(rng, (SNARE,) * 3 + TOMS), rng.uniform(0.6, 1)))
                if b == 0 and rng.rand() < 0.6:
                    drums.append((q, CRASH, rng.uniform(0.6, 1)))
            elif build:
                every = 4 if b < bars / 2 else 2 if b < bars * 3 / 4 else 1
                drums += [(q + s / 4, SNARE, 0.4 + 0.6 * b / bars) for s in range(0, steps, every) if s / 4 < end]
            harmony(rng, kind, notes, q, b, end, steps, beat, place, scale, root)
        if last_of_song:
            quarters = start + bars * bar_q
    # the grid goes on through the beats between two sections
    filled = []
    for index, (name, bars, start) in enumerate(form[:-1]):
        gap = form[index + 1][2] - (start + bars * bar_q)
        filled += [start + bars * bar_q + k * beat_q for k in range(int(round(gap / beat_q)))]
    lead_in = float(pick(rng, (0.05, 0.3, 1.0, 3.0)) * rng.uniform(0.5, 1.5))
    loose = float(pick(rng, (0.0, 0.003, 0.008, 0.014), (4, 5, 4, 1)))

    def seconds(q):
        return float(clock(q)) + lead_in

    def played(q, scale_by=1.0):
        return max(0.0, seconds(q) + float(np.clip(rng.randn(), -2.5, 2.5)) * loose * scale_by)
    song = Song()
    song.rng, song.genre, song.metre, song.drumless = rng, genre, metre, drumless
    song.drums = sorted((played(q, 0.6), pitch, loud) for q, pitch, loud in drums)
    song.notes = sorted((played(a), max(seconds(b), seconds(a) + 0.06), part, pitch, loud) for a, b, part, pitch, loud in notes)
    song.beats = sorted(seconds(q) for q in beats + filled)
    song.downbeats = [seconds(q) for q in downbeats]
    song.boundaries = [seconds(start) for _, _, start in form[1:]]
    song.end = seconds(quarters)
    return song


def material(rng, genre, steps, beat, drumless, name):
    """What one kind of section is made of."""
    quiet = name in "ic" and rng.rand() < 0.6
    kind = {"loud": 0.45 if quiet else rng.uniform(0.65, 1), "drums": not drumless and (not quiet or rng.rand() < 0.35)}
    kind["build"] = quiet and genre in ("house", "trance", "dnb", "techno")
    base = drum_bar(rng, genre, steps, beat)
    kind["bars"] = [base] + [base if rng.rand() < 0.6 else drum_bar(rng, genre, steps, beat) for _ in range(3)]
    kind["chords"] = [int(d) for d in rng.choice([0, 0, 1, 2, 3, 4, 5, 6], pick(rng, (4, 2, 8, 1, 3), (8, 3, 3, 1, 1)))]
    kind["per_bar"] = float(pick(rng, (1, 2, 0.5), (10, 2, 3)))
    kind["push"] = rng.rand() < 0.12
    parts = {}
    bass = ("eighths", "beats", "off", "rolling", "whole", "busy", "sparse", "sixteenths", "half")
    weights = dict(trance=(1, 1, 4, 5, 1, 1, 1, 2, 1), house=(2, 1, 5, 1, 1, 2, 2, 0, 0), metal=(6, 1, 0, 0, 0, 4, 1, 3, 0))
    if not (quiet and rng.rand() < 0.5):
        rhythm = pick(rng, bass, weights.get(genre, (5, 4, 1, 0.5, 2, 4, 2, 0.5, 2)))
        parts["bass"] = (onsets(rng, rhythm, steps, beat), "root")
    if rng.rand() < 0.6 or drumless:
        parts["pad"] = (onsets(rng, pick(rng, ("whole", "half", "sparse"), (6, 2, 1)), steps, beat), "chord")
    if rng.rand() < 0.55 and genre not in ("techno",):
        rhythm = pick(rng, ("half", "beats", "eighths", "off", "busy", "sparse"), (2, 3, 4, 5 if genre == "reggae" else 2, 4, 2))
        parts["comp"] = (onsets(rng, rhythm, steps, beat), "chord")
    if genre in ("metal", "rock", "punk", "odd") and rng.rand() < 0.8:
        parts["riff"] = (onsets(rng, pick(rng, ("riff", "eighths", "sixteenths", "busy")), steps, beat), "fifth")
    if rng.rand() < (0.7 if genre in ("trance", "chip", "piano", "techno") else 0.25):
        rhythm = pick(rng, ("eighths", "sixteenths", "busy"))
        parts["arp"] = (onsets(rng, rhythm, steps, beat), "arp")
        kind["cycle"] = [int(x) for x in rng.choice([0, 1, 2, 3, 4], pick(rng, (3, 4, 4, 6, 8)))]
    if rng.rand() < 0.6 or not parts:
        parts["lead"] = ([onsets(rng, pick(rng, ("busy", "sparse")), steps, beat) for _ in range(4)], "tune")
        kind["tune"] = [int(x) for x in np.clip(np.cumsum(rng.choice([-2, -1, -1, 0, 1, 1, 2], 64)), -4, 9)]
    kind["parts"] = parts
    return kind


def harmony(rng, kind, notes, q, b, end, steps, beat, place, scale, root):
    def degree(d, octave=0):
        return int(root + scale[d % 7] + 12 * (d // 7 + octave))

    def chord_at(step):
        at = (b + step / steps) * kind["per_bar"]
        return kind["chords"][int(at + (0.13 if kind["push"] else 0)) % len(kind["chords"])]
    for part, (struck, way) in kind["parts"].items():
        if way == "tune":
            struck = struck[b % 4]
        for i, step in enumerate(struck):
            p = place(step)
            if p >= end - 1e-6:
                continue
            until = min(end, place(struck[i + 1]) if i + 1 < len(struck) else steps / 4)
            if kind["push"] and way == "chord" and step == 0 and b > 0:
                p -= 0.5
            d = chord_at(step)
            loud = kind["loud"] * rng.uniform(0.85, 1) * (1.0 if step % beat == 0 else 0.92)
            if way == "root":
                pitches = [degree(d, -2)]
            elif way == "chord":
                pitches = [degree(d + k) for k in (0, 2, 4)]
            elif way == "fifth":
                pitches = [degree(d, -1), degree(d + 4, -1), degree(d)]
            elif way == "arp":
                pitches = [degree(d + 2 * kind["cycle"][(i + (b * len(struck) if len(kind["cycle"]) in (3, 6) else 0)) % len(kind["cycle"])], 1)]
            else:
                if rng.rand() < 0.12:
                    continue
                pitches = [degree(d + kind["tune"][(b % 4 * 16 + i) % 64], 1)]
            stretch = until - p if way in ("chord", "tune", "root") else min(until - p, 0.45)
            notes += [(q + p, q + p + max(0.1, stretch * 0.96), part, pitch, loud) for pitch in pitches]
