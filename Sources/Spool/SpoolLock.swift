// One daemon a spool. The lock is the kernel's (flock(2)), so it goes with the process however that ends; the file's
// text only tells people who holds it.
import CShim
import Glibc

/// Held for as long as the value lives.
public final class SpoolLock: Sendable {
  private let descriptor: Int32

  /// - Throws: `.unusable` if another daemon holds the spool.
  public init(_ spool: SpoolFolders) throws(SpoolError) {
    let own = try spool.root.folder(".reelspool")
    descriptor = rs_openat(own.descriptor, "lock", O_RDWR | O_CREAT | O_NOFOLLOW, 0o660)
    guard descriptor >= 0 else { throw .current("open the lock of \(spool.path)") }
    // From here on `deinit` closes it, whatever is thrown.
    guard Self.lock(descriptor) else {
      let holder = (try? own.read("lock")).map { String(decoding: $0, as: UTF8.self) } ?? "unknown"
      throw SpoolError(
        .unusable,
        "unable to lock the spool \(spool.path): another daemon (process \(holder)) works on it; stop it first")
    }
    ftruncate(descriptor, 0)
    try Durable.writeAll(Array(String(getpid()).utf8), to: descriptor, called: "lock")
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// ``isHeld(_:)`` locks for a moment too, so one refusal proves nothing.
  private static func lock(_ descriptor: Int32) -> Bool {
    for _ in 0..<10 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
      usleep(10_000)
    }
    return false
  }

  /// Whether a daemon works on the spool now; for people's verbs, which never take the lock.
  public static func isHeld(_ spool: SpoolFolders) -> Bool {
    guard let own = try? spool.root.folder(".reelspool"), let (file, _) = try? own.open(reading: "lock") else {
      return false
    }
    defer { close(file) }
    return flock(file, LOCK_SH | LOCK_NB) != 0
  }
}
