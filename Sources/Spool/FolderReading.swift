// Reading files of the spool: small ones, whole, and only if they are what they should be.
import CShim
import Glibc

extension Folder {
  /// Opens a regular file for reading. Never waits (a FIFO) and never follows a link.
  ///
  /// - Returns: the descriptor, which the caller closes, and what it refers to.
  public func open(reading name: String) throws(SpoolError) -> (descriptor: Int32, status: FileStatus) {
    let file = rs_openat(descriptor, disk(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0)
    guard file >= 0 else { throw .current("open \(path)/\(name)") }
    var raw = rs_stat()
    guard rs_fstat(file, &raw) == 0 else {
      let error = SpoolError.current("look at \(path)/\(name)")
      close(file)
      throw error
    }
    let status = FileStatus(raw)
    guard status.form == .file else {
      close(file)
      throw SpoolError(.notRegular, "unable to read \(path)/\(name): it is not a regular file")
    }
    return (file, status)
  }

  /// The bytes of a document; at most `limit`, so that nobody's mistake fills our memory.
  public func read(_ name: String, limit: Int = 16 << 20) throws(SpoolError) -> [UInt8] {
    let (file, status) = try open(reading: name)
    defer { close(file) }
    guard status.size <= UInt64(limit) else {
      throw SpoolError(.notRegular, "unable to read \(path)/\(name): larger than \(limit) bytes")
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.size) + 1)
    var filled = 0
    while filled < bytes.count {
      let room = bytes.count - filled
      let got = bytes.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress! + filled, room) }
      if got < 0 && errno == EINTR { continue }
      guard got >= 0 else { throw .current("read \(path)/\(name)") }
      if got == 0 { break }
      filled += got
    }
    return Array(bytes[..<filled])
  }
}
