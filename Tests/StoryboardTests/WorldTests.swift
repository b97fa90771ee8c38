import Testing
import Vocabulary

@testable import Storyboard

/// What words name has its own colour and its own place in the picture.
@Suite struct WorldTests {
  @Test func `silver hair is drawn silver, and no colour is read out of another word`() {
    func hair(_ words: String) -> Colour {
      var person = Person.lead
      person.physicalDescription.hair = words
      return Look(person, air: Colour(0.5, 0.5, 0.5)).hair
    }
    let silver = hair("silver long loose hair").lab
    #expect(silver.l > 0.7 && silver.chroma < 0.03)
    #expect(hair("white layered hair").lab.chroma < 0.03)
    #expect(hair("layered hair") == hair("plain hair"))
  }

  @Test func `a golden hour is golden in a blue palette, and stays apart from the night`() {
    func low(_ time: TimeOfDay) -> OKLab {
      var shot = shot(.sea, time: time)
      shot.scene.timeTo = time
      return Light(shot).skyLow.lab
    }
    #expect(low(.goldenHour).b > 0.04)
    #expect(low(.goldenHour).b > low(.night).b + 0.04)
  }

  @Test func `neon by the sea is a far town on the horizon, never a gate on the beach`() throws {
    let studio = try Studio()
    let plain = try studio.still(shot(.sea, time: .night)).blocks(0)
    let signed = try studio.still(shot(.sea, time: .night, lights: [.neon])).blocks(0)
    let across = FilmFormat.tiny.width / 8
    let rows = zip(plain, signed).map { abs($0 - $1) }
    let sky = rows.prefix(rows.count / 3 / across * across)
    #expect(sky.max()! < 6)
    #expect(rows.max()! > 6)
  }

  @Test func `a carriage is seen along its aisle by who stands, and before a window by who sits`() throws {
    let studio = try Studio()
    let standing = try studio.still(shot(.train, pose: .stand)).blocks(0)
    let seated = try studio.still(shot(.train, pose: .sit)).blocks(0)
    #expect(blockDistance(standing, seated) > 8)
  }

  @Test func `a crowd stands before a stage, not before a face`() throws {
    let studio = try Studio()
    func foot(_ framing: Framing) throws -> Double {
      let all = try studio.still(shot(.stage, framing, people: false)).blocks(0)
      return all.suffix(FilmFormat.tiny.width / 8).reduce(0, +)
    }
    #expect(try foot(.wide) < foot(.close))
  }

  /// It was once drawn before the chest.
  @Test func `who faces us has the backpack behind them`() {
    func picture(_ accessory: Figure.Accessory) -> [UInt32] {
      var person = Person.lead
      person.figure.accessory = accessory
      let canvas = Canvas(width: 60, height: 120)
      canvas.translate(30, 115)
      Performer(look: Look(person, air: Colour(0.5, 0.5, 0.5)), pose: .stand, bearing: Bearing(aspect: .front)).draw(
        on: canvas, Motion())
      return canvas.pixels { Array($0) }
    }
    let (with, without) = (picture(.backpack), picture(.none))
    // The middle of the chest.
    for y in 40..<50 { #expect(with[y * 60 + 30] == without[y * 60 + 30]) }
  }
}
