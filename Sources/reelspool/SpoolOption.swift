import ArgumentParser
import Farm
import Glibc
import Spool

/// Where the spool is: `--spool`, else REELSPOOL_SPOOL, else what the configuration says.
struct SpoolOption: ParsableArguments {
  @Option(name: .long, help: "The spool's folder (or REELSPOOL_SPOOL).") var spool: String?

  /// The path as an absolute one, so that a later change of directory means nothing.
  func path(configured: String? = nil) throws -> String {
    let given = spool ?? getenv("REELSPOOL_SPOOL").map { String(cString: $0) } ?? configured
    guard let given, !given.isEmpty else {
      throw CommandFault.wrong("unable to find the spool: name it with --spool DIR or REELSPOOL_SPOOL")
    }
    let absolute = given.hasPrefix("/") ? given : "\(workingDirectory())/\(given)"
    return absolute.count > 1 && absolute.hasSuffix("/") ? String(absolute.dropLast()) : absolute
  }

  /// The spool, which must exist.
  func open() throws -> SpoolFolders {
    let path = try path()
    do { return try SpoolFolders.open(path) } catch { throw CommandFault.wrong("\(error)") }
  }

  private func workingDirectory() -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getcwd(&buffer, buffer.count) != nil else { return "." }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
