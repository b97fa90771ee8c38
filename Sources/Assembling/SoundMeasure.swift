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
/// - Throws: `transient` where it is a millisecond or more away in any window.
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
  let audible = heard.offsets(against: song)
  // A passage so quiet that the encoder's noise covers it says nothing about where it lies.
  let offsets = audible.filter { $0.agreement >= 0.7 }
  guard audible.isEmpty || !offsets.isEmpty else {
    throw failed("the sound", "nothing like the song", wanted: "the song")
  }
  if let worst = offsets.max(by: { abs($0.milliseconds) < abs($1.milliseconds) }), abs(worst.milliseconds) >= 1 {
    throw failed(
      "the sound's offset at \(tenths(worst.at)) s", "\(tenths(worst.milliseconds)) ms", wanted: "below 1 ms")
  }
  return SoundMeasure(
    songSeconds: reference == order.song ? song.seconds : order.music.duration, filmSeconds: heard.seconds,
    offsetMilliseconds: offsets.map(\.milliseconds).max { abs($0) < abs($1) } ?? 0,
    notes: offsets.isEmpty ? ["the song is silent, so its offset could not be measured"] : [])
}

/// Picture and sound cover the song: the picture to the frame, the sound but for what an encoder may leave off.
func checkLength(_ sound: SoundMeasure, _ order: CutOrder) throws(Failure) {
  guard sound.filmSeconds >= sound.songSeconds - 0.03 else {
    throw failed("the sound", "\(sound.filmSeconds) s long", wanted: "\(sound.songSeconds) s")
  }
  let film = Double(order.plan.frames) / Double(order.plan.fps)
  guard abs(film - sound.songSeconds) <= 1.001 / Double(order.plan.fps) else {
    throw failed("the film's length", "\(film) s", wanted: "\(sound.songSeconds) s, give or take a frame")
  }
}

/// The sound in the film is, packet by packet, the sound that was made once for all cuts.
func checkSound(_ there: [Packet], _ order: CutOrder, in place: Workplace, stop: Stop) throws(Failure) {
  let made = try failing("measure the film's sound") { () throws(MediaError) in
    try probe(.ours(order.sound), packets: true, in: place, stop: stop).sound?.packets ?? []
  }
  guard there.map(\.hash) == made.map(\.hash) else {
    let same = zip(there, made).prefix { $0.hash == $1.hash }.count
    throw failed("the sound", "another one from packet \(same) of \(made.count) on", wanted: "the song's")
  }
}
