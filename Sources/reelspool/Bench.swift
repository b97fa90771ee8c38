// A folder in /tmp for what a verb makes on its way, gone when the verb ends. What a person asked for is made here and
// appears at its place whole, by one rename.
import FoundationEssentials
import Glibc
import Media
import Spool

/// A temporary folder.
final class Bench {
  let folder: Folder
  var path: String { folder.path }
  var place: Workplace { Workplace(descriptor: folder.descriptor) }

  /// - Parameter verb: part of the folder's name, so that a leftover says where it comes from.
  init(_ verb: String) throws {
    let root = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    var template = Array("\(root)/reelspool-\(verb)-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CommandFault.machine("unable to make a folder in \(root): \(String(cString: strerror(errno)))")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do { folder = try Folder.open(path) } catch { throw CommandFault.machine("\(error)") }
  }

  /// The name by which a reader in a box finds somebody's file: a link of it here, so that its own name is data; where
  /// it lies on another filesystem its whole path. A symbolic link will not do: the box opens none.
  ///
  /// - Parameter path: whole, without links in it (realpath(3)).
  func link(_ path: UnsafePointer<CChar>) -> String {
    if Glibc.link(path, "\(self.path)/given") == 0 { return "given" }
    return String(cString: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Puts bytes where a person wants them, in place of what is there.
  func put(_ bytes: [UInt8], to file: String) throws(MediaError) {
    do { try Data(bytes).write(to: URL(filePath: "\(path)/made")) } catch {
      throw MediaError(.full, "unable to write in \(path): \(error)")
    }
    try move("made", to: file)
  }

  /// Moves a file from here to where a person wants it, in place of what is there; /tmp may be another filesystem.
  func move(_ name: String, to file: String) throws(MediaError) {
    if rename("\(path)/\(name)", file) == 0 { return }
    let draft = "\(file).part"
    do {
      if errno != EXDEV { throw MediaError(.unreadable, String(cString: strerror(errno))) }
      try? FileManager.default.removeItem(atPath: draft)
      try FileManager.default.copyItem(atPath: "\(path)/\(name)", toPath: draft)
    } catch let error as MediaError {
      throw MediaError(error.kind, "unable to write \(file): \(error.message)")
    } catch {
      try? FileManager.default.removeItem(atPath: draft)
      throw MediaError(.unreadable, "unable to write \(file): \(error.localizedDescription)")
    }
    guard rename(draft, file) == 0 else {
      throw MediaError(.unreadable, "unable to write \(file): \(String(cString: strerror(errno)))")
    }
  }
}

/// Writes all of `bytes` to standard output; who has closed it wants no more.
func standardOutput(_ bytes: [UInt8]) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let sent = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
    if sent < 0 && errno == EINTR { continue }
    guard sent > 0 else { return }
    rest = rest.dropFirst(sent)
  }
}
