# SPDX-License-Identifier: Apache-2.0
"""Turns a composed song into sound: soundfonts, drum samples made on the spot, bare oscillators, and what a studio or a
bad cable does to them. Mono, 44.1 kHz, because the features that are learned from are those of the middle channel.
"""
import os, subprocess, tempfile
import mido
import numpy as np
import soundfile as sf
from scipy.signal import butter, fftconvolve, lfilter, sosfilt

RATE = 44100
FONTS = [f for f in (
    "/usr/share/sounds/sf2/FluidR3_GM.sf2", "/usr/share/sounds/sf2/TimGM6mb.sf2", "/usr/share/sounds/sf2/sf_GMbank.sf2",
    "/usr/share/sounds/sf2/OPL-3_FM_128M.sf2", "/usr/share/sounds/sf3/MuseScore_General_Lite.sf3") if os.path.exists(f)]
KITS = [f for f in ("/usr/share/sounds/sf2/Black_Pearl_4_LV2.sf2", "/usr/share/sounds/sf2/Red_Zeppelin_4_LV2.sf2")
        if os.path.exists(f)]
# General MIDI programs that may play a part.
PROGRAMS = dict(bass=(32, 33, 34, 35, 36, 37, 38, 39, 43, 58, 87), pad=(88, 89, 90, 91, 92, 94, 95, 48, 49, 50, 51, 52, 54, 16, 19, 61),
                comp=(0, 1, 2, 4, 5, 6, 7, 16, 17, 24, 25, 26, 27, 28, 62, 63, 80, 81, 11, 21), riff=(29, 30, 30, 29, 81, 62, 28, 48),
                arp=(0, 4, 10, 11, 12, 13, 46, 24, 80, 81, 84, 88, 98, 45, 108), lead=(52, 53, 54, 53, 56, 65, 66, 68, 71, 73, 75, 80, 81, 40, 60, 85, 30, 22))
KIT_PROGRAMS = (0, 0, 0, 8, 16, 24, 25, 32, 40, 48)


