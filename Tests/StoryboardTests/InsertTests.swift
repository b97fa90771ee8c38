import Generating
import Media
import Testing
import Vocabulary

@testable import Storyboard

/// A detail without anybody shows one thing, near and sharp.
@Suite struct InsertTests {
  private func detail(_ place: Place, number: Int = 1, motif: String? = nil, lights: [LightSource] = []) -> Shot {
    var shot = shot(place, .detail, number: number, people: false, lights: lights)
    shot.scene.motif = motif
    return shot
  }

  /// How much neighbours differ in the middle of the frame, where the thing stands.
  private func sharpness(_ seen: Frames) -> Double {
    let pixels = Array(seen[0])
    var sum = 0
    for y in seen.height / 4..<seen.height * 3 / 4 {
      for x in seen.width / 6..<seen.width * 5 / 6 {
        let at = (y * seen.width + x) * 3 + 1
        sum += max(0, abs(Int(pixels[at]) - Int(pixels[at + 3])) - 6)
      }
    }
    return Double(sum) / Double(seen.width * seen.height / 3)
  }

  @Test(arguments: Place.allCases)
  func `every place has a thing that is sharp, and its bytes are the same each time`(_ place: Place) throws {
    #expect(!Insert.things(of: place).isEmpty)
    let studio = try Studio()
    let seen = try studio.still(detail(place))
    #expect(sharpness(seen) > 1, "\(place): \(sharpness(seen))")
    #expect(try studio.still(detail(place)) == seen)
  }

  @Test func `only a detail without anybody is an insert`() {
    let dice = Dice(seed: 1)
    #expect(Insert(detail(.room), dice: dice) != nil)
    #expect(Insert(shot(.room, .detail), dice: dice) == nil)
    #expect(Insert(shot(.room, .wide, people: false), dice: dice) == nil)
  }

  @Test func `the motif comes first where it can be drawn large, and a named fire burns`() {
    let dice = Dice(seed: 1)
    #expect(Insert(detail(.sea, motif: "a paper boat"), dice: dice) == .boat)
    #expect(Insert(detail(.forest, motif: "a white bird"), dice: dice) == .birds)
    #expect(Insert(detail(.snow, motif: "a white bird", lights: [.fire]), dice: dice) == .fire)
    #expect(Insert(detail(.underwater, lights: [.fire]), dice: dice) == .jellyfish)
    #expect(Insert(detail(.space, motif: "a red balloon"), dice: dice) == .helmet)
  }

  @Test func `the dice choose among the things of a place`() {
    let found = Set((0..<40).compactMap { Insert(detail(.street), dice: Dice(seed: UInt64($0))) })
    #expect(found == Set(Insert.things(of: .street)))
  }

  /// A camera that goes along with somebody would leave the thing behind.
  @Test func `the thing stays in the frame under every camera move`() throws {
    let studio = try Studio()
    for move in CameraMove.allCases {
      var shot = detail(.street)
      (shot.scene.camera, shot.endFrame) = (move, shot.startFrame + 40)
      let seen = try studio.clip(shot)
      for frame in [0, 39] {
        let part = Frames(bytes: Array(seen[frame]), width: seen.width, height: seen.height)
        #expect(sharpness(part) > 0.7, "\(move) frame \(frame): \(sharpness(part))")
      }
    }
  }
}
