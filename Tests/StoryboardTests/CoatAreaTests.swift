import Generating
import Testing
import Vocabulary

/// Where the coat is: drawn twice, the second time in another colour, the pixels that change are the coat.
@Suite struct CoatAreaTests {
  private func coat(_ shot: Shot) throws -> Coat? {
    let studio = try Studio()
    var other = Person.lead
    other.wardrobeColor = "#00ff5a"
    let format = FilmFormat(width: 108, height: 192, fps: 10)
    func picture(_ person: Person) throws -> Picture {
      let seen = try studio.still(shot, format, cast: [person])
      return try #require(Picture(width: format.width, height: format.height, rgb: Array(seen.bytes)))
    }
    let own = try picture(.lead)
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

  @Test func `from far it is small, and without the lead it is nowhere`() throws {
    let far = try #require(try coat(shot(.sea, .extremeWide))).share
    #expect(far > 0.0005 && far < 0.02)
    for place in Place.allCases { #expect(try coat(shot(place, .wide, people: false)) == nil, "\(place)") }
  }
}
