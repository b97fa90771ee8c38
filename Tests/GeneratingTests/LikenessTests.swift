import Generating
import Glibc
import Testing
import Vocabulary

/// What is said of stills by the colour of the clothes in them.
@Suite struct LikenessTests {
  /// A grey picture with a coat in it, whose left half lies in the light and whose right half lies in shadow.
  private func picture(_ coat: (Double, Double, Double), light: Double = 1, shadow: Double = 1, share: Int = 20)
    -> Picture
  {
    var rgb = [UInt8](repeating: 90, count: 40 * 60 * 3)
    for y in 10..<40 {
      for x in 10..<(10 + share) {
        let lit = x < 10 + share / 2 ? light : shadow
        for (n, value) in [coat.0, coat.1, coat.2].enumerated() { rgb[(y * 40 + x) * 3 + n] = Self.byte(value * lit) }
      }
    }
    return Picture(width: 40, height: 60, rgb: rgb)!
  }

  /// Of linear light.
  private static func byte(_ linear: Double) -> UInt8 {
    let v = min(max(linear, 0), 1)
    return UInt8(((v <= 0.0031308 ? 12.92 * v : 1.055 * pow(v, 1 / 2.4) - 0.055) * 255).rounded())
  }

  private let red = (0.5, 0.02, 0.03)
  private let blue = (0.02, 0.05, 0.5)

  @Test(arguments: [(1.0, 1.0), (1.4, 0.5), (0.6, 0.25)])
  func `a coat is the same coat in light and in shadow`(light: Double, shadow: Double) throws {
    let lead = Likeness(who: "lead", reference: picture(red), named: try #require(Lab(hex: "#bb2630")))
    #expect(lead.doubt(picture(red, light: light, shadow: shadow), .medium) == nil)
  }

  @Test func `another coat is doubted, and the sentence says whose and which colour`() throws {
    let lead = Likeness(who: "lead", reference: picture(red), named: try #require(Lab(hex: "#bb2630")))
    let doubt = try #require(lead.doubt(picture(blue), .medium))
    #expect(doubt.contains("lead") && doubt.contains(lead.garment.hex))
  }

  @Test func `a speck of the colour is no coat, but far away it is`() throws {
    let lead = Likeness(who: "lead", garment: try #require(Lab(hex: "#bc2630")))
    var rgb = [UInt8](repeating: 90, count: 100 * 100 * 3)
    for n in 0..<6 { (rgb[n * 3], rgb[n * 3 + 1], rgb[n * 3 + 2]) = (188, 38, 48) }
    let far = try #require(Picture(width: 100, height: 100, rgb: rgb))
    #expect(lead.doubt(far, .close) != nil && lead.doubt(far, .extremeWide) == nil)
  }

  @Test func `nothing is said where no coat can be seen`() throws {
    let lead = Likeness(who: "lead", garment: try #require(Lab(hex: "#bb2630")))
    for framing in [Framing.detail, .silhouetteBack] { #expect(lead.doubt(picture(blue), framing) == nil) }
  }

  @Test func `what the reference shows counts, and what it was meant to show where it shows nothing like it`() throws {
    let named = try #require(Lab(hex: "#c02a34"))
    let shown = Likeness(who: "lead", reference: picture(red), named: named).garment
    #expect(shown.distance(to: named) > 0.1 && shown.clothDistance(named) < Continuity.near)
    #expect(Likeness(who: "lead", reference: picture(blue), named: named).garment == named)
  }
}
