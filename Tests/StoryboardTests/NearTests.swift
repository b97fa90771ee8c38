import Testing
import Vocabulary

@testable import Storyboard

/// What is near the lens: one shot differs from the next, and a part of somebody is told by what they do.
@Suite struct NearTests {
  @Test func `close shots that follow each other, or every second one, are seen differently`() {
    for pose in [Pose.stand, .play] {
      for number in 1...40 {
        for step in [1, 2] {
          let seen = (0..<4).map { n -> Bearing in
            var dice = Dice("any", seed: 1)
            return Bearing(shot(.road, .close, pose: pose, number: number + n * step), pose, dice: &dice)
          }
          #expect(zip(seen, seen.dropFirst()).allSatisfy { $0 != $1 }, "\(pose) from \(number) by \(step)")
        }
      }
    }
  }

  @Test func `the closer the lens, the larger the face, with its eyes at one height`() {
    let view = View(width: 1080, height: 1920)
    let all = (1...12).map { number -> (height: Double, eyes: Double) in
      let one = Composition(shot(.road, .close, number: number), view: view, take: 1, dice: Dice("any", seed: 3))
      return (one.leadHeight, one.feet.y - 0.93 * one.leadHeight)
    }
    #expect(Set(all.map { $0.height.rounded() }).count >= 3)
    #expect(all.allSatisfy { abs($0.eyes - all[0].eyes) < 1 })
  }

  @Test func `hands, feet and the face of one person are three pictures`() throws {
    let studio = try Studio()
    let pictures = try [
      studio.still(shot(.road, .detail, pose: .play)), studio.still(shot(.road, .detail, pose: .walk)),
      studio.still(shot(.road, .close, pose: .play)),
    ].map { $0.blocks(0) }
    for (i, j) in [(0, 1), (0, 2), (1, 2)] { #expect(blockDistance(pictures[i], pictures[j]) > 8, "\(i) \(j)") }
  }

  /// Ground passes as fast as the feet go, and nobody leaves the frame.
  @Test func `the camera goes along with feet, except between walls`() {
    for pose in [Pose.walk, .run] {
      let road = cast(of: .lead, shot(.road, .detail, pose: pose)).0
      #expect(road.passing > 0 && road.speed == 0)
      #expect(cast(of: .lead, shot(.room, .detail, pose: pose)).0.passing == 0)
    }
    #expect(cast(of: .lead, shot(.road, .detail, pose: .play)).0.passing == 0)
  }

  private func cast(of person: Person, _ shot: Shot) -> (Cast, Composition) {
    let view = View(width: 1080, height: 1920)
    let composition = Composition(shot, view: view, take: 1, dice: Dice("any", seed: 3))
    let cast = Cast(
      [person], shot: shot, composition: composition, view: view, light: Light(shot), seconds: 2,
      dice: Dice("cast", seed: 3))
    return (cast, composition)
  }

  /// A child's feet once hung in the sky, where the eyes of a child are held.
  @Test func `a child walks on the ground, too, and its eyes are where anybody's are`() throws {
    var child = Person.lead
    child.figure.age = .child
    let (steps, ground) = cast(of: child, shot(.snow, .detail, pose: .walk))
    #expect(steps.players[0].at.y == ground.feet.y)
    let (face, _) = cast(of: child, shot(.snow, .close, pose: .stand))
    let (adult, _) = cast(of: .lead, shot(.snow, .close, pose: .stand))
    func eyes(_ cast: Cast) -> Double { cast.players[0].at.y - 92 * cast.players[0].scale }
    #expect(abs(eyes(face) - eyes(adult)) < 40)
  }

  /// In a close shot only the crown of a seated head was seen.
  @Test func `who sits is seen as near as who stands`() {
    let (seated, _) = cast(of: .lead, shot(.train, .close, pose: .sit))
    let (standing, _) = cast(of: .lead, shot(.train, .close, pose: .stand))
    #expect(seated.pose == .stand && seated.players[0].at.y == standing.players[0].at.y)
  }

  @Test(arguments: [-1.0, 1]) func `a turned face looks to its side`(_ side: Double) {
    func middle(_ turn: Double) -> Double {
      var person = Person.lead
      person.figure.hair = .hat
      person.wardrobeColor = "#404040"
      let canvas = Canvas(width: 80, height: 100)
      canvas.translate(40, 515)
      canvas.scale(5, 5)
      let look = Look(person, air: Colour(0.5, 0.5, 0.5))
      Performer(look: look, pose: .play, bearing: Bearing(aspect: .front, turn: turn)).draw(on: canvas, Motion())
      // The mouth is the reddest there is in the lower face.
      return canvas.pixels { all -> Double in
        var (sum, weight) = (0.0, 0.0)
        for y in 0..<100 {
          for x in 0..<80 {
            let p = all[y * 80 + x]
            guard p >> 24 == 255 else { continue }
            let red = max(0, Double(p >> 16 & 255) - 1.55 * Double(p >> 8 & 255))
            (sum, weight) = (sum + red * Double(x), weight + red)
          }
        }
        return weight > 0 ? sum / weight : 0
      }
    }
    #expect(side * (middle(0.9 * side) - middle(0)) > 0)
  }
}
