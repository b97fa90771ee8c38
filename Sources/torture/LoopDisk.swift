// A small disk of our own in a file, whose power can be cut: the filesystem's shutdown call throws away what has not
// reached the disk, its journal too, as if the plug had been pulled. What that does not show: a disk that lies about
// its flushes, or tears a sector.
import CStrike
import Foundation
import Glibc

/// A filesystem in a file, mounted through a loop device. Needs root.
final class LoopDisk {
  let kind: String
  private let image: String
  let mount: String

  /// Makes and mounts one below `home`.
  ///
  /// - Throws: ``Trouble`` with the reason where this machine does not allow it.
  init(_ kind: String, in home: String) throws {
    self.kind = kind
    image = "\(home)/disk.\(kind)"
    mount = "\(home)/mount-\(kind)"
    guard geteuid() == 0 else { throw Trouble("it needs root") }
    try FileManager.default.createDirectory(atPath: mount, withIntermediateDirectories: true)
    // Sparse, and large enough that nobody complains about a small disk.
    let file = Glibc.open(image, O_RDWR | O_CREAT | O_TRUNC, 0o600)
    let isMade = file >= 0 && ftruncate(file, 4 << 30) == 0
    close(file)
    guard isMade else { throw Trouble("unable to make \(image)") }
    try run("mkfs.\(kind)", kind == "ext4" ? ["-q", "-F", image] : ["-q", "-f", image])
    try attach()
  }

  private func run(_ program: String, _ arguments: [String]) throws {
    let places = ["/usr/sbin", "/sbin", "/usr/bin", "/bin"].map { "\($0)/\(program)" }
    guard let path = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      throw Trouble("\(program) is not installed")
    }
    let answer = output(of: path, arguments)
    guard answer.status == 0 else { throw Trouble("\(program): \(answer.text.prefix(300))") }
  }

  private func attach() throws { try run("mount", ["-o", "loop", image, mount]) }

  /// Everything on it is on the disk when this returns.
  func sync() {
    let folder = Glibc.open(mount, O_RDONLY | O_DIRECTORY)
    _ = strike_sync(folder)
    close(folder)
  }

  /// Pulls the plug. Everything that is still open there only answers with errors from now on.
  func cut() throws {
    let folder = Glibc.open(mount, O_RDONLY | O_DIRECTORY)
    defer { close(folder) }
    let failed = strike_cut_power(folder)
    guard failed == 0 else { throw Trouble("unable to cut the power of \(kind): \(String(cString: strerror(failed)))") }
  }

  /// Mounts it again, which replays its journal.
  func comeBack() throws {
    try detach()
    try attach()
  }

  /// The last children of a dead daemon may still be on their way out.
  private func detach() throws {
    for _ in 0..<50 {
      do { return try run("umount", [mount]) } catch { Thread.sleep(forTimeInterval: 0.1) }
    }
    try run("umount", [mount])
  }

  func remove() {
    try? detach()
    try? FileManager.default.removeItem(atPath: image)
  }
}