def play(notes, drums, rng, font, kit_program, programs):
    """Plays through fluidsynth and returns mono sound."""
    out = mido.MidiFile(ticks_per_beat=10000)
    track = mido.MidiTrack()
    out.tracks.append(track)
    track.append(mido.MetaMessage("set_tempo", tempo=1000000))
    events = [(0, mido.Message("program_change", channel=9, program=kit_program))]
    channels = {}
    for part in sorted({n[2] for n in notes}):
        channel = [c for c in range(16) if c != 9][len(channels) % 15]
        channels[part] = channel
        events.append((0, mido.Message("program_change", channel=channel, program=int(programs[part]))))
        events.append((0, mido.Message("control_change", channel=channel, control=7, value=int(rng.uniform(70, 115)))))
    for a, b, part, pitch, loud in notes:
        velocity = int(np.clip(loud * 115, 15, 127))
        pitch = int(np.clip(pitch, 12, 115))
        events.append((a, mido.Message("note_on", channel=channels[part], note=pitch, velocity=velocity)))
        events.append((b, mido.Message("note_off", channel=channels[part], note=pitch, velocity=0)))
    for t, pitch, loud in drums:
        events.append((t, mido.Message("note_on", channel=9, note=int(pitch), velocity=int(np.clip(loud * 115, 15, 127)))))
        events.append((t + 0.1, mido.Message("note_off", channel=9, note=int(pitch), velocity=0)))
    events.sort(key=lambda e: e[0])
    last = 0
    for t, message in events:
        tick = int(round(t * 10000))
        track.append(message.copy(time=tick - last))
        last = tick
    track.append(mido.MetaMessage("end_of_track", time=15000))
    with tempfile.TemporaryDirectory() as folder:
        out.save(folder + "/s.mid")
        wet = "1" if rng.rand() < 0.4 else "0"
        subprocess.run(["fluidsynth", "-niq", "-g", "0.5", "-r", str(RATE), "-R", wet, "-C", "0", "-o", "synth.polyphony=96",
                        "-o", "synth.dynamic-sample-loading=1", "-F", folder + "/s.wav", font, folder + "/s.mid"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        sound, _ = sf.read(folder + "/s.wav", dtype="float32", always_2d=True)
    return sound.mean(1)


def place(into, sample, t, loud):
    start = int(t * RATE)
    end = min(len(into), start + len(sample))
    if end > start >= 0:
        into[start:end] += loud * sample[:end - start]


def made_kit(rng):
    """One sample for each drum, of an electronic kit or of one that sounds like a worn tape of it."""
    def decay(length, seconds):
        return np.exp(-np.arange(length) / RATE / seconds)
    kit = {}
    n = int(0.5 * RATE)
    t = np.arange(n) / RATE
    low, top = rng.uniform(38, 75), rng.uniform(120, 420)
    sweep = low + (top - low) * np.exp(-t / rng.uniform(0.008, 0.05))
    kick = np.sin(2 * np.pi * np.cumsum(sweep) / RATE) * decay(n, rng.uniform(0.06, 0.28))
    click = rng.uniform(0, 0.8) * rng.randn(n) * decay(n, rng.uniform(0.001, 0.006))
    kit["kick"] = np.tanh((kick + click) * rng.uniform(1, 4))
    tone = sum(np.sin(2 * np.pi * f * t) for f in (rng.uniform(150, 260), rng.uniform(280, 420))) * decay(n, rng.uniform(0.03, 0.12))
    noise = sosfilt(butter(2, [rng.uniform(400, 2500), rng.uniform(6000, 15000)], "band", fs=RATE, output="sos"), rng.randn(n))
    kit["snare"] = tone * rng.uniform(0, 0.7) + noise * decay(n, rng.uniform(0.04, 0.2))
    if rng.rand() < 0.25:  # a clap is several bursts
        burst = sum(np.roll(decay(n, 0.008), int(k * 0.011 * RATE)) for k in range(3)) + decay(n, 0.08)
        kit["snare"] = noise * burst
    bright = sosfilt(butter(4, rng.uniform(5000, 9500), "high", fs=RATE, output="sos"), rng.randn(n))
    if rng.rand() < 0.4:
        bright = bright * 0.4 + 0.5 * np.sign(sum(np.sin(2 * np.pi * f * t) for f in rng.uniform(3000, 9000, 5)))
        bright = sosfilt(butter(3, 6000, "high", fs=RATE, output="sos"), bright)
    kit["hat"] = bright * decay(n, rng.uniform(0.012, 0.05))
    kit["open"] = bright * decay(n, rng.uniform(0.09, 0.25))
    kit["crash"] = bright * decay(n, 0.5)
    f = rng.uniform(80, 200)
    kit["other"] = np.sin(2 * np.pi * f * t * (1 + 0.3 * decay(n, 0.05))) * decay(n, rng.uniform(0.05, 0.2))
    return {name: (s / (np.abs(s).max() + 1e-9)).astype(np.float32) for name, s in kit.items()}


def strike(drums, rng, length):
    kit = made_kit(rng)
    levels = {name: rng.uniform(0.5, 1) * (0.45 if name in ("hat", "open", "crash") else 1) for name in kit}
    names = {35: "kick", 36: "kick", 38: "snare", 40: "snare", 39: "snare", 37: "snare", 42: "hat", 44: "hat", 46: "open",
             49: "crash", 51: "hat", 57: "crash", 59: "hat", 70: "hat", 54: "hat"}
    sound = np.zeros(length, np.float32)
    for t, pitch, loud in drums:
        name = names.get(pitch, "other")
        place(sound, kit[name], t, levels[name] * loud)
    return sound


def oscillate(notes, rng, length):
    """Each part on a bare oscillator: square, saw, sine, or a short sampled cycle."""
    sound = np.zeros(length, np.float32)
    shapes = {}
    for a, b, part, pitch, loud in notes:
        if part not in shapes:
            shapes[part] = (rng.choice(["square", "saw", "sine", "cycle", "super"]), rng.uniform(0.002, 0.03), rng.uniform(0.08, 1.2),
                            rng.uniform(0, 0.006), rng.randn(8) / np.arange(1, 9), rng.uniform(0.4, 1), rng.uniform(1200, 9000))
        shape, attack, fall, vibrato, cycle, level, cut = shapes[part]
        n = int(min(b - a + 0.1, 4) * RATE)
        t = np.arange(n) / RATE
        phase = 440 * 2 ** ((pitch - 69) / 12) * t + vibrato * np.sin(2 * np.pi * 5.5 * t) * 8
        if shape == "sine":
            wave = np.sin(2 * np.pi * phase)
        elif shape == "square":
            wave = np.sign(np.sin(2 * np.pi * phase)) * 0.5
        elif shape == "saw":
            wave = (phase % 1) - 0.5
        elif shape == "super":
            wave = ((phase % 1) + (phase * 1.007 % 1) + (phase * 0.993 % 1)) / 2 - 0.75
        else:
            wave = sum(c * np.sin(2 * np.pi * (k + 1) * phase) for k, c in enumerate(cycle)) * 0.5
        envelope = np.minimum(1, t / attack) * np.exp(-t / fall)
        envelope *= np.clip((b - a + 0.06 - t) / 0.06, 0, 1)
        place(sound, (wave * envelope).astype(np.float32), a, loud * level)
    cut = rng.uniform(2500, 15000)
    return sosfilt(butter(2, cut, fs=RATE, output="sos"), sound).astype(np.float32)


def voice(notes, rng, length):
    """Something that sings the lead: a buzz through moving formants, with breath, slides and vibrato."""
    sound = np.zeros(length, np.float32)
    formants = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480), (570, 840, 2410))
    last = None
    for a, b, part, pitch, loud in notes:
        n = int(min(b - a + 0.12, 3) * RATE)
        t = np.arange(n) / RATE
        goal = 440 * 2 ** ((pitch - 12 * (pitch > 70) - 69) / 12)
        begin = last or goal
        f0 = goal + (begin - goal) * np.exp(-t / 0.05)
        f0 *= 1 + 0.012 * np.sin(2 * np.pi * 5.3 * t) * np.minimum(1, t / 0.3)
        last = goal
        phase = np.cumsum(f0) / RATE
        buzz = 2 * (phase % 1) - 1 + 0.08 * rng.randn(n)
        out = np.zeros(n)
        for k, f in enumerate(formants[rng.randint(5)]):
            r = np.exp(-np.pi * (70 + 40 * k) / RATE)
            out += lfilter([1 - r], [1, -2 * r * np.cos(2 * np.pi * f / RATE), r * r], buzz) / (k + 1)
        envelope = np.minimum(1, t / rng.uniform(0.02, 0.09)) * np.clip((n / RATE - t) / 0.1, 0, 1)
        if rng.rand() < 0.4:  # a consonant
            hiss = rng.randn(min(n, int(0.07 * RATE)))
            place(sound, (0.05 * hiss).astype(np.float32), max(0, a - 0.04), loud)
        place(sound, (out * envelope).astype(np.float32), a + rng.uniform(0, 0.05), loud * 3)
    return sound


