import Glibc
import Vocabulary

/// What the music does at one frame of a shot.
struct Pulse {
  /// Seconds since the shot began, and the share of the shot that is over (0 to 1).
  var time, progress: Double
  /// 1 on a beat, falling to 0 within about half a second; `down` on downbeats only, with a soft attack.
  var beat, down: Double
  var onset, level: Double
  /// Seconds that pass faster when the music is louder: what drives travel and particles.
  var clock: Double

  static let still = Pulse(time: 0, progress: 0, beat: 0, down: 0, onset: 0, level: 0.5, clock: 0)
}

extension Pulse {
  /// One value a frame of `shot`, in order.
  static func follow(_ music: MusicMap, through shot: Shot, fps: Int) -> [Pulse] {
    var clock = 0.0
    var level = music.envelope.level(at: Double(shot.startFrame) / Double(fps))
    return (0..<max(shot.frames, 1)).map { i in
      let now = Double(shot.startFrame + i) / Double(fps)
      // A slow ear: light that follows every sample of loudness flickers.
      level += (music.envelope.level(at: now) - level) * min(1, 4 / Double(fps))
      clock += (0.65 + 0.7 * level) / Double(fps)
      return Pulse(
        time: Double(i) / Double(fps), progress: Double(i) / Double(max(shot.frames - 1, 1)),
        beat: since(music.beats, now).map { exp(-$0 / 0.17) } ?? 0,
        down: since(music.downbeats, now).map { smooth(0, 0.09, $0 + 0.03) * exp(-$0 / 0.32) } ?? 0,
        onset: music.envelope.onset(at: now), level: level, clock: clock)
    }
  }

  /// Seconds since the last of `instants`; half a frame early counts, because a cut lies that near to its beat.
  private static func since(_ instants: [Seconds], _ now: Seconds) -> Double? {
    var (low, high) = (0, instants.count)
    while low < high {
      let middle = (low + high) / 2
      if instants[middle] <= now + 0.017 { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : max(0, now - instants[low - 1])
  }
}
