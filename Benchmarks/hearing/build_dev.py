#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds the DEV corpus: build_dev.py OUTDIR (run through build.sh)."""
import concurrent.futures as cf, os, subprocess, sys, tempfile, time
import numpy as np
import songgen, sources

SF = {"fluid": "/usr/share/sounds/sf2/FluidR3_GM.sf2", "tim": "/usr/share/sounds/sf2/TimGM6mb.sf2"}
SLT, KAL = "cmu_us_slt_arctic_hts", "kal_diphone"


def sec(role, bars, drums, layers, **k):
    return dict(role=role, bars=bars, drums=drums, layers=layers.split(), **k)


def popform(verse, chorus, vl="drums bass chords", cl="drums bass chords guitar lead strings", intro="chords", vox=False, bridge="none", bars=8):
    v = " vocals" if vox else ""
    return [sec("intro", 4, "hats" if "drums" in intro else "none", intro, intensity=0.3),
            sec("verse", bars, verse, vl + v, intensity=0.45, material="v"),
            sec("chorus", bars, chorus, cl + v, intensity=1.0, material="c"),
            sec("verse", bars, verse, vl + v, intensity=0.5, material="v"),
            sec("chorus", bars, chorus, cl + v, intensity=1.0, material="c"),
            sec("bridge", 4, bridge, "pad arp", intensity=0.3),
            sec("chorus", bars, chorus, cl + v, intensity=1.0, material="c"),
            sec("outro", 4, "ballad" if "drums" in intro else "none", "drums pad chords", intensity=0.3)]


P1 = {"bass": 33, "pad": 89, "strings": 48, "chords": 0, "guitar": 29, "arp": 4, "lead": 81, "kit": 0}
P2 = {"bass": 38, "pad": 90, "strings": 50, "chords": 4, "guitar": 30, "arp": 80, "lead": 80, "kit": 24}
P3 = {"bass": 32, "pad": 52, "strings": 49, "chords": 24, "guitar": 27, "arp": 46, "lead": 73, "kit": 32}
PROG = {"default": [0, 4, 5, 3], "verse": [0, 5, 3, 4], "bridge": [5, 3, 5, 4]}