def level(sound):
    return float(np.sqrt(np.mean(sound ** 2)) + 1e-9)


def render(song):
    """Sound of a song, between -1 and 1."""
    rng = song.rng
    length = int((song.end + rng.uniform(0.5, 2.5)) * RATE)
    font = FONTS[rng.randint(len(FONTS))]
    chip = song.genre == "chip" or rng.rand() < 0.12
    sung = rng.rand() < 0.3
    notes = song.notes
    programs = {}
    for part in sorted({n[2] for n in notes}):
        programs[part] = int(part[7:]) if part.startswith("program") else int(rng.choice(PROGRAMS[part]))
        if song.genre == "piano" and part != "bass" or (song.genre == "piano" and rng.rand() < 0.7):
            programs[part] = int(rng.choice([0, 0, 1, 2, 4]))
        if song.genre == "strings":
            programs[part] = int(rng.choice([40, 42, 44, 45, 48, 49, 60, 68, 71, 73]))
    lead = [n for n in notes if sung and n[2] == "lead"]
    band = [n for n in notes if not (sung and n[2] == "lead")]
    music = oscillate(band, rng, length) if chip else fit(play(band, [], rng, font, 0, programs), length)
    if rng.rand() < (0.6 if song.genre in ("metal", "punk", "rock") else 0.1):  # an amplifier at its end
        music = np.tanh(music / level(music) * rng.uniform(0.7, 3))
    music = music / level(music)
    if lead:
        sings = voice(lead, rng, length)
        music = music + sings / level(sings) * rng.uniform(0.4, 1.3)
    mix = music
    if song.drums:
        how = rng.rand()
        if how < (0.75 if chip else 0.35):
            beaten = strike(song.drums, rng, length)
        elif how < 0.6 and KITS:
            known = [(t, p if p in (36, 38, 42, 46, 49, 51, 41, 45, 47) else {35: 36, 40: 38, 44: 42, 39: 38, 37: 38, 57: 49}.get(p, 42), v)
                     for t, p, v in song.drums]
            beaten = fit(play([], known, rng, KITS[rng.randint(len(KITS))], 0, {}), length)
        else:
            beaten = fit(play([], song.drums, rng, FONTS[rng.randint(len(FONTS))], int(rng.choice(KIT_PROGRAMS)), {}), length)
        if rng.rand() < 0.25:
            beaten = np.tanh(beaten / level(beaten) * rng.uniform(0.3, 1.2))
        if song.genre in ("house", "trance", "techno") and rng.rand() < 0.5:  # everything ducks under the kick
            mix = music * duck(song, length, rng)
        mix = mix + beaten / level(beaten) * 10 ** (rng.uniform(-9, 7) / 20)
    return studio(mix, rng, chip)


