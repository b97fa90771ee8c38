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

  /// What a setup has drawn as finely as the frame is, nothing else of the set being so fine.
  private func fine(_ shot: Shot) -> [Layer] {
    let staging = Staging(shot: shot, format: .tiny, characters: [], seed: 7, take: 1)
    let diorama = Setup(staging, stop: Stop()).projector.diorama
    return diorama.elements.compactMap {
      if case .layer(let layer) = $0, layer.scale > 0.95 * diorama.view.scale { layer } else { nil }
    }
  }

  /// Where sheets are on the frame, seen through a lens, with no move but this.
  private func isSeen(_ layer: Layer, _ view: View, _ anchor: Point, _ lens: Lens) -> Bool {
    let zoom = lens.zoom(layer.depth)
    let corner = (anchor + layer.corner - view.middle) * zoom + view.middle + lens.offset(layer.depth)
    let end = corner + Point(Double(layer.picture.width), Double(layer.picture.height)) / layer.scale * zoom
    return corner.x < view.width * 0.7 && end.x > view.width * 0.3 && corner.y < 1400 && end.y > 500
  }

  @Test(arguments: Place.allCases)
  func `every place has a thing that is sharp, and its bytes are the same each time`(_ place: Place) throws {
    #expect(!Insert.things(of: place).isEmpty)
    let studio = try Studio()
    #expect(!fine(detail(place)).isEmpty)
    let seen = try studio.still(detail(place))
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
  @Test(arguments: CameraMove.allCases)
  func `the thing stays in the frame under every camera move`(_ move: CameraMove) {
    var shot = detail(.street)
    (shot.scene.camera, shot.endFrame) = (move, shot.startFrame + 60)
    let film = Setup(Staging(shot: shot, format: .tiny, characters: [], seed: 7, take: 1), stop: Stop()).projector
    let things = fine(shot).filter { $0.drive == nil }
    #expect(!things.isEmpty)
    for t in [0.0, 0.5, 1] {
      var pulse = Pulse.still
      (pulse.time, pulse.progress, pulse.clock) = (6 * t, t, 6 * t)
      let lens = film.camera.lens(at: pulse)
      for thing in things { #expect(isSeen(thing, film.diorama.view, film.diorama.anchor, lens), "\(move) at \(t)") }
    }
  }
}
