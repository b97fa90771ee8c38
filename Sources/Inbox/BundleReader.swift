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
}

struct BundleReader {
  var rules: InboxRules

  /// - Throws: `.lostRace` if it has gone meanwhile.
  func read(_ form: BundleForm, in inbox: Folder) throws(SpoolError) -> BundleContents {
    var contents = BundleContents()
    switch form {
    case .folder(let name):
      let inner = try inbox.folder(name)
      try list(inner, folder: "", depth: 0, into: &contents)
      try unwrap(&contents, in: inner)
    case .archive(let name):
      contents.members = [BundleMember(folder: "", name: name, kind: .other, status: try inbox.status(name))]
    case .loose(let names):
      for name in names {
        contents.members.append(
          BundleMember(folder: "", name: name, kind: FileKind.of(Taken.shown(name), in: ""), status: try inbox.status(name)))
      }
    }
    contents.signature = signature(of: contents)
    if case .archive = form { return contents }
    contents.judge(rules)
    return contents
  }

  /// A folder whose only content is one folder is that folder: what unpacking an archive by hand leaves.
  private func unwrap(_ contents: inout BundleContents, in folder: Folder) throws(SpoolError) {
    let folders = Set(contents.members.map { $0.folder.split(separator: "/").first.map(String.init) ?? "" })
    guard folders.count == 1, let only = folders.first, !only.isEmpty, only.lowercased() != "references" else { return }
    contents.members = contents.members.map { member in
      var inner = member
      inner.kind = FileKind.of(member.name, in: String(member.folder.dropFirst(only.count).drop { $0 == "/" }))
      return inner
    }
  }

  private func list(_ folder: Folder, folder place: String, depth: Int, into contents: inout BundleContents)
    throws(SpoolError)
  {
    for name in try folder.names(limit: rules.members + 1).sorted() {
      guard contents.members.count <= rules.members else { return }
      let status = try folder.status(name)
      if status.form == .folder && depth < 2 {
        let inner = place.isEmpty ? name : "\(place)/\(name)"
        try list(folder.folder(name), folder: inner, depth: depth + 1, into: &contents)
      } else {
        let kind = FileKind.of(name, in: place)
        if kind != .junk {
          contents.members.append(BundleMember(folder: place, name: name, kind: kind, status: status))
        }
      }
    }
  }

  private func signature(of contents: BundleContents) -> String {
    let digest = Digest()
    for member in contents.members {
      let s = member.status
      digest.add("\(member.original) \(s.size) \(s.modified) \(s.changed) \(s.inode)")
    }
    return digest.finish()
  }
}
