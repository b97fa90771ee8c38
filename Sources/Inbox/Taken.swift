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

  /// The form with the names under which it lies now.
  var hiddenForm: BundleForm {
    switch form {
    case .folder: .folder(entries[0].hidden)
    case .archive: .archive(entries[0].hidden)
    case .loose: .loose(entries.map(\.hidden))
    }
  }

  private static let takenMark = ".taken-"
  private static let adoptedMark = ".adopted-"

  static func hidden(_ name: String) -> String { fit(takenMark, name) }
  /// Accepted: only to be removed, which its owner's rights may forbid us.
  static func adopted(_ name: String) -> String { fit(adoptedMark, name) }
  /// Rejected; what could not be kept in the job stays here.
  static func refused(_ name: String) -> String { fit(".refused-", name) }
  /// Under another name, because its own was used again meanwhile.
  static func numbered(_ name: String, _ number: Int) -> String { fit("\(number)-", name) }

  static func isHidden(_ name: String) -> Bool { name.utf8.starts(with: takenMark.utf8) }
  static func isAdopted(_ name: String) -> Bool { name.utf8.starts(with: adoptedMark.utf8) }

  /// What its owner calls a hidden entry; a name that was too long has lost the end of its stem.
  static func shown(_ name: String) -> String {
    guard isHidden(name) else { return name }
    return DiskName.text(of: disk(name).dropFirst(takenMark.utf8.count).dropLast().map(UInt8.init(bitPattern:)))
  }

  /// A name of at most 255 bytes. A stem that leaves no room for a mark is cut, and the beginning of its digest put
  /// behind it: two long names stay two, and a song and a concept of one stem still have one.
  private static func fit(_ mark: String, _ name: String) -> String {
    let stem = FileKind.stem(of: name)
    let ending = DiskName.text(of: disk(name).dropFirst(disk(stem).count - 1).dropLast().map(UInt8.init(bitPattern:)))
    guard disk(stem).count > 200 || disk(ending).count > 40 else { return mark + name }
    let digest = Digest()
    digest.add(stem)
    return mark + DiskName.prefix(stem, bytes: 180) + "~" + digest.finish().prefix(8)
      + DiskName.prefix(ending, bytes: 40)
  }
}

extension BundleContents {
  /// Gives members that were taken loose the names that their owner gave them: a long one was cut to be hidden.
  mutating func call(_ entries: [Taken.Entry]) {
    for index in members.indices where members[index].folder.isEmpty {
      members[index].given = entries.first { disk($0.hidden) == disk(members[index].name) }?.name
    }
  }

  /// Whether nobody wrote into it since `seen`.
  func isLike(_ seen: BundleContents) -> Bool {
    func facts(_ contents: BundleContents) -> Set<String> {
      Set(contents.members.map { "\($0.status.inode) \($0.status.size) \($0.status.modified)" })
    }
    return facts(self) == facts(seen)
  }
}
