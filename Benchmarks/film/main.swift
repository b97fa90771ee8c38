// What the frames of a finished film cost alone: `film-bench JOB FOLDER` draws every shot of a job in done/ again, first
// throwing the frames away, then feeding them to the encoder, and says what processor time each took. The clips must be
// those of the job, byte for byte: so it is the same frames that are compared. One shot after the other, in one thread.
import Foundation
import Generating
import Glibc
import Media
import Storyboard
import Vocabulary

do { try measure() } catch {
  FileHandle.standardError.write(Data("unable to measure: \(error)\n".utf8))
  exit(1)
}

nonisolated func measure() throws {
  guard CommandLine.arguments.count == 3 else {
    FileHandle.standardError.write(Data("usage: film-bench JOB FOLDER\n".utf8))
    exit(2)
  }
  let job = URL(fileURLWithPath: CommandLine.arguments[1])
  let place = Workplace(descriptor: open(CommandLine.arguments[2], O_RDONLY | O_DIRECTORY))
  let plan = try read(Plan.self, job.appendingPathComponent("plan.json"))
  let music = try read(MusicMap.self, job.appendingPathComponent("analysis.json"))
  let cast = try FileManager.default.contentsOfDirectory(atPath: job.appendingPathComponent("characters").path).sorted()
    .map { try read(Character.self, job.appendingPathComponent("characters/\($0)/character.json")) }
  var sum = Costs()
  for shot in plan.shots {
    try sum.add(shot, plan.format, music, cast, of: job, in: place)
  }
  print("frames \(sum.frames)")
  print("sheets \(sum.sheets)")
  print("compose \(sum.compose)")
  print("encode \(sum.encode)")
  print("same \(sum.same) of \(plan.shots.count)")
}

nonisolated func read<Value: Decodable>(_ type: Value.Type, _ file: URL) throws -> Value {
  try JSONDecoder().decode(type, from: Data(contentsOf: file))
}

/// Seconds of processor time.
struct Costs {
  var frames = 0
  /// Drawing the sheets of every shot, once.
  var sheets = 0.0
  /// Composing every frame out of them.
  var compose = 0.0
  /// The encoder's own time for them; what it costs to hand them over is nobody's.
  var encode = 0.0
  /// Clips that came out as those of the job.
  var same = 0

  mutating func add(
    _ written: Shot, _ format: FilmFormat, _ music: MusicMap, _ cast: [Character], of job: URL, in place: Workplace
  ) throws {
    struct Drawn: Decodable { var seed: UInt64 }
    let takes = job.appendingPathComponent("takes/\(written.id)")
    let newest = try FileManager.default.contentsOfDirectory(atPath: takes.path).compactMap { Int($0) }.max() ?? 1
    let folder = takes.appendingPathComponent(String(newest))
    let take = try read(Take.self, folder.appendingPathComponent("take.json"))
    let profile = HouseProfile(width: format.width, height: format.height, fps: format.fps)
    let request = ClipRequest(
      shot: take.shot, profile: profile, characters: cast.filter { take.shot.characterIds.contains($0.id) },
      still: "still.png", stillMaker: take.stillMaker, music: music, prompt: "",
      seed: try read(Drawn.self, folder.appendingPathComponent("still.json")).seed, take: take.take)
    let artist = StoryboardArtist()
    let (start, ours) = (threadTime(), childrenTime())
    let reel = try artist.reel(request, in: place, stop: Stop())
    let drawn = threadTime()
    for number in 0..<reel.count { _ = reel.frame(number) }
    let composed = threadTime()
    let encoder = try FrameEncoder(profile: profile, output: "bench.mp4", pixels: .yuv420p, place: place, stop: Stop())
    for number in 0..<reel.count { try encoder.write(reel.frame(number)) }
    try encoder.finish()
    frames += reel.count
    sheets += drawn - start
    compose += composed - drawn
    encode += childrenTime() - ours
    let made = URL(fileURLWithPath: CommandLine.arguments[2]).appendingPathComponent("bench.mp4")
    if try Data(contentsOf: made) == Data(contentsOf: folder.appendingPathComponent("clip.mp4")) { same += 1 }
  }
}

nonisolated func threadTime() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
}

nonisolated func childrenTime() -> Double {
  var use = rusage()
  getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &use)
  return Double(use.ru_utime.tv_sec + use.ru_stime.tv_sec) + Double(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6
}
