// What the network sees of one frame. The trainer reads the same rows (Training/front-end.swift writes them), so nothing
// about a feature can differ between learning and listening.
import Glibc

extension Features {
  /// Numbers in one row: 47 bands, two rows of 23 for hits, 24 pitch classes.
  static let inputWidth = 117

  /// Whether these features are laid out as the network knows them: only at 44.1 kHz.
  var fitNetwork: Bool {
    bands.width + 2 * hits.width + chroma.width == Self.inputWidth && hits.count >= 2 * bands.count && chroma.count > 0
  }

  /// Writes the row of frame `k`; ``fitNetwork`` must hold.
  func networkInput(_ k: Int, into row: UnsafeMutablePointer<Float>) {
    var at = 0
    for band in 0..<bands.width {
      row[at] = bands[k, band]
      at += 1
    }
    for half in 2 * k...2 * k + 1 {
      for band in 0..<hits.width {
        row[at] = hits[half, band]
        at += 1
      }
    }
    // A pitch frame is long; only which classes sound matters, not how loud they are.
    let pitch = min(chroma.count - 1, k / 4)
    for start in [0, 12] {
      var square: Float = 0
      for i in start..<start + 12 { square += chroma[pitch, i] * chroma[pitch, i] }
      let scale = square > 1e-10 ? 1 / square.squareRoot() : 0
      for i in start..<start + 12 {
        row[at] = chroma[pitch, i] * scale
        at += 1
      }
    }
  }
}
