import Media
import Synchronization
import Testing
import Vocabulary

@testable import Assembling

/// A bench with a song of no two moments alike, a plan, and conformed clips for it.
final class Studio {
  let bench = Bench()
  let profile: HouseProfile
  var place: Workplace { bench.place }
  var stop: Stop { bench.stop }

  init(_ profile: HouseProfile = HouseProfile(width: 90, height: 160, fps: 10, crf: 30, preset: "ultrafast")) {
    self.profile = profile
  }

  static let sound = "aevalsrc='0.4*sin(2*PI*(200+90*t)*t)+0.05*random(0)|0.4*sin(2*PI*(900-60*t)*t)':s=44100:d="

  func makeSong(_ name: String = "a.flac", seconds: Double = 6.03, codec: [String] = []) throws {
    try Child.run(
      try Tool.ffmpeg(), Ffmpeg.quiet + ["-f", "lavfi", "-i", Self.sound + "\(seconds)"] + codec + [name], in: place,
      stop: stop)
  }

  /// A shot of the frames `range`; the first begins the plan.
  func shot(_ number: Int, _ range: Range<Int>, _ transition: Transition = .cut, frames: Int = 0) -> Shot {
    let scene = Scene(
      place: .city, timeOfDay: .night, timeTo: .night, timeMix: 0, weather: .clear, lights: [], framing: .wide,
      camera: .static, pose: .stand, palette: ["#101020", "#ffcc00"], mood: 0.5, intensity: Double(number) / 10,
      motif: nil)
    let rate = Double(profile.fps)
    let time = Double(range.lowerBound) / rate
    return Shot(
      id: Shot.id(number), startTime: time, endTime: Double(range.upperBound) / rate, startFrame: range.lowerBound,
      endFrame: range.upperBound, purpose: number == 2 ? .climax : .develop, sectionRole: .verse, energy: .medium,
      cue: ServedCue(time: time + 0.01, kind: .phrase, snappedTo: .beat, offsetMilliseconds: -10), imagePrompt: "",
      motionPrompt: "", characterIds: [], continuityNotes: "", changes: "", transitionIn: transition,
      transitionFrames: frames, scene: scene)
  }

  func plan(_ lengths: [Int]) -> Plan {
    var at = 0
    let shots = lengths.enumerated().map { index, length in
      defer { at += length }
      return shot(index + 1, at..<(at + length))
    }
    return Plan(
      format: FilmFormat(width: profile.width, height: profile.height, fps: profile.fps), aspectRatio: "9:16",
      visualSummary: "", shots: shots)
  }

  func music(_ seconds: Double) -> MusicMap {
    MusicMap(
      duration: seconds, tempo: nil, tempoConfidence: 0, beatsPerBar: nil, beats: [], downbeats: [], beatStrength: [],
      loudness: Loudness(meanLevel: -10, peak: -3), envelope: Envelope(rate: 10, level: [], onset: []),
      sections: [Section(start: 0, end: seconds, role: .verse, energy: .medium, level: 0.5)],
      cuePoints: [0, seconds], cues: [], events: [], notes: [])
  }

  /// A moving picture of the given look, as an encoder elsewhere would deliver it.
  func makeClip(_ name: String, _ source: String, _ arguments: String...) throws {
    try Child.run(
      try Tool.ffmpeg(), Ffmpeg.quiet + ["-f", "lavfi", "-i", source] + arguments + [name], in: place, stop: stop)
  }

  /// A song, its sound, conformed clips of different colours, and the order to cut them. The last shot ends with the
  /// song whatever its length says. Made once for all tests, copied for each.
  func order(_ lengths: [Int] = [17, 13, 31]) throws -> CutOrder {
    let set = try Self.sets.withLock { sets in
      let key = "\(lengths) \(profile)"
      if let set = sets[key] { return set }
      let set = try Studio(profile).makeSet(lengths)
      sets[key] = set
      return set
    }
    for (name, bytes) in set.files { bench.write(bytes, to: name) }
    return set.order
  }

  private struct Set {
    var order: CutOrder
    var files: [String: [UInt8]]
  }
  private static let sets = Mutex<[String: Set]>([:])

  private func makeSet(_ lengths: [Int]) throws -> Set {
    try makeSong(seconds: 60.3 / Double(profile.fps))
    let heard = try normalise(song: "a.flac", limits: SongLimits(least: 0.5, most: 60), in: place, stop: stop)
    try layDownSong(upload: profile.upload, in: place, stop: stop)
    var lengths = lengths
    lengths[lengths.count - 1] += 61 - lengths.reduce(0, +)
    let plan = plan(lengths)
    let colours = ["maroon", "teal", "olive", "navy", "purple", "gray"]
    var clips: [CutOrder.Clip] = []
    for (index, shot) in plan.shots.enumerated() {
      let name = "c000\(index + 1).mp4"
      let colour =
        "color=\(colours[index % 6]):s=120x120:r=24:d=\(Double(shot.frames) / Double(profile.fps) + 0.2),noise=alls=8:allf=t"
      try makeClip("raw.mp4", colour)
      let measure = try conform(clip: "raw.mp4", to: name, shot: shot, profile: profile, in: place, stop: stop)
      clips.append(CutOrder.Clip(name: name, take: 1, packetHash: measure.packetHash))
    }
    let order = CutOrder(cut: 1, plan: plan, profile: profile, clips: clips, music: music(heard.seconds))
    let names = clips.map(\.name) + ["song.wav", "song.m4a"]
    return Set(order: order, files: Dictionary(uniqueKeysWithValues: names.map { ($0, bench.read($0)) }))
  }
}
