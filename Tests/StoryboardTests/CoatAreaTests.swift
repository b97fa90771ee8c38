import Generating
import Testing
import Vocabulary

/// Where the coat is: drawn twice, the second time in another colour, the pixels that change are the coat.
@Suite struct CoatAreaTests {
  private func coat(
    _ shot: Shot, _ person: Person = .lead, _ format: FilmFormat = FilmFormat(width: 108, height: 192, fps: 10)
  ) throws -> Coat? {
    let studio = try Studio()
    var other = person
    other.wardrobeColor = "#00ff5a"
    func picture(_ person: Person) throws -> Picture {
      let seen = try studio.still(shot, format, cast: [person])
      return try #require(Picture(width: format.width, height: format.height, rgb: Array(seen.bytes)))
    }
    let own = try picture(person)
    return Coat(in: own, mask: own.difference(from: try picture(other)))
  }

  @Test(arguments: [Framing.medium, .close, .silhouetteBack, .overShoulder])
  func `where the lead is the subject, the coat takes up a fiftieth to a third of the frame`(_ framing: Framing) throws
  {
    for place in [Place.city, .sea, .train] {
      let share = try #require(try coat(shot(place, framing))).share
      #expect(framing == .overShoulder ? share > 0.02 : Continuity.area.contains(share), "\(place): \(share)")
    }
  }

  @Test(arguments: [Place.city, .forest, .snow])
  func `nothing near the lens passes before a lead whom the camera goes along with`(_ place: Place) throws {
    let still = try #require(try coat(shot(place, .silhouetteBack, camera: .static, pose: .walk)))
    let along = try #require(try coat(shot(place, .silhouetteBack, camera: .trackSide, pose: .walk)))
    #expect(along.colour.clothDistance(still.colour) < Continuity.same)
    #expect(along.share > 0.6 * still.share)
  }

  @Test(arguments: [Place.snow, .mountain])
  func `a child with a backpack in a blizzard has the same coat from very far as from near`(_ place: Place) throws {
    var child = Person.lead
    child.wardrobeColor = "#d21f26"
    child.figure = Figure(build: .small, age: .child, hair: .hood, wardrobe: .coat, accessory: .backpack)
    let size = FilmFormat(width: 216, height: 384, fps: 10)
    for number in 1...2 {
      func seen(_ framing: Framing) throws -> Coat {
        try #require(try coat(shot(place, framing, weather: .storm, number: number), child, size))
      }
      let (far, near) = (try seen(.extremeWide), try seen(.medium))
      #expect(far.colour.clothDistance(near.colour) < Continuity.same, "\(number)")
      #expect(far.share > 0.002, "\(number): \(far.share)")
    }
  }

  @Test func `from far it is small, and without the lead it is nowhere`() throws {
    let far = try #require(try coat(shot(.sea, .extremeWide))).share
    #expect(far > 0.0005 && far < 0.02)
    for place in Place.allCases { #expect(try coat(shot(place, .wide, people: false)) == nil, "\(place)") }
  }
}
