// Is the film's sound where the analysis heard it? Windows of the film's decoded sound are slid over the analysed
// samples; the shift at which they agree best is the offset. Every window must say the same: a sound that drifts is
// right at one place only.
import Media
import Vocabulary

/// What the film's sound is like against the song.
struct SoundMeasure {
  var songSeconds: Seconds
  var filmSeconds: Seconds
  var offsetMilliseconds: Double
  var notes: [String]
}

/// Compares the sound of `film` with the song it was made from.
///
/// - Throws: `transient` where it is a millisecond or more away in any window, or too short.
func measureSound(_ film: String, _ order: CutOrder, in place: Workplace, stop: Stop) throws(Failure) -> SoundMeasure {
  let doing = "measure the film's sound"
  let reference = place.size(order.song) != nil ? order.song : order.sound
  let song = Windows(over: order.music.duration)
  let heard = Windows(over: order.music.duration)
  try failing(doing) { () throws(MediaError) in
    if reference == order.song {
      try readSong(reference, in: place) { song.take(UnsafeRawBufferPointer($0)) }
    } else {
      try hear(reference, in: place, stop: stop) { song.take($0) }
    }
    try hear(film, in: place, stop: stop) { heard.take($0) }
  }
  let offsets = heard.offsets(against: song)
  if let worst = offsets.max(by: { abs($0.milliseconds) < abs($1.milliseconds) }), abs(worst.milliseconds) >= 1 {
    throw failed(
      "the sound's offset at \(tenths(worst.at)) s", "\(tenths(worst.milliseconds)) ms", wanted: "below 1 ms")
  }
  let songSeconds = reference == order.song ? song.seconds : order.music.duration
  guard heard.seconds >= songSeconds - 0.03 else {
    throw failed("the sound", "\(heard.seconds) s long", wanted: "\(songSeconds) s")
  }
  let film = Double(order.plan.frames) / Double(order.plan.fps)
  guard abs(film - songSeconds) <= 1.001 / Double(order.plan.fps) else {
    throw failed("the film's length", "\(film) s", wanted: "\(songSeconds) s, give or take a frame")
  }
  return SoundMeasure(
    songSeconds: songSeconds, filmSeconds: heard.seconds,
    offsetMilliseconds: offsets.map(\.milliseconds).max { abs($0) < abs($1) } ?? 0,
    notes: offsets.isEmpty ? ["the song is silent, so its offset could not be measured"] : [])
}
