// Which files ffmpeg may open as what. A default ffmpeg follows an HLS playlist, a DASH manifest or a concat list that
// is named song.mp3 into other files of this machine; with these lists it opened none of them (docs say which were
// tried). What no flag catches - FIFOs, devices, links, sizes - is checked by whoever takes the file in.

/// A file to open, and how far it is trusted.
public struct MediaFile: Sendable, Equatable {
  /// Relative to the folder that the child works in.
  public let name: String
  let formats: String

  /// Somebody's song: the sound formats, and the video formats for the sound in them.
  public static func song(_ name: String) -> MediaFile {
    MediaFile(name: name, formats: "mp3,wav,flac,ogg,mov,aac,aiff,asf,matroska,w64,ac3,eac3,caf,wv,ape,tta,amr,mpegts")
  }
  /// A clip that a server or a command delivered.
  public static func clip(_ name: String) -> MediaFile { MediaFile(name: name, formats: "mov,matroska") }
  /// A still that a server or a command delivered.
  public static func still(_ name: String) -> MediaFile {
    MediaFile(name: name, formats: "png_pipe,jpeg_pipe,webp_pipe,image2")
  }
  /// What this program wrote itself.
  public static func ours(_ name: String) -> MediaFile { MediaFile(name: name, formats: "mov,wav") }

  /// The arguments that open it, up to and with `-i`.
  public var input: [String] { guarded + ["-i", "file:\(name)"] }

  var guarded: [String] { ["-protocol_whitelist", "file", "-format_whitelist", formats] }
}
