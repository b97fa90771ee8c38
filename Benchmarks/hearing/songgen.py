# SPDX-License-Identifier: Apache-2.0
"""Composes songs with exactly known beats, bars, sections, drum hits, vocal
entrances, drops and pauses, and renders them with a General MIDI soundfont and
(for sung songs) a speech synthesiser in singing mode.

A song is described by a style dict (see STYLES in build_dev.py). Everything is
deterministic given the style and its seed.
"""
import hashlib, json, os, subprocess, tempfile
import numpy as np
import soundfile as sf
import mido

SR = 44100
TPB = 960                     # MIDI ticks per quarter note
KICK, SNARE, HAT, OHAT, CRASH, RIDE, CLAP, TOM, STICK, SHAKER = 36, 38, 42, 46, 49, 51, 39, 47, 37, 70
SCALES = {"major": [0, 2, 4, 5, 7, 9, 11], "minor": [0, 2, 3, 5, 7, 8, 10], "dorian": [0, 2, 3, 5, 7, 9, 10]}
WORDS = ("star light road fire rain night day home sea wind gold blue moon dream heart sky run fall rise "
         "stay glow turn wave stone door song train town field snow sun ride time low high deep far").split()

# drum patterns: one bar; per line a string of steps (16 for 4/4, 12 for 3/4 and
# 6/8), x = hit, X = accent, o = soft (ghost) hit
PATTERNS = {
    "rock":   {KICK: "X.......X.x.....", SNARE: "....X.......X...", HAT: "x.x.x.x.x.x.x.x."},
    "pop":    {KICK: "X.....x.X.......", SNARE: "....X.......X..o", HAT: "x.x.x.x.x.x.x.x."},
    "house":  {KICK: "X...X...X...X...", CLAP: "....X.......X...", OHAT: "..x...x...x...x.", HAT: "x...x...x...x..."},
    "half":   {KICK: "X.....x....x....", SNARE: "........X.......", HAT: "x.x.x.xxx.x.x.x."},
    "dnb":    {KICK: "X.........x.....", SNARE: "....X..o.o..X...", HAT: "x.x.x.x.x.x.x.x."},
    "funk":   {KICK: "X..x..x...x..x..", SNARE: "....X..o.o..X..o", HAT: "x.xxx.xxx.xxx.xx"},
    "ballad": {KICK: "X.......x.......", STICK: "....x.......x...", HAT: "x...x...x...x..."},
    "shuffle": {KICK: "X.......X.....x.", SNARE: "....X.......X...", RIDE: "x...x.x.x...x.x."},
    "hats":   {HAT: "x.x.x.x.x.x.x.x."},
    "kickonly": {KICK: "X...X...X...X..."},
    "waltz":  {KICK: "X...........", SNARE: "....x...x...", HAT: "x...x...x..."},
    "waltz2": {KICK: "X.......x...", SNARE: "....X...X...", HAT: "x.x.x.x.x.x."},
    "six8":   {KICK: "X.......x...", SNARE: "......X.....", HAT: "x.x.x.x.x.x."},
    "none":   {},
}


class TimeMap:
    """Quarter-note position -> seconds; tempo in integer microseconds per quarter."""
    def __init__(self):
        self.seg = []          # (q, seconds, us per quarter)

    def add(self, q, bpm):
        us = int(round(6e7 / bpm))
        if self.seg:
            q0, s0, u0 = self.seg[-1]
            if us == u0:
                return
            self.seg.append((q, s0 + (q - q0) * u0 / 1e6, us))
        else:
            self.seg.append((q, 0.0, us))

    def __call__(self, q):
        for q0, s0, u in reversed(self.seg):
            if q >= q0 - 1e-9:
                return s0 + (q - q0) * u / 1e6
        raise ValueError(q)


def swing_pos(step, steps_per_beat, ratio):
    """Step index -> position in beats with swung 8ths (ratio 0.5 = straight)."""
    beat, k = divmod(step, steps_per_beat)
    x = k / steps_per_beat
    x = x / 0.5 * ratio if x <= 0.5 else ratio + (x - 0.5) / 0.5 * (1 - ratio)
    return beat + x


