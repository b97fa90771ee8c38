import Generating
import Testing
import Vocabulary

@Suite struct ContinuityTests {
  /// A grey picture with a box of one colour in it.
  private func picture(_ red: UInt8, _ green: UInt8, _ blue: UInt8, _ box: (x: Int, y: Int, w: Int, h: Int)) -> Picture
  {
    var rgb = [UInt8](repeating: 90, count: 40 * 60 * 3)
    for y in box.y..<(box.y + box.h) {
      for x in box.x..<(box.x + box.w) {
        for (n, value) in [red, green, blue].enumerated() { rgb[(y * 40 + x) * 3 + n] = value }
      }
    }
    return Picture(width: 40, height: 60, rgb: rgb)!
  }

  @Test func `bytes that are no whole picture are none`() {
    #expect(Picture(width: 2, height: 2, rgb: [UInt8](repeating: 0, count: 11)) == nil)
    #expect(Picture(width: 0, height: 2, rgb: []) == nil)
  }

  @Test func `both ways to a colour agree`() throws {
    for (hex, r, g, b) in [("#c8242f", 0xc8, 0x24, 0x2f), ("#14307a", 0x14, 0x30, 0x7a), ("#ffffff", 255, 255, 255)] {
      let named = try #require(Lab(hex: hex))
      #expect(named.distance(to: Lab(red: UInt8(r), green: UInt8(g), blue: UInt8(b))) < 0.01)
    }
  }

  @Test func `a garment is found by mask and by colour, with its share and shape`() throws {
    let red = picture(200, 36, 47, (10, 10, 10, 30))
    let mask = red.difference(from: picture(0, 255, 90, (10, 10, 10, 30)))
    for coat in [Coat(in: red, mask: mask), Coat(in: red, near: Lab(red: 200, green: 36, blue: 47))] {
      let coat = try #require(coat)
      #expect(abs(coat.share - 300.0 / 2400) < 0.001)
      #expect(abs(coat.shape - 3) < 0.35)
      #expect(coat.colour.distance(to: Lab(red: 200, green: 36, blue: 47)) < 0.01)
    }
    #expect(Coat(in: red, near: Lab(red: 20, green: 60, blue: 200)) == nil)
  }

  @Test func `pairs of one coat hold, a coat of another colour does not`() throws {
    let colours: [(UInt8, UInt8, UInt8)] = [(200, 36, 47), (196, 40, 50), (190, 34, 44), (40, 60, 190)]
    var shots: [Coat] = []
    for (r, g, b) in colours {
      let drawn = picture(r, g, b, (5, 5, 20, 20))
      shots.append(try #require(Coat(in: drawn, near: Lab(red: r, green: g, blue: b))))
    }
    #expect(Continuity(Array(shots.prefix(3))).held == 1)
    #expect(Continuity(shots).held == 0.5)
    #expect(Continuity(shots).quantile(0.95) > Continuity.apart)
    #expect(Continuity([]).held == 1 && Continuity([]).quantile(0.5) == 0)
  }

  @Test func `the colours of a picture are as far from themselves as nothing, and from others as they look`() {
    let one = Gamut(picture(200, 36, 47, (0, 0, 40, 30)))
    #expect(one.distance(one) < 1e-9)
    let near = one.distance(Gamut(picture(200, 50, 60, (0, 0, 40, 30))))
    let far = one.distance(Gamut(picture(20, 200, 60, (0, 0, 40, 30))))
    #expect(near < far && far > 20)
    #expect(abs(one.colours.reduce(0) { $0 + $1.share } - 1) < 1e-9)
  }
}
