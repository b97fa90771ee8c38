import CShim
import Generating
import Media
import Storyboard
import Testing
import Vocabulary

/// People on their own sheets: the light that falls on them, and drawings that are held for more than one frame.
@Suite struct FigureTests {
  static let ink: UInt32 = 0x8000_0000
  static let size = 12

  /// A square of opaque white, 2 pixels from every edge, lit from the right and above.
  func lit(shade: UInt32, down: UInt32 = 0, rim: UInt32 = 0xffff_0000) -> [UInt32] {
    let inside = 2..<10
    let figure = (0..<Self.size * Self.size).map { i -> UInt32 in
      inside.contains(i % Self.size) && inside.contains(i / Self.size) ? 0xffff_ffff : 0
    }
    var sheet = [UInt32](repeating: 0xff00_ff00, count: figure.count)
    let across = [UInt32](repeating: shade, count: Int(RS_RAMP))
    let below = [UInt32](repeating: 0, count: Int(RS_RAMP) - 1) + [down]
    var one = rs_figure(
      pixels: nil, width: Int32(Self.size), height: Int32(Self.size), across: nil, down: nil, across_at: -70000,
      across_right: 65536, across_down: 0, down_at: -(1 << 16), down_step: Int64(RS_RAMP) << 13, rim: rim,
      rim_x: 2 * 128,
      rim_y: -64)
    figure.withUnsafeBufferPointer { pixels in
      across.withUnsafeBufferPointer { across in
        below.withUnsafeBufferPointer { below in
          (one.pixels, one.across, one.down) = (pixels.baseAddress, across.baseAddress, below.baseAddress)
          rs_light_figure(&one, &sheet)
        }
      }
    }
    return sheet
  }

  @Test func `light falls on the figure only, and its edge lies where nothing is towards the light`() {
    let sheet = lit(shade: 0)
    for y in 0..<Self.size {
      for x in 0..<Self.size {
        let pixel = sheet[y * Self.size + x]
        if !(2..<10).contains(x) || !(2..<10).contains(y) {
          #expect(pixel == 0xff00_ff00, "\(x) \(y)")
        } else if x >= 8 {
          #expect(pixel == 0xffff_0000, "\(x) \(y)")
        } else if y == 2 {
          // Half a pixel up: half of it is beyond the edge.
          #expect((0x7f...0x80).contains(pixel & 255), "\(x) \(y)")
        } else {
          #expect(pixel == 0xffff_ffff, "\(x) \(y)")
        }
      }
    }
  }

  @Test func `shade across and shade downwards lie over each other`() {
    let (across, both) = (lit(shade: Self.ink), lit(shade: Self.ink, down: Self.ink))
    let (middle, foot) = (5 * Self.size + 5, 9 * Self.size + 5)
    #expect((0x7e...0x80).contains(across[middle] & 255))
    #expect(both[middle] == across[middle])
    #expect((0x3e...0x40).contains(both[foot] & 255))
    #expect(both[foot] >> 24 == 255)
  }

  @Test func `a frame is the same whether it is asked for alone or after those before it`() throws {
    let studio = try Studio()
    func reel() throws -> Reel {
      let profile = HouseProfile(width: 90, height: 160, fps: 30)
      let walk = shot(.city, frames: 8)
      return try studio.artist.reel(
        ClipRequest(
          shot: walk, profile: profile, characters: [.lead], still: "still.png", stillMaker: "storyboard",
          music: .steady, prompt: "", seed: 7, take: 1), in: studio.place, stop: Stop())
    }
    let inOrder = try reel()
    for number in 0..<8 {
      let frame = Array(inOrder.frame(number))
      let alone = try reel()
      #expect(Array(alone.frame(number)) == frame, "frame \(number)")
    }
  }

  @Test func `a still that was drawn before leaves nothing in the clip`() throws {
    let studio = try Studio()
    _ = try studio.clip(shot(.city, frames: 4))
    let alone = try studio.bytes("clip.mp4")
    _ = try studio.still(shot(.city, frames: 4))
    _ = try studio.clip(shot(.city, frames: 4))
    #expect(try studio.bytes("clip.mp4") == alone)
  }
}
