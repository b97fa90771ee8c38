# SPDX-License-Identifier: Apache-2.0
"""odd.py FOLDER REELSPOOL [--only NAME ..]: what `reelspool analyze` makes of songs that are none, or odd ones.

Builds them in FOLDER where they are missing (ffmpeg, fluidsynth and festival; the same ones every time) and prints a table:
what is heard, what it cost in processor seconds a minute of sound, and the highest resident memory of the program and its
children. Nothing here passes or fails; docs/hearing.md has the table with what to make of it.
"""
import argparse, json, os, resource, subprocess, sys, tempfile
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
SONG = os.path.join(HERE, "../../examples/night-drive/night-drive.m4a")
PIANO = "/usr/share/sounds/sf2/FluidR3_GM.sf2"


def ffmpeg(out, *arguments):
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *arguments, out], check=True)


def made(source, seconds):
    return lambda out: ffmpeg(out, "-f", "lavfi", "-i", source, "-t", str(seconds), "-ac", "2", "-ar", "44100")


def changed(*arguments):
    return lambda out: ffmpeg(out, "-i", SONG, *arguments)


def long(out):
    ffmpeg(out, "-stream_loop", "30", "-i", SONG, "-t", "1200", "-c:a", "pcm_s16le")


def rubato(out):
    """Arpeggios of a piano whose beat wanders by a third within a bar, with a hold at each end of a phrase."""
    import mido
    dice = np.random.RandomState(7)
    song = mido.MidiFile(ticks_per_beat=1000)
    track = mido.MidiTrack()
    song.tracks.append(track)
    for bar in range(30):
        root = [48, 45, 53, 43][bar % 4]
        for step, interval in enumerate([0, 7, 12, 16, 19, 16, 12, 7]):
            hold = 900 if step == 7 and bar % 4 == 3 else 0
            length = int(500 * 2 ** dice.uniform(-0.7, 0.7)) + hold
            track.append(mido.Message("note_on", note=root + interval, velocity=int(dice.uniform(40, 85)), time=0))
            track.append(mido.Message("note_off", note=root + interval, velocity=0, time=length))
    with tempfile.TemporaryDirectory() as folder:
        song.save(folder + "/rubato.mid")
        subprocess.run(["fluidsynth", "-ni", "-q", "-r", "44100", "-F", folder + "/rubato.wav", PIANO, folder + "/rubato.mid"],
                       check=True, stdout=subprocess.DEVNULL)
        ffmpeg(out, "-i", folder + "/rubato.wav")


def sung(out):
    """One voice alone, in free time: lines of uneven length with breaths between them."""
    import soundfile
    from songgen import SR, sing
    dice, cache, parts = np.random.RandomState(3), {}, []
    for line in range(9):
        words = ["ah", "low", "moon", "far", "sail", "rain", "home"]
        phrase = [(words[dice.randint(7)], int(dice.choice([57, 60, 62, 64, 67])), float(dice.uniform(0.35, 1.4)))
                  for _ in range(dice.randint(4, 8))]
        parts += [sing(phrase, "kal_diphone", cache), np.zeros(int(SR * dice.uniform(0.5, 1.6)))]
    voice = np.concatenate(parts)
    soundfile.write(out, np.stack([voice, voice], 1) / max(1e-9, np.abs(voice).max()) * 0.7, SR, subtype="PCM_16")


def spoken(out):
    text = open(os.path.join(HERE, "../../README.md")).read().replace("`", "").replace("|", " ")[:900]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["text2wave", "-o", folder + "/speech.wav"], input=text, text=True, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        ffmpeg(out, "-i", folder + "/speech.wav", "-ac", "2", "-ar", "44100", "-t", "60")


AMBIENT = ("aevalsrc='0.12*(sin(2*PI*110*t)+sin(2*PI*164.8*t+sin(0.31*t))*(1+sin(0.17*t))"
           "+sin(2*PI*220.5*t)*(1+sin(0.11*t+1))+0.5*sin(2*PI*329*t)*(1+sin(0.07*t+2)))':s=44100,"
           "aecho=0.8:0.7:900|1700:0.4|0.3")

SOUNDS = {
    "long-20-minutes.wav": long,
    "telephone-8-kHz-mono.wav": changed("-ac", "1", "-ar", "8000"),
    "surround-5.1.flac": changed("-af", "pan=5.1|FL=FL|FR=FR|FC=0.5*FL+0.5*FR|LFE=0.1*FL|BL=0.4*FL|BR=0.4*FR"),
    "wildly-clipped.wav": changed("-af", "volume=36dB", "-c:a", "pcm_s16le"),
    "near-silence.wav": changed("-af", "volume=-66dB", "-c:a", "pcm_s16le"),
    "five-seconds.wav": changed("-t", "5"),
    "rubato-piano.wav": rubato,
    "a-cappella.wav": sung,
    "speech.wav": spoken,
    "ambient.wav": made(AMBIENT, 90),
    "white-noise.wav": made("anoisesrc=c=white:a=0.4:s=7:r=44100", 60),
    "brown-noise.wav": made("anoisesrc=c=brown:a=0.6:s=7:r=44100", 60),
    "one-tone.wav": made("sine=f=440:r=44100", 60),
    "silence.wav": made("anullsrc=r=44100:cl=stereo", 30),
    "vinyl-crackle.wav": made("aevalsrc='0.6*gt(random(0),0.9995)*(random(1)-0.5)':s=44100", 60),
}


def heard(reelspool, sound):
    """What is heard, the processor seconds and the highest resident megabytes: all in a process of its own."""
    script = ("import resource, subprocess, sys; p = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE)\n"
              "r = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
              "print(p.returncode, r.ru_utime + r.ru_stime, r.ru_maxrss / 1024); print(p.stdout.decode())")
    answer = subprocess.run([sys.executable, "-c", script, reelspool, "analyze", sound], capture_output=True, text=True)
    first, rest = answer.stdout.split("\n", 1)
    status, seconds, memory = first.split()
    return (json.loads(rest) if status == "0" else None), float(seconds), float(memory), answer.stderr.strip()


def row(name, song, seconds, memory, complaint):
    if song is None:
        return "| %s | refused: %s |" % (name, complaint[:80])
    minutes = max(song["duration"], 0.1) / 60
    kinds = [event["kind"] for event in song["events"]]
    tempo = "%.1f" % song["tempo"] if song.get("tempo") else "none"
    return "| %s | %.0f s | %s | %.2f | %.2f | %d | %d | %d | %.2f | %.0f | %s |" % (
        name, song["duration"], tempo, song["tempoConfidence"], song["beatConfidence"], len(song["sections"]),
        len(song["cues"]), sum(kind in ("kick", "snare", "hihat") for kind in kinds), seconds / minutes, memory,
        "; ".join(song["notes"]))


def main():
    ask = argparse.ArgumentParser()
    ask.add_argument("folder")
    ask.add_argument("reelspool")
    ask.add_argument("--only", nargs="*", default=[])
    asked = ask.parse_args()
    os.makedirs(asked.folder, exist_ok=True)
    print("| song | length | tempo | tempoConfidence | beatConfidence | sections | cues | strokes | CPU s a minute | MB | notes |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for name, build in SOUNDS.items():
        if asked.only and not any(part in name for part in asked.only):
            continue
        sound = os.path.join(asked.folder, name)
        if not os.path.exists(sound):
            build(sound)
        print(row(name.rsplit(".", 1)[0], *heard(asked.reelspool, sound)), flush=True)


if __name__ == "__main__":
    main()
