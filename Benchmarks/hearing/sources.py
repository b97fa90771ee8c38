# SPDX-License-Identifier: Apache-2.0
"""Truth from existing free music: recorded Frets on Fire songs, tracker
modules (played sample-exactly) and General MIDI files."""
import ctypes as C, os, subprocess, tempfile
import numpy as np
import soundfile as sf
import mido
from songgen import SR, KICK, SNARE, HAT, OHAT, fluidsynth, save, energy_events


# ------------------------------------------------------------------ recorded
def recorded(sid, folder, outdir, bpm, offset_ms, phase, meter=4, drift_ppm=0.0, start=0.0, end=None):
    """A Frets on Fire song: both stems mixed. The beat grid is the constant
    tempo of the song's own notes.mid, plus a measured constant offset (the
    encoder's delay). phase = index of the first downbeat in the grid, or None."""
    parts = []
    for n in ("song.ogg", "guitar.ogg"):
        x, sr = sf.read(os.path.join(folder, n), dtype="float32", always_2d=True)
        assert sr == SR, sr
        parts.append(np.repeat(x, 2, axis=1) if x.shape[1] == 1 else x)
    n = max(len(p) for p in parts)
    x = sum(np.pad(p, ((0, n - len(p)), (0, 0))) for p in parts)
    x *= 0.89 / np.abs(x).max()
    per = 60.0 / bpm * (1 + drift_ppm * 1e-6)
    dur = n / SR
    env = np.convolve(x.mean(1) ** 2, np.ones(1), "same")
    hop = 2205
    lev = np.array([np.mean(env[i:i + hop]) for i in range(0, n - hop, hop)])
    loud = np.flatnonzero(lev > 1e-4 * np.percentile(lev, 95))
    t0 = max(start, loud[0] * hop / SR - 0.1)
    t1 = min(end or dur, (loud[-1] + 1) * hop / SR)
    k = np.arange(int(dur / per) + 2)
    t = k * per + offset_ms / 1000.0
    m = (t >= t0) & (t <= t1)
    T = {"id": sid, "kind": "recorded", "audio": sid + ".wav", "duration": dur, "tempo": bpm, "meter": "%d/4" % meter,
         "beats": t[m].tolist(), "source": "Frets on Fire song, tempo map of its notes.mid",
         "downbeats": t[m & (k % meter == phase)].tolist() if phase is not None else None}
    save(x, T, outdir)


# ------------------------------------------------------------------ modules
_L = None


def _lib():
    global _L
    if _L is None:
        _L = C.CDLL("libopenmpt.so.0")
        _L.openmpt_module_create_from_memory2.restype = C.c_void_p
        vp, i = C.c_void_p, C.c_int
        for n, rt, at in [("get_duration_seconds", C.c_double, [vp]), ("get_current_row", i, [vp]), ("get_current_order", i, [vp]),
                          ("get_current_pattern", i, [vp]), ("get_current_speed", i, [vp]), ("get_num_channels", i, [vp]), ("get_pattern_num_rows", i, [vp, i]),
                          ("get_pattern_row_channel_command", C.c_ubyte, [vp, i, i, i, i]),
                          ("set_repeat_count", i, [vp, i]), ("set_render_param", i, [vp, i, i]),
                          ("read_interleaved_float_stereo", C.c_size_t, [vp, i, C.c_size_t, C.POINTER(C.c_float)]),
                          ("destroy", None, [vp])]:
            f = getattr(_L, "openmpt_module_" + n); f.restype = rt; f.argtypes = at
    return _L


