// Files inside a workplace, reached from its descriptor: the folder may be moved while we work in it.
import CShim
import Glibc

extension Workplace {
  /// Bytes of a regular file; nil where `name` is not one.
  public func size(_ name: String) -> Int? {
    var what = rs_stat()
    guard rs_statat(descriptor, name, &what) == 0, what.mode & S_IFMT == S_IFREG else { return nil }
    return Int(what.size)
  }

  /// Gives `old` the name `new`, in place of whatever has it.
  public func rename(_ old: String, to new: String) throws(MediaError) {
    guard renameat(descriptor, old, descriptor, new) == 0 else { throw .system("rename", old, errno: errno) }
  }

  /// Removes `name`; not being there is fine.
  public func remove(_ name: String) { unlinkat(descriptor, name, 0) }

  /// Writes a new file, or replaces one.
  public func write(_ text: String, to name: String) throws(MediaError) { try write(Array(text.utf8), to: name) }

  /// Writes a new file, or replaces one.
  public func write(_ bytes: [UInt8], to name: String) throws(MediaError) {
    let file = rs_openat(descriptor, name, O_WRONLY | O_CREAT | O_TRUNC, 0o660)
    guard file >= 0 else { throw .system("create", name, errno: errno) }
    defer { close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0, errno != EINTR { throw .system("write", name, errno: errno) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// Opens a file for reading; the caller closes it. Nothing that is no file holds us up.
  func open(_ name: String) throws(MediaError) -> Int32 {
    let file = rs_openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK, 0)
    guard file >= 0 else { throw .system("open", name, errno: errno) }
    return file
  }
}

extension Workplace {
  /// Gives the file `name` a second name, in place of whatever has it.
  public func link(_ name: String, as other: String) throws(MediaError) {
    guard name != other else { return }
    unlinkat(descriptor, other, 0)
    guard linkat(descriptor, name, descriptor, other, 0) == 0 else { throw .system("link", name, errno: errno) }
  }
}

extension Workplace {
  /// At most `count` bytes of a file from `offset` on; fewer at its end.
  public func bytes(_ name: String, at offset: Int, count: Int) throws(MediaError) -> [UInt8] {
    let file = try open(name)
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: count)
    let got = pread(file, &bytes, count, off_t(offset))
    guard got >= 0 else { throw .system("read", name, errno: errno) }
    return Array(bytes[..<got])
  }
}
