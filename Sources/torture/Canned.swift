import Foundation

/// What the rented provider delivers: pictures and films that differ, so that a film with the wrong ones is another film.
enum Canned {
  /// Makes the folder of them, and gives it.
  static func make(in folder: String, _ ffmpeg: String) throws -> String {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for look in 0..<Rental.looks {
      let source = "testsrc=s=64x112:r=10,hue=h=\(look * 77)"
      let common = ["-nostdin", "-v", "error", "-y", "-f", "lavfi", "-i", source]
      for last in [
        ["-frames:v", "1", "\(folder)/\(look).png"],
        ["-t", "6", "-pix_fmt", "yuv420p", "-c:v", "libx264", "-preset", "ultrafast", "\(folder)/\(look).mp4"],
      ] {
        let answer = output(of: ffmpeg, common + last)
        guard answer.status == 0 else { throw Trouble("ffmpeg: \(answer.text.prefix(300))") }
      }
    }
    return folder
  }
}
