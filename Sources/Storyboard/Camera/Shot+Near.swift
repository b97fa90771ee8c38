import Vocabulary

extension Shot {
  /// The number in the shot's name; 0 where it has none.
  var number: Int { Int(id.filter(\.isNumber)) ?? 0 }

  /// One of `all`, in turns: chance would give three close shots in a row the same face.
  func choice<T>(of all: [T]) -> T { all[number % all.count] }

  private var isPartOfLead: Bool { scene.framing == .detail && !characterIds.isEmpty }
  /// A detail of somebody who plays: hands and strings.
  var showsHands: Bool { isPartOfLead && scene.pose == .play }
  /// A detail of somebody who walks on open ground: legs and feet, and the camera goes along.
  var showsSteps: Bool {
    isPartOfLead && (scene.pose == .walk || scene.pose == .run) && !Diorama.isClosed(scene.place)
  }

  /// What the camera does: it goes along with feet, whatever the plan says of it.
  var move: CameraMove { showsSteps ? .trackSide : scene.camera }
}