STYLES = [
    dict(id="gen-pop-vox", seed=101, bpm=112, form=popform("pop", "rock", vox=True), prog=PROG, programs=P1, vocals=SLT, root=55, drive=1.6, volumes={"strings": 70}),
    dict(id="gen-rock-fast", seed=102, bpm=164, form=popform("rock", "rock", vl="drums bass guitar", intro="drums guitar"), prog=PROG, programs=P1, scale="minor", soundfont="tim", drive=2.5),
    dict(id="gen-house-drop", seed=103, bpm=126, prog={"default": [0, 0, 5, 3]}, programs=P2, scale="minor", bass_kind="offbeat", chord_kind="offbeat", drive=2.0,
         form=[sec("intro", 8, "kickonly", "drums", intensity=0.5, fill=False), sec("verse", 8, "house", "drums bass", intensity=0.6),
               sec("bridge", 8, "none", "pad arp", intensity=0.3, material="brk"),
               sec("bridge", 4, "none", "pad arp lead", intensity=0.5, build=True, stop_last=1.0, material="brk"),
               sec("chorus", 16, "house", "drums bass chords lead strings", intensity=1.0, drop=True, material="drop"),
               sec("bridge", 8, "none", "pad vocals arp", intensity=0.3, material="brk"),
               sec("bridge", 4, "none", "pad arp lead", intensity=0.5, build=True, stop_last=2.0, material="brk"),
               sec("chorus", 16, "house", "drums bass chords lead strings", intensity=1.0, drop=True, material="drop"),
               sec("outro", 8, "kickonly", "drums", intensity=0.4, fill=False)]),
    dict(id="gen-ballad-rit", seed=104, bpm=68, form=popform("ballad", "pop", vl="drums pad chords bass", cl="drums pad chords bass strings", vox=True, bars=4)[:-1]
         + [sec("outro", 4, "none", "pad chords", intensity=0.25, rit=0.72)], prog=PROG, programs=P3, vocals=KAL, root=52, bass_kind="long", humanize=0.008),
    dict(id="gen-waltz", seed=105, bpm=138, meter="3/4", form=popform("waltz", "waltz2", intro="chords"), prog=PROG, programs=P3, soundfont="tim", bass_kind="long"),
    dict(id="gen-six8-fade", seed=106, bpm=96, meter="6/8", form=popform("six8", "six8", vl="drums bass arp", vox=True), prog=PROG, programs=P1, vocals=SLT, scale="dorian", fade_out=True),
    dict(id="gen-shuffle", seed=107, bpm=120, swing=0.64, form=popform("shuffle", "shuffle", vl="drums bass chords"), prog={"default": [0, 3, 0, 4]}, programs=dict(P1, chords=16, lead=66), humanize=0.007),
    dict(id="gen-tempo-change", seed=108, bpm=100, prog=PROG, programs=P2, scale="minor", drive=1.5,
         form=[sec("intro", 4, "hats", "drums pad", intensity=0.35), sec("verse", 8, "half", "drums bass pad", intensity=0.5),
               sec("chorus", 8, "rock", "drums bass guitar lead", intensity=1.0, bpm=132, material="c"),
               sec("verse", 8, "half", "drums bass pad", intensity=0.5, bpm=100), sec("bridge", 8, "rock", "drums bass guitar", intensity=0.7, rit=1.32),
               sec("chorus", 8, "rock", "drums bass guitar lead", intensity=1.0, bpm=132, material="c"), sec("outro", 4, "none", "pad", intensity=0.2)]),
    dict(id="gen-dnb", seed=109, bpm=174, prog={"default": [0, 5]}, programs=P2, scale="minor", bass_kind="long", drive=2.2, soundfont="tim",
         form=[sec("intro", 8, "none", "pad arp", intensity=0.3), sec("verse", 8, "hats", "drums pad arp", intensity=0.5, stop_last=1.0),
               sec("chorus", 16, "dnb", "drums bass lead", intensity=1.0, drop=True), sec("bridge", 8, "none", "pad", intensity=0.3),
               sec("chorus", 16, "dnb", "drums bass lead arp", intensity=1.0, drop=True), sec("outro", 8, "none", "pad arp", intensity=0.3)]),
    dict(id="gen-funk-pause-vox", seed=110, bpm=104, prog={"default": [0, 3], "chorus": [3, 4, 0, 0]}, programs=dict(P1, guitar=28, lead=61), vocals=KAL, root=53, vocal_pickup=0.5,
         form=[sec("intro", 4, "funk", "drums", intensity=0.5), sec("verse", 8, "funk", "drums bass guitar vocals", intensity=0.6, material="v"),
               sec("chorus", 8, "funk", "drums bass guitar lead chords vocals", intensity=1.0, material="c", stop_last=2.0, rest_after=0),
               sec("verse", 8, "funk", "drums bass guitar", intensity=0.6, material="v", rest_after=4.0),
               sec("chorus", 8, "funk", "drums bass guitar lead chords vocals", intensity=1.0, material="c"),
               sec("outro", 4, "funk", "drums bass", intensity=0.5)]),
]
for s in STYLES:
    for f in s["form"]:
        if not f.get("rest_after"):
            f.pop("rest_after", None)

DEBS = ["fretsonfire-songs-sectoid", "fretsonfire-songs-muldjord", "heroes-sound-tracks", "gltron", "rafkill-data",
        "criticalmass-data", "openttd-openmsx", "planetblupi-music-midi"]
FOF = "usr/share/games/fretsonfire/data/songs/"
GAMES = "usr/share/games/"

