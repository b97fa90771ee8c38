import Synchronization
import Vocabulary

/// All lanes of a daemon, each made when it is first asked for.
final class Lanes: Slots {
  private let widths: [String: Int]
  private let lanes = Mutex<[String: Lane]>([:])

  /// - Parameter widths: slots of each lane; a lane that is not named has one.
  init(_ widths: [String: Int]) { self.widths = widths }

  subscript(_ name: String) -> Lane {
    lanes.withLock { lanes in
      if let lane = lanes[name] { return lane }
      let lane = Lane(name, width: widths[name] ?? 1)
      lanes[name] = lane
      return lane
    }
  }

  func take(_ lane: String) -> Bool { self[lane].take() }
  func giveBack(_ lane: String) { self[lane].giveBack() }
}
