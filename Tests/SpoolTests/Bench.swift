import CShim
import Glibc
import Testing

@testable import Spool

/// A spool of its own for one test, removed at the end.
final class Bench: Sendable {
  let path: String
  let spool: SpoolFolders
  let tmp: Folder

  init() throws {
    var template = Array("/tmp/reelspool-spool-XXXXXX".utf8CString)
    mkdtemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    spool = try SpoolFolders.make(at: "\(path)/spool")
    tmp = try spool.own("tmp")
  }

  deinit {
    guard let outside = try? Folder.open("/tmp") else { return }
    try? outside.removeTree(String(path.dropFirst("/tmp/".count)))
  }

  /// Writes a plain file, as a person would.
  func write(_ text: String, to name: String, in folder: Folder) {
    let file = rs_openat(folder.descriptor, disk(name), O_WRONLY | O_CREAT | O_TRUNC, 0o660)
    _ = Array(text.utf8).withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    close(file)
  }

  func text(_ name: String, in folder: Folder) -> String? {
    (try? folder.read(name)).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The kind of the error that `body` throws; nil where it throws none.
func kind(_ body: () throws -> Void) -> SpoolError.Kind? {
  do { try body() } catch { return (error as? SpoolError)?.kind }
  return nil
}
