// A folder held open. Everything in the spool is reached from one of these, never by a path from the root: a person may
// move a job at any moment, and a worker that holds its folder keeps writing into that job, wherever it lies now.
import CShim
import Glibc

/// An open directory. Names given to its methods are single components of ours or names that readdir(3) returned; no
/// method follows a link.
public final class Folder: Sendable {
  public let descriptor: Int32
  /// Where it lay when it was opened; for messages only.
  public let path: String

  private init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// Opens a folder by path: only for the spool's root and for what a person names on the command line.
  public static func open(_ path: String) throws(SpoolError) -> Folder {
    let descriptor = rs_openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY, 0)
    guard descriptor >= 0 else { throw .current("open folder \(path)") }
    return Folder(descriptor: descriptor, path: path)
  }

  public func folder(_ name: String) throws(SpoolError) -> Folder {
    let inner = rs_openat(descriptor, disk(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0)
    guard inner >= 0 else { throw .current("open folder \(path)/\(name)") }
    return Folder(descriptor: inner, path: "\(path)/\(name)")
  }

  /// Opens the folder `name`, making it if it is not there. Durable once it returns, unless it is part of a draft that
  /// is synced as a whole before one rename publishes it (`synced: false`).
  public func folder(making name: String, mode: mode_t = 0o2770, synced: Bool = true) throws(SpoolError) -> Folder {
    if mkdirat(descriptor, disk(name), mode & 0o777) == 0 {
      let made = try folder(name)
      // A service may be forbidden to set the setgid bit (RestrictSUIDSGID); it is then inherited from the parent.
      _ = fchmod(made.descriptor, mode)
      if synced { try sync() }
      return made
    }
    guard errno == EEXIST else { throw .current("make folder \(path)/\(name)") }
    return try folder(name)
  }

  /// Names in this folder but `.` and `..`, in no order; at most `limit` of them.
  public func names(limit: Int = .max) throws(SpoolError) -> [String] {
    let copy = rs_openat(descriptor, ".", O_RDONLY | O_DIRECTORY, 0)
    guard copy >= 0, let stream = fdopendir(copy) else {
      if copy >= 0 { close(copy) }
      throw .current("list folder \(path)")
    }
    defer { closedir(stream) }
    var found: [String] = []
    while found.count < limit {
      errno = 0
      guard let entry = readdir(stream) else {
        guard errno == 0 else { throw .current("list folder \(path)") }
        return found
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { DiskName.text(of: $0) }
      }
      if name != "." && name != ".." { found.append(name) }
    }
    return found
  }

  public func status(_ name: String) throws(SpoolError) -> FileStatus {
    var raw = rs_stat()
    guard rs_statat(descriptor, disk(name), &raw) == 0 else { throw .current("look at \(path)/\(name)") }
    return FileStatus(raw)
  }

  public func status() throws(SpoolError) -> FileStatus {
    var raw = rs_stat()
    guard rs_fstat(descriptor, &raw) == 0 else { throw .current("look at \(path)") }
    return FileStatus(raw)
  }

  public func has(_ name: String) -> Bool { (try? status(name)) != nil }

  /// Removes one file; that it is already gone is no error.
  public func remove(_ name: String) throws(SpoolError) {
    if unlinkat(descriptor, disk(name), 0) != 0 && errno != ENOENT { throw .current("remove \(path)/\(name)") }
  }

  /// Removes a file or a folder with all below it, following nothing.
  ///
  /// - Parameter depth: folders in folders at the most. Each costs an open file and a piece of the stack, and who may
  ///   drop a bundle may make ten thousand of them.
  /// - Throws: `.notRegular` where it is deeper; what was removed until then stays removed.
  public func removeTree(_ name: String, depth: Int = 64) throws(SpoolError) {
    if unlinkat(descriptor, disk(name), 0) == 0 || errno == ENOENT { return }
    guard errno == EISDIR || errno == EPERM else { throw .current("remove \(path)/\(name)") }
    guard depth > 0 else {
      throw SpoolError(.notRegular, "unable to remove \(path)/\(name): there are too many folders in folders")
    }
    do throws(SpoolError) {
      let inner = try folder(name)
      for child in try inner.names() { try inner.removeTree(child, depth: depth - 1) }
    } catch {
      // Somebody else removes the same tree: a worker puts its attempt away while its job is tidied up.
      guard error.kind == .lostRace else { throw error }
    }
    if unlinkat(descriptor, disk(name), AT_REMOVEDIR) != 0 && errno != ENOENT {
      throw .current("remove \(path)/\(name)")
    }
  }

  /// Makes `name` here a second name of `source` in `folder`; false where it is already taken.
  @discardableResult
  public func link(_ source: String, of folder: Folder, as name: String) throws(SpoolError) -> Bool {
    if linkat(folder.descriptor, disk(source), descriptor, disk(name), 0) == 0 { return true }
    guard errno == EEXIST else { throw .current("link \(folder.path)/\(source) to \(path)/\(name)") }
    return false
  }

  /// fsync(2) of the folder: the names in it are on the disk when this returns.
  public func sync() throws(SpoolError) {
    guard fsync(descriptor) == 0 else { throw .current("sync folder \(path)") }
  }
}

/// What the spool looks at in a file.
public struct FileStatus: Sendable, Equatable, Hashable {
  public enum Form: Sendable, Equatable, Hashable { case file, folder, link, other }
  public var device: UInt64
  public var inode: UInt64
  public var size: UInt64
  public var links: UInt64
  /// Nanoseconds since 1970.
  public var modified: Int64
  public var changed: Int64
  public var owner: UInt32
  public var mode: UInt32

  init(_ raw: rs_stat) {
    device = raw.device
    inode = raw.inode
    size = raw.size
    links = raw.links
    modified = raw.modified_ns
    changed = raw.changed_ns
    owner = raw.uid
    mode = raw.mode
  }

  /// What an open descriptor refers to; nil where the kernel does not say.
  public init?(of descriptor: Int32) {
    var raw = rs_stat()
    guard rs_fstat(descriptor, &raw) == 0 else { return nil }
    self.init(raw)
  }

  public var form: Form {
    switch mode & UInt32(S_IFMT) {
    case UInt32(S_IFREG): .file
    case UInt32(S_IFDIR): .folder
    case UInt32(S_IFLNK): .link
    default: .other
    }
  }

  /// Whether both are the same file or folder, by device and inode.
  public func isSame(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}
