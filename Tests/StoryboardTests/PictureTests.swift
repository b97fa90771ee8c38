import CShim
import Testing

/// The inner loops in C: what every processor computes, and that the faster code computes the same.
@Suite struct PictureTests {
  /// A picture of `alpha` at least, with empty and opaque stretches, its bits from a counter.
  func picture(_ width: Int, _ height: Int, opaque: Bool, seed: UInt32) -> (pixels: [UInt32], kinds: [UInt8]) {
    var state = seed
    let pixels = (0..<width * height).map { i -> UInt32 in
      state = state &* 1_664_525 &+ 1_013_904_223
      let part = i % width / 40 % 3
      let alpha = opaque || part == 1 ? 255 : part == 2 ? 0 : state >> 24
      func channel(_ shift: UInt32) -> UInt32 { (state >> shift & 255) * alpha / 255 }
      return alpha << 24 | channel(16) << 16 | channel(8) << 8 | channel(0)
    }
    var kinds = [UInt8](repeating: 9, count: Int(rs_blocks(Int32(width), Int32(height))))
    rs_find_kinds(pixels, Int32(width), Int32(height), &kinds)
    return (pixels, kinds)
  }

  func lay(
    _ pictures: [(pixels: [UInt32], kinds: [UInt8])], _ places: [(x: Double, step: Double, alpha: Int32)], plain: Bool
  ) -> [UInt32] {
    let (width, height) = (173, 40)
    var frame = [UInt32](repeating: 0xff12_3456, count: width * height)
    var sheets: [rs_sheet] = []
    for (picture, place) in zip(pictures, places) {
      let at = Int64(place.x * 65536)
      picture.pixels.withUnsafeBufferPointer { pixels in
        picture.kinds.withUnsafeBufferPointer { kinds in
          sheets.append(
            rs_sheet(
              pixels: pixels.baseAddress, kinds: kinds.baseAddress, width: 200, height: 60, left: 3, top: 2, right: 170,
              bottom: 39, x: at, y: at / 3, step: Int64(place.step * 65536), alpha: place.alpha))
        }
      }
    }
    withExtendedLifetime(pictures) {
      rs_lay_sheets(&frame, Int32(width), Int32(height), sheets, Int32(sheets.count), true, plain)
    }
    return frame
  }

  @Test(arguments: [0.3, 0.97, 1.0, 1.01, 1.7, 9.0]) func `every processor lays sheets alike`(_ step: Double) {
    let pictures = [picture(200, 60, opaque: true, seed: 1)] + (2..<6).map { picture(200, 60, opaque: false, seed: $0) }
    let places: [(Double, Double, Int32)] = [
      (0, step, 256), (4.4, step, 256), (-7.7, step * 0.9, 120), (0.01, step, 255), (60, step, 0),
    ]
    let fast = lay(pictures, places, plain: false)
    #expect(fast == lay(pictures, places, plain: true))
    #expect(fast.allSatisfy { $0 >> 24 == 255 }, "what covers leaves no hole")
  }

  /// White streaks on an opaque black frame of 8 × 8: the blue of each pixel.
  func streaks(_ places: [(x: Double, y: Double)], length: Double, slant: Double = 0, width: Double) -> [UInt32] {
    func fixed(_ value: Double) -> Int32 { Int32(value * 65536) }
    var frame = [UInt32](repeating: 0xff00_0000, count: 64)
    var fall = rs_fall(length: fixed(length), slant: fixed(slant), width: fixed(width), colour: 0xffff_ffff)
    let all = places.map { rs_streak(x: fixed($0.x), y: fixed($0.y)) }
    rs_lay_streaks(&frame, 8, 8, all, Int32(all.count), &fall)
    #expect(frame.allSatisfy { $0 >> 24 == 255 })
    return frame.map { $0 & 255 }
  }

