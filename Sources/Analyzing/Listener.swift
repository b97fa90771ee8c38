// The one door of this room: samples go in piece by piece, a MusicMap comes out. No paths, no clock, no randomness; the
// same samples give the same map, however they were cut into pieces.
import Vocabulary

/// Hears a song that arrives in pieces.
///
/// Feed every sample once, in order, then ask for the map. Curves are kept, samples are not: 20 minutes at 44.1 kHz need
/// less than 100 MB.
public struct Listener {
  private let ear: Ear

  /// - Parameter sampleRate: of the samples to come, in hertz; 44100 in practice, anything from 8000 on works.
  public init(sampleRate: Double) {
    ear = Ear(sampleRate: sampleRate)
  }

  /// Takes the next samples.
  ///
  /// - Parameter interleaved: stereo, signed 16 bit, left first. Any number of frames, also none; half a frame at the end
  ///   of a piece is completed by the next one.
  public mutating func feed(_ interleaved: UnsafeBufferPointer<Int16>) {
    ear.feed(interleaved)
  }

  /// Ends the song and says what was heard. A song without any sample gives an empty map of length 0.
  public mutating func finish() -> MusicMap {
    MusicMap(hearing: ear.finish())
  }
}