# recorded songs: (id, folder, bpm, offset ms, index of first downbeat or None)
RECORDED = [
    ("rec-armygeddon", "muldjord/armygeddon", dict(bpm=170.0, offset_ms=-14.0, phase=0)),
    ("rec-chaos-god", "muldjord/chaos_god", dict(bpm=170.0, offset_ms=-1.0, phase=None)),
    ("rec-escape", "sectoid/Escape from chaosland", dict(bpm=135.0, offset_ms=24.0, phase=0)),
    ("rec-feelings", "sectoid/Feelings", dict(bpm=95.0, offset_ms=24.0, phase=0)),
]
MODULES = [
    ("mod-heroes06", "heroes/mod/heroes06.xm", dict(max_s=100, drums={"kick": [10], "snare": [6]}, source="Heroes, GPL-2+")),
    ("mod-heroes01", "heroes/mod/heroes01.xm", dict(max_s=100, source="Heroes, GPL-2+")),
    ("mod-heroes05", "heroes/mod/heroes05.xm", dict(max_s=100, source="Heroes, GPL-2+")),
    ("mod-critical", "criticalmass/lg-criti.xm", dict(drums={"kick": [2], "snare": [10, 4], "hihat": [6, 5]}, optional={"hihat": [12, 9, 13]}, source="Critical Mass, GPL-2+", max_s=100)),
    ("mod-raf1", "rafkill/music/song1.xm", dict(source="Rafkill, LGPL-2", max_s=100)),
    ("mod-heroes03", "heroes/mod/heroes03.xm", dict(max_s=100, source="Heroes, GPL-2+")),
]
O = "usr/share/games/openttd/baseset/openmsx/"
MIDIS = [
    ("midi-city-blues", O + "city_blues_redfarn.mid", dict(source="OpenMSX, GPL-2", max_s=90)),
    ("midi-keep-rolling", O + "keep_on_rolling.mid", dict(source="OpenMSX, GPL-2", max_s=90)),
    ("midi-run-for-life", O + "run_for_your_life.mid", dict(source="OpenMSX, GPL-2", max_s=90, soundfont="tim")),
    ("midi-tttheme", O + "tttheme2.mid", dict(source="OpenMSX, GPL-2", max_s=90)),
    ("midi-be-sharp", O + "be_sharp_bw_redfarn.mid", dict(source="OpenMSX, GPL-2", max_s=90, soundfont="tim")),
]


def unpack(debs, work):
    """Package data files only; nothing is installed, no dependencies."""
    root = os.path.join(work, "root")
    os.makedirs(root, exist_ok=True)
    for p in debs:
        if os.path.exists(os.path.join(work, p + ".ok")):
            continue
        d = os.path.join(work, "deb-" + p); os.makedirs(d, exist_ok=True)
        subprocess.run(["apt-get", "-q", "download", p], cwd=d, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for f in os.listdir(d):
            if f.endswith(".deb"):
                subprocess.run(["dpkg", "-x", os.path.join(d, f), root], check=True)
        open(os.path.join(work, p + ".ok"), "w").close()
    return root


def job(kind, sid, arg, outdir, root):
    t = time.time()
    if kind == "gen":
        songgen.build(arg, outdir, SF, {})
    elif kind == "rec":
        folder, kw = arg
        sources.recorded(sid, os.path.join(root, FOF, folder), outdir, **kw)
    elif kind == "mod":
        path, kw = arg
        sources.module(sid, os.path.join(root, GAMES, path), outdir, **kw)
    elif kind == "midi":
        path, kw = arg
        kw = dict(kw); font = SF[kw.pop("soundfont", "fluid")]
        sources.midi(sid, os.path.join(root, path), outdir, font, **kw)
    return "%-24s %.1f s" % (sid, time.time() - t)


def build_all(outdir, styles, recorded, modules, midis, debs, only=None):
    outdir = os.path.abspath(outdir); os.makedirs(outdir, exist_ok=True)
    work = os.path.join(outdir, ".work"); os.makedirs(work, exist_ok=True)
    root = unpack(debs, work)
    jobs = [("gen", s["id"], s) for s in styles] + [("rec", a, (b, c)) for a, b, c in recorded] \
        + [("mod", a, (b, c)) for a, b, c in modules] + [("midi", a, (b, c)) for a, b, c in midis]
    if only:
        jobs = [j for j in jobs if any(o in j[1] for o in only)]
    t0 = time.time()
    with cf.ProcessPoolExecutor(max_workers=os.cpu_count() or 2) as ex:
        for r in ex.map(job, *zip(*[(k, i, a, outdir, root) for k, i, a in jobs])):
            print(r, flush=True)
    print("%d songs in %.0f s" % (len(jobs), time.time() - t0))


if __name__ == "__main__":
    build_all(sys.argv[1], STYLES, RECORDED, MODULES, MIDIS, DEBS, sys.argv[2:])
