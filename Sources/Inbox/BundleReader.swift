// Lists a bundle that lies in some folder. Bounded: a folder with a million files is judged by its first few hundred.
import Spool

/// How a bundle came.
enum BundleForm: Equatable {
  case folder(String)
  case archive(String)
  /// A song beside a concept of the same stem; either may still be missing.
  case loose([String])

  /// The entries of the inbox that belong to it.
  var entries: [String] {
    switch self {
    case .folder(let name), .archive(let name): [name]
    case .loose(let names): names
    }
  }

  /// The one entry that can come whole, by one rename.
  var wholeEntry: String? {
    switch self {
    case .folder(let name), .archive(let name): name
    case .loose: nil
    }
  }
}

/// Lists and judges.
struct BundleReader {
  var rules: InboxRules

  /// What may not be opened is said in the contents; only trouble of our own, and a bundle that goes, are thrown.
  ///
  /// - Throws: `.lostRace` if it has gone meanwhile.
  func read(_ form: BundleForm, in inbox: Folder) throws(SpoolError) -> BundleContents {
    var contents = BundleContents()
    switch form {
    case .folder(let name):
      if let inner = try open(name, as: Taken.shown(name), in: inbox, &contents) {
        try list(inner, folder: "", depth: 0, into: &contents)
      }
      unwrap(&contents)
    case .archive(let name):
      contents.members = [BundleMember(folder: "", name: name, kind: .other, status: try inbox.status(name))]
    case .loose(let names):
      for name in names {
        let kind = FileKind.of(Taken.shown(name), in: "")
        contents.members.append(BundleMember(folder: "", name: name, kind: kind, status: try inbox.status(name)))
      }
    }
    contents.signature = signature(of: contents)
    if case .archive = form { return contents }
    contents.judge(rules)
    return contents
  }

  /// A folder below the bundle; nil, with the reason in `contents`, where we may not open it.
  private func open(_ name: String, as shown: String, in folder: Folder, _ contents: inout BundleContents)
    throws(SpoolError) -> Folder?
  {
    do throws(SpoolError) { return try folder.folder(name) } catch {
      guard error.kind == .denied else {
        throw error.kind == .notRegular ? SpoolError(.lostRace, error.message) : error
      }
      contents.wrong.append("the folder \(quoted(shown)) may not be opened; allow it (chmod g+rx) and drop it again")
      contents.isListed = false
      return nil
    }
  }

  private func list(_ folder: Folder, folder place: String, depth: Int, into contents: inout BundleContents)
    throws(SpoolError)
  {
    let names = try folder.names(limit: rules.members + 1)
    if names.count > rules.members { contents.isListed = false }
    for name in names.sorted() {
      contents.looks += 1
      // Empty folders and a machine's leavings are no members, but a look at each takes time all the same.
      guard contents.members.count <= rules.members, contents.looks <= 10 * rules.members else {
        contents.isListed = false
        return
      }
      let status = try folder.status(name)
      if FileKind.isLeaving(name), status.form == .folder { continue }
      if status.form == .folder && depth < 2 {
        let inner = place.isEmpty ? name : "\(place)/\(name)"
        guard let below = try open(name, as: inner, in: folder, &contents) else { continue }
        try list(below, folder: inner, depth: depth + 1, into: &contents)
      } else {
        note(name, place, status, in: &contents)
      }
    }
  }

  private func note(_ name: String, _ place: String, _ status: FileStatus, in contents: inout BundleContents) {
    let kind = FileKind.of(name, in: place)
    // A Mac's and a PC's leavings are nobody's work; but a folder, a link or a pipe of such a name is somebody's.
    if kind == .junk && status.form == .file { return }
    contents.members.append(
      BundleMember(folder: place, name: name, kind: kind == .junk ? .other : kind, status: status))
  }

  /// A folder whose only content is one folder is that folder: what unpacking an archive by hand leaves. Hidden files
  /// beside it are a file manager's, not content.
  private func unwrap(_ contents: inout BundleContents) {
    let content = contents.members.filter { !($0.folder.isEmpty && $0.name.utf8.first == UInt8(ascii: ".")) }
    let tops = Set(content.map { disk(pathParts($0.folder).first ?? "") })
    guard tops.count == 1, let top = content.first.flatMap({ pathParts($0.folder).first }) else { return }
    guard top.lowercased() != "references" else { return }
    contents.members = contents.members.map { member in
      guard !member.folder.isEmpty else { return member }
      var inner = member
      let place = pathParts(member.folder).dropFirst().joined(separator: "/")
      inner.isTop = place.isEmpty
      inner.kind = FileKind.of(member.name, in: place)
      return inner
    }
  }

  private func signature(of contents: BundleContents) -> String {
    let digest = Digest()
    for member in contents.members {
      let s = member.status
      digest.add("\(member.original) \(s.size) \(s.modified) \(s.changed) \(s.inode)")
    }
    for reason in contents.wrong { digest.add(reason) }
    return digest.finish()
  }
}

/// The names in a path, split at its bytes: to Swift a slash with an accent behind it is another letter, to the kernel
/// it is a slash.
func pathParts(_ path: String) -> [String] {
  path.utf8.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
}