def fit(sound, length):
    return np.pad(sound, (0, max(0, length - len(sound))))[:length]


def duck(song, length, rng):
    gain = np.ones(length, np.float32)
    n = int(rng.uniform(0.12, 0.3) * RATE)
    dip = (1 - rng.uniform(0.4, 0.9) * (1 - np.linspace(0, 1, n) ** 2)).astype(np.float32)
    for t, pitch, _ in song.drums:
        start = int(t * RATE)
        if pitch in (35, 36) and start + n < length:
            gain[start:start + n] = np.minimum(gain[start:start + n], dip)
    return gain


def studio(mix, rng, chip):
    if rng.rand() < 0.35:  # a room
        n = int(rng.uniform(0.1, 1.3) * RATE)
        tail = rng.randn(n) * np.exp(-np.arange(n) / n * 6)
        wet = fftconvolve(mix, tail)[:len(mix)]
        mix = mix + wet / level(wet) * level(mix) * rng.uniform(0.05, 0.6)
    for _ in range(rng.randint(0, 4)):  # an equaliser
        f = float(np.exp(rng.uniform(np.log(60), np.log(12000))))
        band = sosfilt(butter(1, [f / 1.5, min(f * 1.5, 21000)], "band", fs=RATE, output="sos"), mix)
        mix = mix + band * rng.uniform(-0.7, 1.5)
    if chip and rng.rand() < 0.6 or rng.rand() < 0.08:  # old samples
        every = int(rng.choice([2, 3, 4]))
        mix = np.repeat(mix[::every], every)[:len(mix)]
        peak = np.abs(mix).max() + 1e-9
        mix = np.round(mix / peak * 96) / 96 * peak
    if rng.rand() < 0.07:
        mix = sosfilt(butter(6, rng.uniform(3000, 9000), fs=RATE, output="sos"), mix)
    if rng.rand() < 0.5:  # a loud master
        mix = np.tanh(mix / level(mix) * rng.uniform(0.2, 0.9))
    if rng.rand() < 0.3:  # quiet passages are pulled up
        n = int(rng.uniform(0.1, 0.5) * RATE)
        around = np.sqrt(np.maximum(1e-9, np.convolve(mix ** 2, np.ones(1), "same")))
        smooth = lfilter([1 / n], [1, -(1 - 1 / n)], around)
        mix = mix / (smooth + 0.3 * level(mix))
    mix = mix / (np.abs(mix).max() + 1e-9) * 0.89
    if rng.rand() < 0.15:
        n = int(rng.uniform(2, 12) * RATE)
        mix[-n:] *= np.linspace(1, 0.02, n)
    if rng.rand() < 0.25:
        hiss = rng.randn(len(mix))
        if rng.rand() < 0.5:
            hiss = lfilter([0.1], [1, -0.95], hiss)
        mix = mix + hiss / level(hiss) * 10 ** (rng.uniform(-60, -28) / 20)
    return np.clip(mix, -1, 1).astype(np.float32)
