import Glibc
import Vocabulary

/// The half of a whip that lies on the shot before the cut: in its last frames the picture is torn away to the left, where
/// the next one comes from the right. Done on the finished frame, so that it is the same for every kind of clip.
final class WhipOut {
  private let shot: Shot
  private let width: Int
  private let height: Int
  private var torn: [UInt8] = []

  init(_ shot: Shot, _ format: FilmFormat) {
    (self.shot, width, height) = (shot, format.width, format.height)
  }

  /// The frame with this number as it leaves; `planes` itself while the shot still stands.
  ///
  /// - Parameter planes: 4:2:0, one after the other.
  /// - Returns: planes of the same kind, good until the next call.
  func film(_ number: Int, _ planes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard let frames = shot.whipOutFrames, frames > 0, number >= shot.frames - frames else { return planes }
    let left = Double(shot.frames - number) / Double(frames + 1)
    tear(planes, 1 - whipped(left))
    return torn.withUnsafeBytes { UnsafeRawBufferPointer($0) }
  }

  /// Travel and smear are shares of the width.
  private func tear(_ planes: UnsafeRawBufferPointer, _ gone: Double) {
    if torn.count != planes.count { torn = [UInt8](repeating: 0, count: planes.count) }
    let (wide, high) = ((width + 1) / 2, (height + 1) / 2)
    var start = 0
    torn.withUnsafeMutableBytes { out in
      for (w, h) in [(width, height), (wide, high), (wide, high)] where start + w * h <= planes.count {
        let (shift, length) = (Int(gone * 0.1 * Double(w)), max(1, Int(gone * 0.24 * Double(w))))
        for row in 0..<h {
          let at = start + row * w
          smear(
            UnsafeRawBufferPointer(rebasing: planes[at..<at + w]),
            UnsafeMutableRawBufferPointer(rebasing: out[at..<at + w]), shift, length)
        }
        start += w * h
      }
    }
  }

  /// Each pixel becomes the mean of `length` pixels around the one `shift` to its right; beyond the edges the row is
  /// mirrored.
  private func smear(_ row: UnsafeRawBufferPointer, _ out: UnsafeMutableRawBufferPointer, _ shift: Int, _ length: Int) {
    let last = row.count - 1
    let first = shift - length / 2
    func at(_ x: Int) -> Int { Int(row[min(last, max(0, x > last ? 2 * last - x : abs(x)))]) }
    var sum = (0..<length).reduce(length / 2) { $0 + at($1 + first) }
    for x in 0...last {
      out[x] = UInt8(sum / length)
      sum += at(x + first + length) - at(x + first)
    }
  }
}

/// How far a whip is from the cut, 0 at the cut to 1 where the picture stands, `t` of its frames away. Where the picture
/// changed as much in the frames beside the cut as at the cut, nobody would see the cut, and no detector finds it: so it
/// moves least where it is smeared most.
func whipped(_ t: Double) -> Double { smooth(0, 1, pow(t, 1.5)) }
