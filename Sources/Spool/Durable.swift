// The one way anything becomes part of the spool. Each sequence here was cut by SIGKILL and by power loss at every step
// (docs/promises.md): after it has returned, what it did is on the disk; before, the old state stands whole.
//
// The order is that of fsync(2) and rename(2), and of "All File Systems Are Not Created Equal" (OSDI 2014): write all,
// fsync the file, close and check it, rename, fsync the folder. After a failed fsync the file is thrown away, never
// synced again: the kernel may have marked its pages clean ("Can Applications Recover from fsync Failures?", ATC 2020).
import CShim
import Glibc
import Synchronization

/// Durable writing and moving. All folders given to one call lie on one filesystem.
public enum Durable {
  private static let counter = Atomic<UInt64>(0)

  /// In containers every daemon may be process 1, also the one whose leftovers lie in tmp/.
  private static let life = String(UInt32.random(in: .min ... .max), radix: 36)

  /// A name that no other file in a tmp folder has: process, life of that process, counter.
  public static func temporaryName(_ hint: String) -> String {
    "\(hint).\(getpid()).\(life).\(counter.add(1, ordering: .relaxed).newValue)"
  }

  /// Writes a new document that appears whole under `name`, or not at all.
  ///
  /// - Throws: `.taken` if the name exists: a published document is never overwritten by this.
  public static func publish(_ bytes: [UInt8], as name: String, in folder: Folder, through tmp: Folder)
    throws(SpoolError)
  {
    let draft = try write(bytes, in: tmp, hint: "publish")
    guard rs_rename_noreplace(tmp.descriptor, draft, folder.descriptor, disk(name)) == 0 else {
      let error = SpoolError.current("publish \(folder.path)/\(name)")
      try? tmp.remove(draft)
      throw error
    }
    try folder.sync()
  }

  /// Writes a document into a draft: its bytes are synced, its name only with the draft's folder, before one rename
  /// publishes the whole.
  public static func add(_ bytes: [UInt8], as name: String, toDraft folder: Folder) throws(SpoolError) {
    try write(bytes, in: folder, named: name)
  }

  /// Gives an entry another name in its folder, which no promise stands on yet: whoever starts after a power cut copes
  /// with either name. Overwrites nothing.
  public static func rename(_ name: String, to newName: String, in folder: Folder) throws(SpoolError) {
    guard rs_rename_noreplace(folder.descriptor, disk(name), folder.descriptor, disk(newName)) == 0 else {
      throw .current("rename \(folder.path)/\(name) to \(newName)")
    }
  }

  /// Puts new bytes in the place of a document that only the daemon writes: a ticket that it holds, or a file of
  /// `.reelspool/`. Readers see the old document or the new one. With `modified`, the new file carries that time.
  public static func replace(
    _ bytes: [UInt8], as name: String, in folder: Folder, through tmp: Folder, modified: Int64? = nil
  ) throws(SpoolError) {
    let draft = try write(bytes, in: tmp, hint: "replace")
    if let modified, rs_set_modified(tmp.descriptor, draft, modified) != 0 {
      let error = SpoolError.current("set the time of \(folder.path)/\(name)")
      try? tmp.remove(draft)
      throw error
    }
    guard renameat(tmp.descriptor, draft, folder.descriptor, disk(name)) == 0 else {
      let error = SpoolError.current("replace \(folder.path)/\(name)")
      try? tmp.remove(draft)
      throw error
    }
    try folder.sync()
  }

  /// Makes an empty file that says something only to whoever finds it after a process died: nothing is synced. That it
  /// is there already is no error.
  public static func mark(_ name: String, in folder: Folder) throws(SpoolError) {
    let file = rs_openat(folder.descriptor, disk(name), O_WRONLY | O_CREAT | O_NOFOLLOW, 0o660)
    guard file >= 0 else { throw .current("create \(folder.path)/\(name)") }
    close(file)
  }

