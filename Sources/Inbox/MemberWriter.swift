import CShim
import Glibc
import Spool

/// Writes the members of an archive that we accept, one after the other.
final class MemberWriter {
  private let target: Folder
  private let rules: InboxRules
  private var file: Int32 = -1
  private var count = 0
  private var total: UInt64 = 0
  /// What is wrong with the archive; the first thing only.
  private(set) var fault: String?
  /// What is wrong on our side.
  private(set) var spoolError: SpoolError?

  init(target: Folder, rules: InboxRules) {
    self.target = target
    self.rules = rules
  }

  deinit { if file >= 0 { close(file) } }

  func fail(_ error: any Error) {
    if let error = error as? SpoolError { spoolError = spoolError ?? error }
    fault = fault ?? "the archive cannot be read; pack it again as .zip or .tar.gz"
  }

  func take(_ event: CpioReader.Event) throws {
    guard fault == nil else { return }
    switch event {
    case .begin(let member): try begin(member)
    case .bytes(let bytes): try write(bytes)
    case .end:
      if file >= 0 { close(file) }
      file = -1
    }
  }

  private func begin(_ member: CpioReader.Member) throws {
    let parts = pathParts(member.name).filter { $0 != "." }
    if member.mode & UInt32(S_IFMT) == UInt32(S_IFDIR) { return }
    // Nothing of it is written, so neither its depth nor its number matters.
    if let first = parts.first, FileKind.isLeaving(first) { return }
    fault = Self.refusal(of: member, parts)
    count += 1
    total += member.size
    if count > rules.members { fault = fault ?? "there are more than \(rules.members) files in the archive" }
    if total > rules.bundleBytes { fault = fault ?? "the archive unpacks to more than \(rules.bundleBytes) bytes" }
    guard fault == nil, let name = parts.last else { return }
    guard let folder = try makeFolders(parts.dropLast()) else {
      fault = "the archive holds \(quoted(member.name)) below a file; pack it again"
      return
    }
    file = rs_openat(folder.descriptor, disk(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o660)
    if file < 0 && (errno == EEXIST || errno == EISDIR) {
      fault = "the archive holds \(quoted(member.name)) twice; pack it again"
    } else if file < 0 {
      throw SpoolError.of("unpack \(quoted(member.name))")
    }
  }

  /// nil where a file stands in the way: the archive's fault, not ours.
  private func makeFolders(_ parts: ArraySlice<String>) throws(SpoolError) -> Folder? {
    var folder = target
    for part in parts {
      do throws(SpoolError) { folder = try folder.folder(making: part) } catch {
        guard error.kind == .notRegular else { throw error }
        return nil
      }
    }
    return folder
  }

  private static func refusal(of member: CpioReader.Member, _ parts: [String]) -> String? {
    let name = quoted(member.name)
    if member.name.utf8.first == UInt8(ascii: "/") || parts.contains("..") {
      return "the archive holds \(name), which climbs out of its folder; pack it again without such paths"
    }
    if member.mode & UInt32(S_IFMT) != UInt32(S_IFREG) {
      return "the archive holds \(name), which is no regular file; pack the file itself"
    }
    if member.links > 1 { return "the archive holds \(name), which is a hard link; pack the file itself" }
    if parts.isEmpty || parts.contains(where: { disk($0).count > 256 }) {
      return "the archive holds a name that cannot be used"
    }
    if parts.count > 3 {
      return "the archive holds \(name), too deep inside; a bundle is one folder, with references/ at most"
    }
    return nil
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard file >= 0 else { return }
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if sent < 0 && errno == EINTR { continue }
      guard sent > 0 else { throw SpoolError.of("unpack the archive") }
      rest = rest.dropFirst(sent)
    }
  }
}
