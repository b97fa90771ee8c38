import Foundation
import Media

/// Small pictures and films, made once by ffmpeg.
enum Pictures {
  static let png = make("-frames:v 1", "testsrc2=s=256x448:r=10", "p.png")
  static let square = make("-frames:v 1", "testsrc2=s=256x256:r=10", "p.png")
  static let upright = make("-frames:v 1", "testsrc2=s=512x768:r=10", "p.png")
  static let jpeg = make("-frames:v 1", "testsrc2=s=256x448:r=10", "p.jpg")
  /// Two seconds, 128x224.
  static let film = make("-t 2 -pix_fmt yuv420p -c:v libx264 -preset ultrafast", "testsrc2=s=128x224:r=12", "f.mp4")
  static let short = make("-t 0.4 -pix_fmt yuv420p -c:v libx264 -preset ultrafast", "testsrc2=s=128x224:r=12", "f.mp4")
  static let webm = make("-t 2 -c:v libvpx -deadline realtime", "testsrc2=s=128x224:r=12", "f.webm")
  static let sound = make("-t 1 -map 0:v -c:v gif", "testsrc2=s=64x64:r=5", "f.gif")

  /// One pixel, lossy (the smallest file that is one).
  static let webp = Array(Data(base64Encoded: "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")!)

  /// A header that promises 40,000 x 40,000 pixels.
  static let bomb: [UInt8] = {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
    bytes += [0, 0, 0x9C, 0x40, 0, 0, 0x9C, 0x40, 8, 2, 0, 0, 0, 0, 0, 0, 0]
    return bytes + [0, 0, 0, 11] + Array("IDAT".utf8) + [0x78, 0x9C, 3, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
  }()

  private static func make(_ arguments: String, _ source: String, _ name: String) -> [UInt8] {
    let bench = try! Bench()
    try! Child.run(
      Tool.ffmpeg(),
      Ffmpeg.quiet + ["-f", "lavfi", "-i", source] + arguments.split(separator: " ").map(String.init) + [name],
      in: bench.place, stop: Stop())
    return Array(try! Data(contentsOf: bench.folder.appendingPathComponent(name)))
  }
}
