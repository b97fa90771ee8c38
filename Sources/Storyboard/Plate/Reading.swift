import Generating
import Media
import Vocabulary

extension StoryboardArtist {
  /// Reads a still of any kind that ffmpeg's picture decoders know, in its own shape, as large as the move needs.
  ///
  /// - Throws: `invalid` for what is no picture; `stopped`; else as ffmpeg fails.
  func picture(_ name: String, _ profile: HouseProfile, in place: Workplace, stop: Stop) throws(Failure) -> Canvas {
    let (width, height) = (profile.width * 5 / 4, profile.height * 5 / 4)
    // Never more than three frames wide or high: a panorama of a million columns is still one picture.
    let filter =
      "scale=\(width):\(height):force_original_aspect_ratio=increase:flags=bicubic,"
      + "scale=w='min(iw,\(width * 3))':h='min(ih,\(height * 3))':flags=bicubic"
    var bytes: [UInt8] = []
    do throws(MediaError) {
      let arguments =
        Ffmpeg.quiet + ["-max_alloc", String(1 << 30)] + MediaFile.still(name).input + [
          "-frames:v", "1", "-vf", filter, "-f", "image2pipe", "-c:v", "ppm", "-pix_fmt", "rgb24",
          "pipe:1",
        ]
      try Ffmpeg.run(
        arguments, in: place, output: .bytes { bytes.append(contentsOf: $0) }, stop: stop)
    } catch {
      throw Failure(error)
    }
    guard let canvas = Canvas(ppm: bytes) else {
      throw Failure(.invalid, "unable to read the still \(name): not a picture")
    }
    return canvas
  }
}

extension Canvas {
  /// A picture as ffmpeg writes PPM: `P6`, width, height and 255 in words, one white space, then RGB. Nil for anything
  /// else.
  convenience init?(ppm bytes: [UInt8]) {
    var words: [Int] = []
    var at = 2
    guard bytes.starts(with: Array("P6".utf8)) else { return nil }
    while words.count < 3 {
      guard at < bytes.count else { return nil }
      let start = at + 1
      at = bytes[start...].firstIndex { $0 <= 32 } ?? bytes.count
      guard let word = Int(String(decoding: bytes[start..<at], as: UTF8.self)) else { return nil }
      words.append(word)
    }
    let (w, h) = (words[0], words[1])
    guard words[2] == 255, w > 0, h > 0, bytes.count - at - 1 == w * h * 3 else { return nil }
    self.init(width: w, height: h)
    pixels { all in
      var i = at + 1
      for n in 0..<w * h {
        all[n] = 0xff00_0000 | UInt32(bytes[i]) << 16 | UInt32(bytes[i + 1]) << 8 | UInt32(bytes[i + 2])
        i += 3
      }
    }
  }
}