def compose(style):
    """-> MIDI bytes path-free object, truth dict (times in s), vocal phrase list"""
    rng = np.random.RandomState(style["seed"])
    meter = style.get("meter", "4/4")
    qbar = {"4/4": 4.0, "3/4": 3.0, "6/8": 3.0}[meter]         # quarters per bar
    beat_q = 1.5 if meter == "6/8" else 1.0                    # quarters per (felt) beat
    steps = 16 if meter == "4/4" else 12
    swing = style.get("swing", 0.5)
    hum = style.get("humanize", 0.004)
    root = style.get("root", 57)
    scale = SCALES[style.get("scale", "major")]
    patterns = dict(PATTERNS, **style.get("patterns", {}))
    tm = TimeMap()
    notes = []                 # (t_on, t_off, channel, pitch, vel)
    drums = []                 # (t, pitch, vel)
    beats, downbeats, sections, events, phrases = [], [], [], [], []
    rngs = {}                  # material repeats when a section name repeats

    def mrng(tag):
        h = int(hashlib.sha256(("%s/%s" % (style["seed"], tag)).encode()).hexdigest()[:8], 16)
        return np.random.RandomState(h)

    def deg(d, octave=0):
        return root + scale[d % 7] + 12 * (d // 7 + octave)

    q = 0.0
    prev_has_drums = False
    for si, sec in enumerate(style["form"]):
        role, bars = sec["role"], sec["bars"]
        mat = sec.get("material", role)
        prog = sec.get("prog") or style["prog"].get(role) or style["prog"]["default"]
        layers = sec["layers"]
        dens = sec.get("intensity", 0.7)
        tm.add(q, sec.get("bpm", style["bpm"]) if si == 0 or "bpm" in sec else 6e7 / tm.seg[-1][2])
        sec_q0 = q
        for b in range(bars):
            if sec.get("rit"):             # ritardando / accelerando over the section
                tm.add(q, style["bpm"] * (1 + (sec["rit"] - 1) * b / max(1, bars - 1)))
            bq = q
            pause_q = qbar                 # everything is silent after this point of the bar
            if sec.get("stop_last") and b == bars - 1:
                pause_q = qbar - sec["stop_last"]
                events.append(("pause", bq + pause_q))
            nb = int(round(qbar / beat_q))
            for k in range(nb):
                beats.append(bq + k * beat_q)
            downbeats.append(bq)
            d = prog[b % len(prog)]
            # ---- drums
            pat = sec.get("drums", "none")
            fill = "drums" in layers and sec.get("fill", True) and b == bars - 1 and bars > 1
            if "drums" in layers and pat != "none":
                for pitch, line in patterns[pat].items():
                    for s in range(steps):
                        c = line[s]
                        if c == ".":
                            continue
                        p = swing_pos(s, 4, swing)
                        if p >= pause_q - 1e-9 or (fill and p >= qbar * 0.75 and pitch != KICK):
                            continue
                        v = {"X": 112, "x": 92, "o": 48}[c] * (0.75 + 0.25 * dens) + rng.randint(-6, 7)
                        drums.append((bq + p, pitch, v))
                if fill and pause_q == qbar and qbar >= 3:
                    for s in range(int(steps * 0.75), steps):
                        if s % 2 == 0 or rng.rand() < 0.6:
                            drums.append((bq + swing_pos(s, 4, swing), SNARE if rng.rand() < 0.6 else TOM, 95 + rng.randint(-8, 9)))
                if b == 0 and sec.get("crash", dens > 0.6):
                    drums.append((bq, CRASH, 105))
            if sec.get("build"):           # snare roll that doubles in density
                frac = b / bars
                div = 1 if frac < 0.5 else 2 if frac < 0.75 else 4
                for s in range(int(qbar * div)):
                    p = s / div
                    if p < pause_q - 1e-9:
                        drums.append((bq + p, SNARE, 60 + 45 * (b + p / qbar) / bars))
            # ---- harmony
            if "bass" in layers:
                r = mrng("bass%s%d" % (mat, b % len(prog)))
                kind = style.get("bass_kind", "eighths")
                onsets = [0.0] if kind == "long" else [i * 0.5 for i in range(int(qbar * 2)) if i % 2 == 0 or r.rand() < 0.75]
                if kind == "offbeat":
                    onsets = [i + 0.5 for i in range(int(qbar))]
                for i, p in enumerate(onsets):
                    p2 = swing_pos(int(p * 4), 4, swing)
                    nxt = min(onsets[i + 1] if i + 1 < len(onsets) else qbar, pause_q)
                    if p2 < pause_q - 1e-9:
                        notes.append((bq + p2, bq + max(p2 + 0.1, nxt - 0.05), "bass", deg(d, -2) + (12 if r.rand() < 0.1 else 0), 88 + 20 * dens))
            for lay, oct_, rhythm in (("pad", 0, "whole"), ("strings", 1, "whole"), ("chords", 0, style.get("chord_kind", "half")),
                                      ("guitar", -1, "eighths"), ("arp", 1, "arp")):
                if lay not in layers:
                    continue
                tones = [deg(d, oct_), deg(d + 2, oct_), deg(d + 4, oct_)]
                if rhythm == "whole":
                    on = [(0.0, pause_q, tones)]
                elif rhythm == "half":
                    on = [(h, min(h + qbar / 2, pause_q), tones) for h in (0.0, qbar / 2)]
                elif rhythm == "offbeat":
                    on = [(i + 0.5, i + 0.9, tones) for i in range(int(qbar))]
                elif rhythm == "eighths":
                    on = [(i * 0.5, i * 0.5 + 0.45, [tones[0], tones[2], tones[0] + 12]) for i in range(int(qbar * 2))]
                else:
                    seq = [0, 1, 2, 1]
                    on = [(i * 0.5, i * 0.5 + 0.5, [tones[seq[i % 4]]]) for i in range(int(qbar * 2))]
                for p0, p1, ts in on:
                    p0s = swing_pos(int(round(p0 * 4)), 4, swing)
                    if p0s < pause_q - 1e-9:
                        for x in ts:
                            notes.append((bq + p0s, bq + max(p0s + 0.1, min(p1, pause_q)), lay, x, 58 + 34 * dens))
            if "lead" in layers or "riff" in layers:
                r = mrng("lead%s%d" % (mat, b % max(4, len(prog))))
                p, deg_i = 0.0, d + int(r.choice([0, 2, 4]))
                while p < qbar - 1e-9:
                    ln = float(r.choice([0.5, 0.5, 1.0, 1.0, 1.5] if "lead" in layers else [0.5, 0.5, 0.25, 0.25]))
                    ln = min(ln, qbar - p)
                    ps = swing_pos(int(round(p * 4)), 4, swing)
                    if r.rand() < 0.85 and ps < pause_q - 1e-9:
                        notes.append((bq + ps, bq + min(ps + ln * 0.95, pause_q), "lead", deg(deg_i, 1), 84 + 26 * dens))
                    deg_i += int(r.choice([-2, -1, -1, 0, 1, 1, 2]))
                    deg_i = int(np.clip(deg_i, -2, 9))
                    p += ln
            # ---- sung phrase of two bars, the second half of which is a breath
            if "vocals" in layers and style.get("vocals") and b % 2 == 0 and b + 1 < bars + (bars % 2):
                r = mrng("vox%s%d" % (mat, b))
                syl, p = [], 0.0
                deg_i = d + int(r.choice([0, 2, 4]))
                while p < qbar * 1.6:
                    ln = float(r.choice([0.5, 1.0, 1.0, 1.5]))
                    syl.append((str(r.choice(WORDS)), int(np.clip(deg(deg_i, 0), 48, 72)), ln))
                    deg_i += int(r.choice([-2, -1, 0, 1, 1, 2])); deg_i = int(np.clip(deg_i, -3, 6))
                    p += ln
                off = style.get("vocal_pickup", 0.0)
                phrases.append((bq + off, syl))
            q += qbar
        if sec.get("drop"):
            events.append(("drop", sec_q0))
        sections.append((sec_q0, q, role))
        if sec.get("rest_after"):          # silence between sections, in quarters (stays on the grid)
            events.append(("pause", q))
            for k in range(int(round(sec["rest_after"] / beat_q))):
                beats.append(q + k * beat_q)
            q += sec["rest_after"]
            # a rest that is not a whole number of bars shifts the bar grid, as songs do
    end_q = q
    # ---- times
    jit = lambda s: float(np.clip(rng.randn() * s, -2.5 * s, 2.5 * s))
    lead_in = style.get("lead_in", 0.35)
    T = lambda x: tm(x) + lead_in
    dr = sorted((max(0.0, T(p) + jit(hum * 0.6)), pitch, int(np.clip(v, 20, 127))) for p, pitch, v in drums)
    nt = sorted((max(0.0, T(a) + jit(hum)), T(b_), c, int(np.clip(x, 21, 108)), int(np.clip(v, 20, 127))) for a, b_, c, x, v in notes)
    truth = {"meter": meter, "beats": [T(x) for x in beats], "downbeats": [T(x) for x in downbeats],
             "sections": [{"start": T(a), "end": T(b_), "role": r} for a, b_, r in sections],
             "events": [{"time": T(x), "kind": k} for k, x in events],
             "end": T(end_q)}
    # beats that lie in a pause of a bar stay in the truth: the pulse goes on
    by = lambda ps: [t for t, p, v in dr if p in ps]
    truth["drums"] = {"kick": by({KICK}), "snare": by({SNARE, CLAP}), "hihat": by({HAT, OHAT})}
    truth["drumsOptional"] = {"kick": by({TOM}), "snare": by({STICK, TOM}), "hihat": by({RIDE, CRASH, SHAKER})}
    bpms = [6e7 / u for _, _, u in tm.seg]
    ibi = np.diff(truth["beats"])
    truth["tempo"] = float(60 / np.median(ibi)) if np.max(ibi) / np.min(ibi) < 1.04 else None
    truth["tempoMap"] = [{"time": s + lead_in, "quarterBpm": 6e7 / u} for _, s, u in tm.seg]
    return nt, dr, [(T(p), [(w, n, ln * tm.seg[0][2] / 1e6) for w, n, ln in syl]) for p, syl in phrases], truth


def write_midi(nt, dr, programs, path, volumes):
    """All times in seconds at a fixed 60 bpm clock, so no tempo map can drift."""
    mid = mido.MidiFile(ticks_per_beat=10000)        # 0.1 ms
    tr = mido.MidiTrack(); mid.tracks.append(tr)
    chan = {n: i for i, n in enumerate(["bass", "pad", "strings", "chords", "guitar", "arp", "lead"])}
    ev = []
    for name, c in chan.items():
        ev.append((0.0, 0, mido.Message("program_change", channel=c, program=programs.get(name, 0))))
        ev.append((0.0, 0, mido.Message("control_change", channel=c, control=7, value=volumes.get(name, 90))))
    ev.append((0.0, 0, mido.Message("program_change", channel=9, program=programs.get("kit", 0))))
    ev.append((0.0, 0, mido.Message("control_change", channel=9, control=7, value=volumes.get("kit", 110))))
    for a, b, c, p, v in nt:
        ev.append((a, 2, mido.Message("note_on", channel=chan[c], note=p, velocity=v)))
        ev.append((max(b, a + 0.03), 1, mido.Message("note_off", channel=chan[c], note=p, velocity=0)))
    for t, p, v in dr:
        ev.append((t, 2, mido.Message("note_on", channel=9, note=p, velocity=v)))
        ev.append((t + 0.12, 1, mido.Message("note_off", channel=9, note=p, velocity=0)))
    ev.sort(key=lambda e: (e[0], e[1]))
    tr.append(mido.MetaMessage("set_tempo", tempo=1000000))
    last = 0
    for t, _, m in ev:
        k = int(round(t * 10000))
        tr.append(m.copy(time=k - last)); last = k
    tr.append(mido.MetaMessage("end_of_track", time=10000))
    mid.save(path)


def fluidsynth(midi, wav, sf2, reverb=True, gain=0.45):
    subprocess.run(["fluidsynth", "-ni", "-q", "-r", str(SR), "-g", str(gain), "-O", "float", "-T", "wav",
                    "-o", "synth.polyphony=256", "-o", "synth.dynamic-sample-loading=1", "-R", "1" if reverb else "0", "-C", "0", "-F", wav, sf2, midi],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    x, sr = sf.read(wav, dtype="float32", always_2d=True)
    assert sr == SR
    return x


def note_name(n):
    return "%s%d" % ("C C# D D# E F F# G G# A A# B".split()[n % 12], n // 12 - 1)


def sing(phrase, voice, cache):
    """One phrase -> mono float at SR (festival's singing mode)."""
    xml = ['<?xml version="1.0"?>\n<!DOCTYPE SINGING PUBLIC "-//SINGING//DTD SINGING mark up//EN" "Singing.v0_1.dtd" []>\n<SINGING BPM="60">']
    for w, n, ln in phrase:
        xml.append('<PITCH NOTE="%s"><DURATION BEATS="%.3f">%s</DURATION></PITCH>' % (note_name(n), ln, w))
    xml.append("</SINGING>\n")
    s = "\n".join(xml)
    key = hashlib.sha256((voice + s).encode()).hexdigest()[:20]
    if key not in cache:
        with tempfile.TemporaryDirectory() as d:
            open(d + "/p.xml", "w").write(s)
            subprocess.run(["text2wave", "-eval", "(voice_%s)" % voice, "-mode", "singing", d + "/p.xml", "-o", d + "/p.wav"],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            x, sr = sf.read(d + "/p.wav", dtype="float64")
        from scipy.signal import resample_poly
        g = np.gcd(sr, SR)
        cache[key] = resample_poly(x, SR // g, sr // g)
    return cache[key]


def active_regions(x, floor_db=-32.0, min_gap=0.35):
    """Regions of a stem louder than floor_db below its own loud level."""
    hop = 441
    n = len(x) // hop
    p = np.array([np.mean(x[i * hop:(i + 1) * hop] ** 2) for i in range(n)])
    if not n or p.max() <= 0:
        return []
    on = 10 * np.log10(p + 1e-12) > 10 * np.log10(np.percentile(p[p > 0], 98)) + floor_db
    out = []
    for i in np.flatnonzero(on):
        t0, t1 = i * hop / SR, (i + 1) * hop / SR
        if out and t0 - out[-1][1] <= min_gap:
            out[-1][1] = t1
        else:
            out.append([t0, t1])
    return [r for r in out if r[1] - r[0] > 0.08]


def section_energy(x, sections):
    """Energy word of each section, measured on the final mix."""
    mono = x.mean(1)
    lev = []
    for s in sections:
        a, b = int(s["start"] * SR), int(s["end"] * SR)
        lev.append(10 * np.log10(np.mean(mono[a:b] ** 2) + 1e-12))
    top = max(lev)
    for s, l in zip(sections, lev):
        a, b = int(s["start"] * SR), int(s["end"] * SR)
        q = max(1, (b - a) // 4)
        fall = 10 * np.log10((np.mean(mono[b - q:b] ** 2) + 1e-12) / (np.mean(mono[a:a + q] ** 2) + 1e-12))
        s["level_db"] = round(l - top, 2)
        s["energy"] = "falling" if s["role"] == "outro" and fall < -4 else "high" if l > top - 2.5 else "medium" if l > top - 8 else "low"


def energy_events(x, bounds, win=4.0, step_db=4.0):
    """Loudness steps at known boundaries -> energyRise / energyFall events."""
    mono = x.mean(1)
    out = []
    for b in bounds:
        i = int(b * SR); w = int(win * SR)
        if i < w // 2 or i + w // 2 > len(mono):
            continue
        d = 10 * np.log10((np.mean(mono[i:i + w] ** 2) + 1e-9) / (np.mean(mono[max(0, i - w):i] ** 2) + 1e-9))
        if d >= step_db:
            out.append({"time": float(b), "kind": "energyRise"})
        elif d <= -step_db:
            out.append({"time": float(b), "kind": "energyFall"})
    return out


def build(style, outdir, soundfonts, cache):
    nt, dr, phrases, T = compose(style)
    sid = style["id"]
    with tempfile.TemporaryDirectory() as d:
        write_midi(nt, dr, style["programs"], d + "/s.mid", style.get("volumes", {}))
        x = fluidsynth(d + "/s.mid", d + "/s.wav", soundfonts[style.get("soundfont", "fluid")], style.get("reverb", True)).astype(np.float64)
    n = int((T["end"] + 2.0) * SR)
    x = np.pad(x, ((0, max(0, n - len(x))), (0, 0)))[:n]
    x /= np.abs(x).max() + 1e-9
    vox_rms = None
    if phrases:
        v = np.zeros(n)
        for t, syl in phrases:
            y = sing([(w, nn, ln) for w, nn, ln in syl], style["vocals"], cache)
            # align the phrase's own first sound with the wanted time
            r = np.flatnonzero(np.abs(y) > 0.05 * np.abs(y).max())
            y = y[max(0, r[0] - 220):] if len(r) else y
            i = int(t * SR)
            y = y[:max(0, n - i)]
            v[i:i + len(y)] += y
        reg = active_regions(v)
        T["vocalActivity"] = reg
        last = -99.0
        for a, b in reg:
            if a - last >= 4.0 or last < 0:
                T["events"].append({"time": float(a), "kind": "vocalEntrance"})
            last = b
        act = np.abs(v) > 1e-4
        v *= style.get("vocal_level", 0.9) * np.sqrt(np.mean(x.mean(1) ** 2)) / (np.sqrt(np.mean(v[act] ** 2)) + 1e-9)
        wet = v + 0.25 * np.roll(v, int(0.11 * SR)) + 0.15 * np.roll(v, int(0.23 * SR))
        x = x + wet[:, None]
    if style.get("fade_out"):              # the last section fades away
        s = T["sections"][-1]
        env = np.ones(n); a = int(s["start"] * SR); b = int(s["end"] * SR)
        env[a:b] = np.linspace(1, 0.05, b - a); env[b:] = 0.05 * np.exp(-np.arange(n - b) / (0.3 * SR))
        x *= env[:, None]
    if style.get("drive"):                 # loud, squashed master
        x = np.tanh(x / (np.abs(x).max() + 1e-9) * style["drive"])
    x *= 0.89 / (np.abs(x).max() + 1e-9)
    if style.get("noise_db"):
        x += np.random.RandomState(style["seed"]).randn(*x.shape) * 10 ** (style["noise_db"] / 20)
    section_energy(x, T["sections"])
    bounds = [s["start"] for s in T["sections"]][1:]
    T["events"] += energy_events(x, bounds)
    T["events"].sort(key=lambda e: (e["time"], e["kind"]))
    T["eventKinds"] = ["drop", "pause", "energyRise", "energyFall"] + (["vocalEntrance"] if phrases else [])
    end = T.pop("end")
    T["beats"] = [b for b in T["beats"] if b <= end + 1e-6]
    T["boundaries"] = [s["start"] for s in T["sections"]] + [T["sections"][-1]["end"]]
    T.update(id=sid, kind="generated", duration=n / SR, audio=sid + ".wav", source="songgen seed %d" % style["seed"])
    save(x, T, outdir)


def save(x, T, outdir):
    sf.write(os.path.join(outdir, T["audio"]), np.clip(x, -1, 1), SR, subtype="PCM_16")

    def rnd(o):
        if isinstance(o, float):
            return round(o, 5)
        if isinstance(o, dict):
            return {k: rnd(v) for k, v in o.items()}
        if isinstance(o, (list, tuple)):
            return [rnd(v) for v in o]
        if isinstance(o, np.generic):
            return rnd(o.item())
        return o
    with open(os.path.join(outdir, T["id"] + ".truth.json"), "w") as f:
        json.dump(rnd(T), f, indent=0, sort_keys=True)
