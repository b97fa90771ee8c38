import Spool

/// The entries of the inbox that are being adopted, hidden from everybody else.
struct Taken: Equatable {
  struct Entry: Equatable {
    /// As its owner named it.
    var name: String
    /// As it lies in the inbox now.
    var hidden: String
    var status: FileStatus
  }
  var form: BundleForm
  var entries: [Entry]
  /// Whether a crash had left it hidden, so that its job may exist already.
  var isRecovered = false

  static let prefix = ".taken-"

  /// The form with the names under which it lies now.
  var hiddenForm: BundleForm {
    switch form {
    case .folder: .folder(entries[0].hidden)
    case .archive: .archive(entries[0].hidden)
    case .loose: .loose(entries.map(\.hidden))
    }
  }

  static func hidden(_ name: String) -> String { name.hasPrefix(prefix) ? name : fit(prefix, name) }
  static func shown(_ name: String) -> String { name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name }
  /// Accepted, but not ours to remove.
  static func adopted(_ name: String) -> String { fit(".adopted-", name) }
  /// Rejected; what could not be kept in the job stays here.
  static func refused(_ name: String) -> String { fit(".refused-", name) }

  /// A name of at most 255 bytes: one that is too long loses its middle, never its ending.
  private static func fit(_ prefix: String, _ name: String) -> String {
    guard prefix.utf8.count + name.utf8.count > 255 else { return prefix + name }
    var head = name[...]
    let tail = String(name.suffix(12))
    while prefix.utf8.count + head.utf8.count + tail.utf8.count + 1 > 255 { head = head.dropLast() }
    return prefix + head + "~" + tail
  }
}

extension BundleContents {
  /// Whether nobody wrote into it since `seen`.
  func isLike(_ seen: BundleContents) -> Bool {
    func facts(_ contents: BundleContents) -> Set<String> {
      Set(contents.members.map { "\($0.status.inode) \($0.status.size) \($0.status.modified)" })
    }
    return facts(self) == facts(seen)
  }
}