  @Test func `a streak covers what lies between its edges, in part where an edge cuts a pixel`() {
    let frame = streaks([(3, 2.5)], length: 3, width: 2)
    for y in 0..<8 {
      let share: UInt32 = (3...4).contains(y) ? 255 : y == 2 || y == 5 ? 128 : 0
      for x in 0..<8 { #expect(frame[y * 8 + x] == ((2...3).contains(x) ? share : 0), "\(x) \(y)") }
    }
    let leaning = streaks([(6.5, 0)], length: 8, slant: 0.75, width: 1)
    #expect(leaning[6] > 150 && leaning[56] > 0 && leaning[7 * 8 + 6] == 0)
  }

  @Test func `streaks that leave the frame are cut off there`() {
    #expect(streaks([(-3, 2), (11, 2), (4, -9), (4, 9)], length: 4, width: 2).allSatisfy { $0 == 0 })
    let frame = streaks([(0, -2), (8, 6)], length: 4, width: 2)
    #expect(frame[0] == 255 && frame[1] == 0 && frame[63] == 255 && frame[62] == 0)
  }

  @Test func `a sheet at its own size and place comes out as it is, and nothing of the frame before`() {
    let one = picture(200, 60, opaque: true, seed: 5)
    let frame = lay([one], [(0, 1, 256)], plain: false)
    for y in 0..<40 {
      for x in 0..<173 {
        let inside = x >= 3 && x < 170 && y >= 2 && y < 39
        #expect(frame[y * 173 + x] == (inside ? one.pixels[y * 200 + x] : 0xff00_0000))
      }
    }
  }

  @Test func `blocks are empty, opaque, light or neither`() {
    var pixels = [UInt32](repeating: 0, count: 70 * 11)
    for y in 0..<8 { for x in 0..<32 { pixels[y * 70 + x] = 0xff00_0000 } }
    pixels[7 * 70 + 69] = 1
    pixels[8 * 70] = 0x7f00_0000
    for y in 8..<11 { for x in 64..<70 { pixels[y * 70 + x] = 0xff00_0000 } }
    #expect(rs_blocks(70, 11) == 6 && rs_blocks(64, 8) == 2)
    var kinds = [UInt8](repeating: 9, count: 6)
    rs_find_kinds(pixels, 70, 11, &kinds)
    #expect(kinds == [1, 0, 2, 3, 0, 1])
  }

  @Test(arguments: [0.16, 0.97, 3.0]) func `light adds up, on every processor alike`(_ step: Double) {
    let ground = picture(200, 60, opaque: true, seed: 1)
    var light = picture(200, 60, opaque: false, seed: 2)
    for i in light.pixels.indices { light.pixels[i] &= 0x00ff_ffff }
    rs_find_kinds(light.pixels, 200, 60, &light.kinds)
    #expect(light.kinds.contains(2) && !light.kinds.contains(3))
    let places: [(Double, Double, Int32)] = [(0, 1, 256), (-2.3, step, 200)]
    let fast = lay([ground, light], places, plain: false)
    #expect(fast == lay([ground, light], places, plain: true))
    let dark = lay([ground], [places[0]], plain: false)
    #expect(zip(fast, dark).allSatisfy { $0 & 255 >= $1 & 255 } && fast != dark, "no light takes any away")
  }

  func film(_ colour: UInt32, shade: UInt8 = 0, grain: UInt8 = 0, veil: Int32 = 0, plain: Bool = false) -> [UInt8] {
    let frame = [UInt32](repeating: colour, count: 36 * 4)
    let shades = [UInt8](repeating: shade, count: 36 * 4)
    let grains = [UInt8](repeating: grain, count: 65536 + 36)
    var out = [UInt8](repeating: 0, count: 36 * 4 * 3 / 2)
    shades.withUnsafeBufferPointer { shades in
      grains.withUnsafeBufferPointer { grains in
        var finish = rs_finish(
          shade: shades.baseAddress, dark: 0xff00_0000, grain: grains.baseAddress, seed: 1, veil: 0xffff_ffff,
          veil_alpha: veil)
        rs_finish_film(frame, 36, 4, &finish, &out, plain)
      }
    }
    return [out[0], out[36 * 4], out[36 * 5]]
  }

  /// ITU-R BT.709, 8 bits, narrow range.
  @Test func `colours become the planes that BT 709 wants`() {
    #expect(film(0xff00_0000) == [16, 128, 128])
    #expect(film(0xffff_ffff) == [235, 128, 128])
    #expect(film(0xffff_0000) == [63, 102, 240])
    #expect(film(0xff00_ff00) == [173, 42, 26])
    #expect(film(0xff00_00ff) == [32, 240, 118])
    for grey in stride(from: 0, to: 256, by: 5) {
      #expect(film(0xff00_0000 | UInt32(grey) * 0x01_0101).dropFirst() == [128, 128])
    }
  }

  @Test func `shadow darkens, grain adds, a veil covers, on every processor`() {
    let usual = film(0xff80_8080)[0]
    #expect(film(0xff80_8080, shade: 128)[0] < usual - 40)
    #expect(film(0xff80_8080, grain: 10)[0] > usual + 5)
    #expect(film(0xffff_ffff, grain: 10)[0] == 235)
    #expect(film(0xff00_0000, veil: 256)[0] == 235)
    let mixed = film(0xff13_57c9, shade: 77, grain: 3, veil: 40)
    #expect(mixed == film(0xff13_57c9, shade: 77, grain: 3, veil: 40, plain: true))
  }
}
