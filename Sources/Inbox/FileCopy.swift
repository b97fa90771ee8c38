// Copies one foreign file into the spool while hashing it. The file is opened once, looked at through the descriptor,
// and looked at again afterwards: what changed while it was read is not accepted.
import CShim
import Glibc
import Media
import Spool

/// Why a file could not be taken over.
enum CopyFault: Error, Equatable {
  /// It changed while it was read: wait for it to settle again.
  case changed
  /// It cannot be read or is not a regular file; one sentence.
  case unreadable(String)
  /// Our side of the copy failed.
  case spool(SpoolError)
}

/// The one way a foreign file gets into the spool.
enum FileCopy {
  // Fits the processor's cache, and costs few page faults for a small file.
  private static let bufferBytes = 1 << 17

  /// Copies `member` (a name in `folder`) to the new file `name` of `target`, and syncs it. On any error there is no
  /// such file afterwards.
  ///
  /// - Returns: SHA-256 of the bytes, in hex, and how many there were.
  static func copy(
    _ member: String, of folder: Folder, to name: String, in target: Folder, expecting: FileStatus, stop: Stop
  )
    throws(CopyFault) -> (digest: String, bytes: UInt64)
  {
    let (source, status) = try open(member, folder)
    defer { close(source) }
    guard status.inode == expecting.inode, status.size == expecting.size, status.modified == expecting.modified else {
      throw .changed
    }
    guard status.links == 1 else {
      throw .unreadable("\(quoted(member)) is a hard link to another file; copy it instead")
    }
    let file = try create(name, target)
    defer { close(file) }
    do throws(CopyFault) {
      let digest = try pump(from: source, to: file, limit: status.size, called: "\(target.path)/\(name)", stop)
      guard fsync(file) == 0 else { throw CopyFault.spool(.of("sync \(target.path)/\(name)")) }
      try check(source, still: status)
      return (digest, status.size)
    } catch {
      try? target.remove(name)
      throw error
    }
  }

  private static func create(_ name: String, _ target: Folder) throws(CopyFault) -> Int32 {
    let file = rs_openat(target.descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o660)
    guard file >= 0 else { throw .spool(.of("create \(target.path)/\(name)")) }
    return file
  }

  private static func open(_ member: String, _ folder: Folder) throws(CopyFault) -> (Int32, FileStatus) {
    do throws(SpoolError) {
      return try folder.open(reading: member)
    } catch {
      switch error.kind {
      case .lostRace: throw .changed
      case .denied:
        throw .unreadable("\(quoted(member)) cannot be read; make it readable (chmod g+r) and drop it again")
      case .notRegular:
        throw .unreadable("\(quoted(member)) is not a regular file; copy the file itself into the bundle")
      default: throw .spool(error)
      }
    }
  }

  /// Reads no more than `limit` bytes: a file that grows has changed.
  private static func pump(from source: Int32, to file: Int32, limit: UInt64, called name: String, _ stop: Stop)
    throws(CopyFault) -> String
  {
    let digest = Digest()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferBytes, alignment: 4096)
    defer { buffer.deallocate() }
    var total: UInt64 = 0
    while true {
      // A song of half a gigabyte must not hold up the end of the daemon; nobody is told, it goes on at the next start.
      guard !stop.isAsked else { throw .spool(SpoolError(.lostRace, "stopped while copying")) }
      let got = read(source, buffer.baseAddress, buffer.count)
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else {
        throw .unreadable("the file could not be read to its end: \(String(cString: strerror(errno)))")
      }
      if got == 0 { break }
      total += UInt64(got)
      guard total <= limit else { throw .changed }
      let piece = UnsafeRawBufferPointer(rebasing: buffer[..<got])
      digest.add(piece)
      try write(piece, to: file, called: name)
    }
    guard total == limit else { throw .changed }
    return digest.finish()
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32, called name: String) throws(CopyFault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if sent < 0 && errno == EINTR { continue }
      guard sent > 0 else { throw .spool(.of("write \(name)")) }
      rest = rest.dropFirst(sent)
    }
  }

  private static func check(_ source: Int32, still status: FileStatus) throws(CopyFault) {
    guard let now = FileStatus(of: source), now.size == status.size, now.modified == status.modified,
      now.changed == status.changed
    else { throw .changed }
  }
}
