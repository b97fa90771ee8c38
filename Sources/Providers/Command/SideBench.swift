import FoundationEssentials
import Generating
import Glibc
import Media
import Vocabulary

/// A folder within a folder, for work of which only some files are kept. Removed with all that is left in it.
struct SideBench {
  let place: Workplace
  private let outer: Workplace

  private static let name = ".attempt"

  init(in outer: Workplace, for task: String) throws(Failure) {
    self.outer = outer
    try? FileManager.default.removeItem(atPath: outer.path(Self.name))
    let made = mkdirat(outer.descriptor, Self.name, 0o770) == 0
    let descriptor = made ? openat(outer.descriptor, Self.name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1
    guard descriptor >= 0 else { throw Failure(lost: "make a folder", for: task, in: outer) }
    place = Workplace(descriptor: descriptor)
  }

  /// Moves a file that is to be kept one folder up.
  func handOut(_ name: String, for task: String) throws(Failure) {
    guard renameat(place.descriptor, name, outer.descriptor, name) == 0 else {
      throw Failure(lost: "keep \(name)", for: task, in: outer)
    }
  }

  func remove() {
    close(place.descriptor)
    try? FileManager.default.removeItem(atPath: outer.path(Self.name))
  }
}

/// Whether a disk has room, by the only question that quotas answer, too. Where two programs fill the disk together, the
/// room that the first one's leavings gave back lets the second one's end look like any other failure: it costs that shot
/// an attempt, and the farm pauses all the same.
enum DiskProbe {
  /// True where a megabyte cannot be written beside the work.
  static func isFull(_ place: Workplace) -> Bool {
    defer { place.remove(".probe") }
    do throws(MediaError) {
      try place.write(String(repeating: " ", count: 1 << 20), to: ".probe")
      return false
    } catch { return error.kind == .full }
  }
}

extension Failure {
  /// A step on our own disk that did not succeed.
  init(lost step: String, for task: String, in place: Workplace) {
    let isFull = DiskProbe.isFull(place)
    self.init(
      isFull ? .full : .transient, "unable to \(step) to \(task)\(isFull ? ": the disk is full" : "")",
      remedy: isFull ? "free some space on the spool's disk" : nil)
  }
}