  /// The one way a thing changes its place: one rename that overwrites nothing, then both folders synced.
  ///
  /// - Throws: `.lostRace` if it is no longer in `from`; `.taken` if the name stands in `to`.
  public static func move(_ name: String, from: Folder, to: Folder, as newName: String? = nil) throws(SpoolError) {
    guard rs_rename_noreplace(from.descriptor, disk(name), to.descriptor, disk(newName ?? name)) == 0 else {
      throw .current("move \(from.path)/\(name) to \(to.path)/\(newName ?? name)")
    }
    try to.sync()
    if from !== to { try from.sync() }
  }

  /// Makes `name` a link to `target`, in the place of whatever link stood there, at one instant. Its draft lies in `tmp`,
  /// where the next start removes what a crash left.
  public static func relink(_ name: String, to target: String, in folder: Folder, through tmp: Folder)
    throws(SpoolError)
  {
    let draft = temporaryName("link")
    guard symlinkat(target, tmp.descriptor, draft) == 0 else { throw .current("link \(folder.path)/\(name)") }
    guard renameat(tmp.descriptor, draft, folder.descriptor, disk(name)) == 0 else {
      let error = SpoolError.current("link \(folder.path)/\(name)")
      try? tmp.remove(draft)
      throw error
    }
    try folder.sync()
  }

  /// fsync of every file and folder at and below `folder`: before a finished folder is published by one rename.
  public static func syncTree(_ folder: Folder) throws(SpoolError) {
    for name in try folder.names() {
      switch try folder.status(name).form {
      case .folder: try syncTree(folder.folder(name))
      case .file: try syncFile(name, in: folder)
      case .link, .other: break
      }
    }
    try folder.sync()
  }

  /// fsync of one file that another program wrote.
  public static func syncFile(_ name: String, in folder: Folder) throws(SpoolError) {
    let (file, _) = try folder.open(reading: name)
    defer { close(file) }
    guard fsync(file) == 0 else { throw .current("sync \(folder.path)/\(name)") }
  }

  /// Appends to a file that only grows, making it where it is missing: on the disk when this returns (fdatasync(2), and
  /// the folder where the name is new). After an error the file is as it was.
  public static func append(_ bytes: [UInt8], to name: String, in folder: Folder) throws(SpoolError) {
    let isNew = !folder.has(name)
    let file = rs_openat(folder.descriptor, disk(name), O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0o660)
    guard file >= 0 else { throw .current("open \(folder.path)/\(name)") }
    defer { close(file) }
    guard let before = FileStatus(of: file), before.form == .file else {
      throw SpoolError(.notRegular, "unable to append to \(folder.path)/\(name): it is no file")
    }
    do throws(SpoolError) {
      try writeAll(bytes, to: file, called: "\(folder.path)/\(name)")
      guard fdatasync(file) == 0 else { throw SpoolError.current("sync \(folder.path)/\(name)") }
    } catch {
      // A line that is half there would spoil the next one.
      _ = ftruncate(file, off_t(before.size))
      throw error
    }
    if isNew { try folder.sync() }
  }

  /// Writes a synced file under a name of its own in `tmp`. On any error nothing is left behind.
  private static func write(_ bytes: [UInt8], in tmp: Folder, hint: String) throws(SpoolError) -> String {
    let name = temporaryName(hint)
    try write(bytes, in: tmp, named: name)
    return name
  }

  private static func write(_ bytes: [UInt8], in tmp: Folder, named name: String) throws(SpoolError) {
    let file = rs_openat(tmp.descriptor, disk(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o660)
    guard file >= 0 else { throw .current("create \(tmp.path)/\(name)") }
    do throws(SpoolError) {
      try writeAll(bytes, to: file, called: "\(tmp.path)/\(name)")
      guard fsync(file) == 0 else { throw SpoolError.current("sync \(tmp.path)/\(name)") }
    } catch {
      close(file)
      try? tmp.remove(name)
      throw error
    }
    guard close(file) == 0 else {
      let error = SpoolError.current("close \(tmp.path)/\(name)")
      try? tmp.remove(name)
      throw error
    }
  }

  /// write(2) until all is written.
  static func writeAll(_ bytes: [UInt8], to file: Int32, called name: String) throws(SpoolError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.count - written
      let got = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + written, count) }
      if got < 0 && errno == EINTR { continue }
      guard got > 0 else { throw .current("write \(name)", got == 0 ? ENOSPC : errno) }
      written += got
    }
  }
}
