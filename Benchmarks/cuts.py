#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Where the cuts of films are, by a detector that has never seen their plans.

    cuts.py deliver JOB FOLDER           the job's clips as a server would send them: 24 frames a second, too long
    cuts.py naive JOB FOLDER OUT         joined by the one-line concat command, whole and trimmed, and by MoviePy
    cuts.py detect JOB FILM [CPU WALL]   one line: cuts found, the worst error

The detector is PySceneDetect's AdaptiveDetector with its default settings, which is what its command line uses.
"""

import json
import math
import pathlib
import resource
import subprocess
import sys
import time


def plan_of(job):
    return json.loads((pathlib.Path(job) / "plan.json").read_text())


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-y", *map(str, arguments)], check=True)


def cuts_of(film):
    """Instants of the cuts, and the film's frame rate."""
    from scenedetect import AdaptiveDetector, SceneManager, open_video

    video, manager = open_video(str(film)), SceneManager()
    manager.add_detector(AdaptiveDetector())
    manager.detect_scenes(video)
    return [scene[0].seconds for scene in manager.get_scene_list()[1:]], float(video.frame_rate)


def detect(job, film, cpu=None, wall=None):
    """A planned cut is found where a cut lies within half a second of it; it is exact within half a frame."""
    plan = plan_of(job)
    planned = [shot["startFrame"] / plan["fps"] for shot in plan["shots"][1:]]
    found, rate = cuts_of(film)
    errors = [min((abs(cut - want) for cut in found), default=math.inf) for want in planned]
    near = [error for error in errors if error <= 0.5]
    exact = sum(error < 0.5 / rate for error in errors)
    spare = sum(all(abs(cut - want) > 0.5 for want in planned) for cut in found)
    worst = f"{max(near) * 1000:8.0f}{max(near) * rate:8.1f}" if near else f"{'-':>8}{'-':>8}"
    times = f"{float(cpu):9.1f}{float(wall):8.1f}" if cpu else ""
    print(f"{len(planned):8}{exact:8}{len(near):8}{spare:8}{worst}{times}")


def deliver(job, folder):
    """Whole seconds long, as servers sell them: at least a second more than the shot, moving to the end."""
    folder = pathlib.Path(folder)
    for shot in plan_of(job)["shots"]:
        take = max((pathlib.Path(job) / "takes" / shot["id"]).glob("[0-9]*"))
        has = (shot["endFrame"] - shot["startFrame"]) / plan_of(job)["fps"]
        wants = math.ceil(has) + 1
        # There and back again: what is too long still moves.
        graph = f"[0:v]split[a][b];[b]reverse[c];[a][c]concat,setpts=PTS*1.0,fps=24,trim=duration={wants}[v]"
        ffmpeg("-i", take / "conformed.mp4", "-filter_complex", graph, "-map", "[v]", "-c:v", "libx264", "-preset",
               "veryfast", "-crf", "14", "-pix_fmt", "yuv420p", folder / f"{shot['id']}.mp4")


def measured(work):
    """Processor and wall seconds of `work` and its children."""
    def spent():
        both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(use.ru_utime + use.ru_stime for use in both)
    cpu, wall = spent(), time.monotonic()
    work()
    return spent() - cpu, time.monotonic() - wall


def one_line(clips, song, film):
    listing = film.with_suffix(".txt")
    listing.write_text("".join(f"file '{clip}'\n" for clip in clips))
    ffmpeg("-f", "concat", "-safe", "0", "-i", listing, "-i", song, "-map", "0:v:0", "-map", "1:a:0", "-c:v",
           "libx264", "-preset", "veryfast", "-crf", "20", "-c:a", "aac", "-shortest", film)


def trimmed(clips, lengths, song, film):
    cut = []
    for clip, length in zip(clips, lengths):
        cut.append(film.parent / f"cut-{clip.name}")
        ffmpeg("-i", clip, "-c", "copy", "-t", f"{length:.6f}", cut[-1])
    one_line(cut, song, film)


def moviepy(clips, lengths, song, film, fps):
    from moviepy import AudioFileClip, VideoFileClip, concatenate_videoclips

    parts = [VideoFileClip(str(clip)).subclipped(0, length) for clip, length in zip(clips, lengths)]
    whole = concatenate_videoclips(parts).with_audio(AudioFileClip(str(song)))
    whole.write_videofile(str(film), fps=fps, codec="libx264", preset="veryfast", audio_codec="aac", logger=None,
                          ffmpeg_params=["-crf", "20"], temp_audiofile_path=str(film.parent))


def naive(job, folder, out):
    plan, out = plan_of(job), pathlib.Path(out).resolve()
    shots = plan["shots"]
    clips = [pathlib.Path(folder).resolve() / f"{shot['id']}.mp4" for shot in shots]
    lengths = [shot["endTime"] - shot["startTime"] for shot in shots]
    song = pathlib.Path(job) / "song.m4a"
    ways = {
        "concat, whole clips": lambda film: one_line(clips, song, film),
        "concat, trimmed clips": lambda film: trimmed(clips, lengths, song, film),
        "MoviePy 2.2": lambda film: moviepy(clips, lengths, song, film, plan["fps"]),
    }
    for number, (name, work) in enumerate(ways.items()):
        film = out / f"naive-{number}.mp4"
        cpu, wall = measured(lambda: work(film))
        print(f"  {name:26}", end="", flush=True)
        detect(job, film, cpu, wall)


if __name__ == "__main__":
    verbs = {"deliver": deliver, "naive": naive, "detect": detect}
    verbs[sys.argv[1]](*sys.argv[2:])