def module(sid, path, outdir, ticks_per_beat=24, meter=4, bars=True, drums=None, optional=None, max_s=200.0,
           source="", structure=True, start_s=0.0):
    """A tracker module. Row times are exact (read from the player every 32
    frames); a beat is ticks_per_beat player ticks (24 is the format's own idea of
    a beat) and every pattern starts a bar. drums: {"kick": [instrument numbers]..}."""
    L = _lib()
    data = open(path, "rb").read()
    m = L.openmpt_module_create_from_memory2(data, C.c_size_t(len(data)), None, None, None, None, None, None, None)
    assert m, path
    P = lambda n, *a: getattr(L, "openmpt_module_" + n)(m, *a)
    P("set_repeat_count", 0)
    BL = 32
    buf = (C.c_float * (BL * 2))()
    out, rows, last = [], [], None
    pos = 0
    # the player reports the row of the block just rendered
    while pos < int(max_s * SR):
        k = P("read_interleaved_float_stereo", SR, BL, buf)
        if not k:
            break
        out.append(np.frombuffer(buf, dtype=np.float32, count=2 * k).copy())
        cur = (P("get_current_order"), P("get_current_pattern"), P("get_current_row"))
        if cur != last:
            rows.append((pos / SR,) + cur + (P("get_current_speed"),))
            last = cur
        pos += k
    x = np.concatenate(out).reshape(-1, 2).astype(np.float64)
    nch = P("get_num_channels")
    beats, downbeats = [], []
    hits = {}
    cnt = 0
    act = []                       # (time, frozenset of instruments) per row
    for t, order, pat, row, speed in rows:
        ins = []
        for c in range(nch):
            note = P("get_pattern_row_channel_command", pat, row, c, 0)
            inst = P("get_pattern_row_channel_command", pat, row, c, 1)
            if 0 < note < 128 and inst:
                hits.setdefault(inst, []).append(t)
                ins.append(inst)
        act.append((t, ins))
        if row == 0:
            cnt = 0                # each pattern starts on the bar grid
        if cnt % ticks_per_beat == 0:
            beats.append(t)
            if cnt % (ticks_per_beat * meter) == 0:
                downbeats.append(t)
        cnt += speed
    P("destroy")
    x *= 0.89 / (np.abs(x).max() + 1e-9)
    lev = np.abs(x).max(1)
    end = (np.flatnonzero(lev > 1e-3)[-1] + 1) / SR
    beats = [b for b in beats if b <= end]; downbeats = [b for b in downbeats if b <= end]
    ibi = np.diff(beats)
    T = {"id": sid, "kind": "module", "audio": sid + ".wav", "duration": len(x) / SR, "meter": "%d/4" % meter,
         "tempo": float(60 / np.median(ibi)) if np.percentile(ibi, 98) / np.percentile(ibi, 2) < 1.04 else None,
         "beats": beats, "downbeats": downbeats if bars else None, "source": source}
    if structure:
        T["boundaries"] = arrangement(act, downbeats, end)
        T["events"] = energy_events(x, T["boundaries"][1:-1])
        T["eventKinds"] = ["energyRise", "energyFall"]
    if drums:
        get = lambda d: {k: sorted({round(t, 4) for i in v for t in hits.get(i, []) if t <= end}) for k, v in d.items()}
        T["drums"] = get(drums)
        T["drumsOptional"] = get(optional or {})
    save(x, T, outdir)


def arrangement(act, downbeats, end, win=4):
    """Boundaries from the score itself: bars where the set of playing
    instruments changes clearly. act = [(time, instruments struck then)]."""
    d = np.array(list(downbeats) + [end + 1e-6])
    nb = len(d) - 1
    ids = sorted({i for _, a in act for i in a})
    M = np.zeros((nb, max(ids + [0]) + 1))
    for t, a in act:
        k = np.searchsorted(d, t + 1e-4, "right") - 1
        if 0 <= k < nb:
            for i in a:
                M[k, i] += 1
    A = M > 0
    cand = []
    for b in range(2, nb - 1):
        w = min(win, b, nb - b)
        # an instrument counts as playing when it sounds in half of the bars of the window
        p = A[b - w:b].mean(0) >= 0.5
        q = A[b:b + w].mean(0) >= 0.5
        u = (p | q).sum()
        if not u:
            continue
        dist = (p ^ q).sum() / u
        # the change must happen at this bar: new ones start here, old ones end before
        new, old = q & ~p, p & ~q
        sharp = (A[b][new].sum() + (~A[b][old]).sum() + (~A[b - 1][new]).sum() + A[b - 1][old].sum())
        tot = 2 * (new.sum() + old.sum())
        if dist >= 0.4 and (new.sum() + old.sum()) >= 2 and tot and sharp / tot >= 0.75:
            cand.append((dist, b))
    out = []
    for dist, b in sorted(cand, key=lambda z: (-z[0], z[1])):
        if all(abs(b - o) >= 4 for o in out):
            out.append(b)
    return [float(d[0])] + [float(d[b]) for b in sorted(out)] + [float(end)]


