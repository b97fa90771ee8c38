import Media
import Testing
import Vocabulary

@testable import Storyboard

@Suite struct WhipOutTests {
  /// The clip as it is, and as it leaves in a whip of three frames.
  private func pair(by maker: String) throws -> (Frames, Frames) {
    let studio = try Studio()
    _ = try studio.still(shot(.city, frames: 12))
    let plain = try studio.clip(shot(.city, frames: 12), by: maker)
    var leaving = shot(.city, frames: 12)
    leaving.whipOutFrames = 3
    return (plain, try studio.clip(leaving, by: maker))
  }

  @Test(arguments: ["storyboard", "a server"])
  func `a whip out tears the last frames, ever more, and no other`(_ maker: String) throws {
    let (plain, torn) = try pair(by: maker)
    #expect(torn.count == plain.count)
    let changed = (0..<12).map { blockDistance(plain.blocks($0), torn.blocks($0)) }
    for frame in 0..<9 { #expect(changed[frame] < 0.7, "frame \(frame): \(changed[frame])") }
    // The first of them is torn by less than a pixel of so small a frame.
    #expect(changed[9] <= changed[10] && changed[10] < changed[11] && changed[11] > 1)
    #expect(abs(torn.brightness(11) - plain.brightness(11)) < 12)
  }

  /// What the picture after the cut changes must stay the largest jump.
  @Test func `the picture changes less in a whip out than a cut would change it`() throws {
    let (_, torn) = try pair(by: "storyboard")
    let other = try Studio().clip(shot(.desert, time: .day, frames: 2))
    let cut = blockDistance(torn.blocks(11), other.blocks(0))
    for frame in 8..<11 { #expect(torn.movement(frame, frame + 1) * 2 < cut) }
  }

  @Test(arguments: [(7, 5), (64, 36)])
  func `a plane of any size is torn to its edges, and an even one stays even`(_ width: Int, _ height: Int) {
    var shot = shot(frames: 8)
    shot.whipOutFrames = 2
    let out = WhipOut(shot, FilmFormat(width: width, height: height, fps: 10))
    let chroma = (width + 1) / 2 * ((height + 1) / 2)
    let planes = [UInt8](repeating: 90, count: width * height) + [UInt8](repeating: 128, count: 2 * chroma)
    planes.withUnsafeBytes { bytes in
      for number in 0..<8 { #expect(Array(out.film(number, bytes)) == planes, "frame \(number)") }
    }
  }
}
