import Dispatch
import Glibc
import Media
import Synchronization
import Vocabulary

/// Everything that a diorama depends on: equal stagings draw equal pictures.
struct Staging: Equatable {
  var shot: Shot
  var format: FilmFormat
  var characters: [Character]
  var seed: UInt64
  var take: Int
}

/// Dioramas that were drawn for a still and wait for their clip: drawing the sheets once instead of twice saves half a
/// second a shot. One for each processor, and none for longer than a clip takes to be asked for; whoever comes too late
/// draws anew, with the same result.
final class Shelf: Sendable {
  private struct Kept {
    var number: Int
    var setup: Setup
  }
  // A setup is nobody's while it lies here, and one thread's when it was taken.
  private struct Boxes: @unchecked Sendable {
    var all: [Kept] = []
    var last = 0
  }
  private let boxes = Mutex(Boxes())
  private let width = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  private let queue = DispatchQueue(label: "shelf")
  private static let patience = 20.0

  /// The setup of `staging`: taken from the shelf, or made.
  func setup(_ staging: Staging, stop: Stop) -> Setup {
    take(staging) ?? Setup(staging, stop: stop)
  }

  private func take(_ staging: Staging) -> Setup? {
    boxes.withLock { boxes in
      guard let index = boxes.all.firstIndex(where: { $0.setup.staging == staging }) else { return nil }
      return boxes.all.remove(at: index).setup
    }
  }

  /// Puts a setup away; the oldest makes room.
  func keep(_ setup: sending Setup) {
    let number = put(setup)
    queue.asyncAfter(deadline: .now() + Self.patience) { [self] in
      boxes.withLock { $0.all.removeAll { $0.number == number } }
    }
  }

  private func put(_ setup: Setup) -> Int {
    boxes.withLock { boxes in
      if boxes.all.count >= width { boxes.all.removeFirst() }
      boxes.last += 1
      boxes.all.append(Kept(number: boxes.last, setup: setup))
      return boxes.last
    }
  }
}