# ------------------------------------------------------------------ MIDI
def midi(sid, path, outdir, soundfont, beats_per_bar=None, offset_beats=0, beat_factor=1.0, source="", structure=True, max_s=200.0, downbeats=True):
    """A General MIDI file. Beats from its tempo map; bars from its time
    signature (4/4 if it has none); drums from channel 10."""
    mf = mido.MidiFile(path)
    tpb = mf.ticks_per_beat
    msgs = []
    for tr in mf.tracks:
        k = 0
        for e in tr:
            k += e.time
            msgs.append((k, e))
    msgs.sort(key=lambda z: z[0])
    tempos = [(k, e.tempo) for k, e in msgs if e.type == "set_tempo"]
    if not tempos or tempos[0][0] > 0:
        tempos.insert(0, (0, 500000))
    marks = [(0, 0.0, tempos[0][1])]
    for k, us in tempos[1:] if tempos[0][0] == 0 else tempos:
        k0, s0, u0 = marks[-1]
        marks.append((k, s0 + (k - k0) * u0 / 1e6 / tpb, us))
    ks = np.array([m_[0] for m_ in marks])

    def T_(k):
        k0, s0, u0 = marks[int(np.searchsorted(ks, k, "right")) - 1]
        return s0 + (k - k0) * u0 / 1e6 / tpb
    # re-write with a fixed clock: nothing depends on the renderer's tempo handling
    first = min(T_(k) for k, e in msgs if e.type == "note_on" and e.velocity > 0)
    shift = 0.3 - first
    o = mido.MidiFile(ticks_per_beat=10000); tr = mido.MidiTrack(); o.tracks.append(tr)
    tr.append(mido.MetaMessage("set_tempo", tempo=1000000))
    last, notes, prog = 0, [], [0] * 16
    ons = []
    for k, e in msgs:
        t = max(0.0, T_(k) + shift)
        if t > max_s:
            break
        if e.is_meta:
            continue
        q = int(round(t * 10000))
        tr.append(e.copy(time=max(0, q - last))); last = max(last, q)
        if e.type == "program_change":
            prog[e.channel] = e.program
        if e.type == "note_on" and e.velocity > 0:
            ons.append((t, e.channel, prog[e.channel] if e.channel != 9 else 128 + e.note // 128, e.note, e.velocity))
    for c in range(16):
        tr.append(mido.Message("control_change", channel=c, control=123, value=0, time=0))
    tr.append(mido.MetaMessage("end_of_track", time=15000))
    with tempfile.TemporaryDirectory() as d:
        o.save(d + "/m.mid")
        x = fluidsynth(d + "/m.mid", d + "/m.wav", soundfont).astype(np.float64)
    x *= 0.89 / (np.abs(x).max() + 1e-9)
    lev = np.abs(x).max(1)
    t_last = max(t for t, *_ in ons)
    end = min((np.flatnonzero(lev > 1e-3)[-1] + 1) / SR, t_last + 3)
    x = x[:int((end + 0.5) * SR)]
    ts = sorted([(k, e.numerator, e.denominator) for k, e in msgs if e.type == "time_signature"])
    if not ts or ts[0][0] > 0:
        ts.insert(0, (0, 4, 4))
    end_k = msgs[-1][0]
    beats, downs = [], []
    for i, (k0, num, den) in enumerate(ts):
        k1 = ts[i + 1][0] if i + 1 < len(ts) else end_k
        if beats_per_bar:
            num = beats_per_bar
        step = tpb * 4.0 / (4 if beat_factor != 1.0 else den) / beat_factor
        n = 0
        while k0 + n * step < k1 - 1e-6:
            t = T_(k0 + n * step) + shift
            beats.append(t)
            if (n - offset_beats) % num == 0:
                downs.append(t)
            n += 1
    lo, hi = 0.25, min(t_last + 0.05, end)
    beats = [b for b in beats if lo <= b <= hi]; downs = [b for b in downs if lo <= b <= hi]
    dr = lambda s: sorted({round(t, 4) for t, c, p, n, v in ons if c == 9 and n in s})
    ibi = np.diff(beats)
    T = {"id": sid, "kind": "midi", "audio": sid + ".wav", "duration": len(x) / SR, "meter": "%d/%d" % (ts[0][1], ts[0][2]),
         "tempo": float(60 / np.median(ibi)) if np.percentile(ibi, 98) / np.percentile(ibi, 2) < 1.04 else None,
         "beats": beats, "downbeats": downs if downbeats else None, "source": source}
    kick, snare, hat = dr({35, 36}), dr({38, 40, 39}), dr({42, 44, 46})
    if len(kick) + len(snare) > 20:
        T["drums"] = {k: v for k, v in (("kick", kick), ("snare", snare), ("hihat", hat)) if len(v) >= 8}
        T["drumsOptional"] = {"kick": dr({41, 43, 45, 47}), "snare": dr({37, 41, 43, 45, 47, 48, 50}), "hihat": dr({49, 51, 52, 53, 54, 55, 57, 59, 69, 70, 80, 81})}
    if structure and downs:
        act = sorted((t, [c]) for t, c, p, n, v in ons)
        T["boundaries"] = arrangement(act, downs, end)
        T["events"] = energy_events(x, T["boundaries"][1:-1])
        T["eventKinds"] = ["energyRise", "energyFall"]
    save(x, T, outdir)
