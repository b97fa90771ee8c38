/// What is wrong with somebody's song, in words for them.
public enum SongFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// No format of the allow-list, or nothing ffmpeg is sure of.
  case notMedia
  /// A media file without sound.
  case noSound
  /// Sold with a lock that only the seller's player opens.
  case locked
  /// Nothing could be decoded; what the decoder said.
  case undecodable(String)
  case tooShort(seconds: Double, least: Double)
  /// `seconds` is nil where decoding was stopped at the limit and the header says nothing.
  case tooLong(seconds: Double?, most: Double)

  /// What is wrong.
  public var description: String {
    switch self {
    case .notMedia: "unable to hear the song: it is not a sound file"
    case .noSound: "unable to hear the song: the file has no sound"
    case .locked: "unable to hear the song: it is copy-protected"
    case .undecodable(let why): "unable to hear the song: it does not decode\(why.isEmpty ? "" : " (\(why))")"
    case .tooShort(let seconds, let least):
      "unable to use the song: \(rounded(seconds)) s of it decode, a film needs \(rounded(least)) s"
    case .tooLong(let seconds, let most):
      "unable to use the song: it lasts \(seconds.map { "\(rounded($0)) s" } ?? "longer"), the limit is \(rounded(most)) s"
    }
  }

  /// What its owner can do about it.
  public var remedy: String {
    switch self {
    case .notMedia, .undecodable: "export it again as mp3, m4a, flac, ogg or wav and drop that"
    case .noSound: "drop the song itself, or a video that has its sound"
    case .locked: "drop a copy without copy protection"
    case .tooShort: "check that the upload is complete, or drop a longer piece"
    case .tooLong: "drop a shorter piece, or ask the operator for a higher limit"
    }
  }
}

/// Seconds for people: one digit after the point, none where it is 0.
func rounded(_ seconds: Double) -> String {
  let tenths = Int((seconds * 10).rounded())
  return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
}

/// Why a song was not normalised: it is the song, or it is the machine.
public enum SongError: Error, Sendable, Equatable {
  case song(SongFault)
  case machine(MediaError)
}
