// What lies in a bundle, seen from outside: names, types and sizes. Nothing is opened.
import Spool

/// One file of a bundle.
struct BundleMember: Equatable {
  /// Folder below the bundle, "" at the top.
  var folder: String
  var name: String
  var kind: FileKind
  var status: FileStatus

  /// What its owner calls it.
  var original: String { folder.isEmpty ? Taken.shown(name) : "\(folder)/\(name)" }
}

/// The members of a bundle, and what is wrong with them.
struct BundleContents: Equatable {
  var members: [BundleMember] = []
  /// Something may still come: a song, a concept, the rest of an upload.
  var missing: [String] = []
  /// Nothing that comes can mend it.
  var wrong: [String] = []
  /// Digest over name, size, mtime, ctime and inode of everything.
  var signature = ""

  var isComplete: Bool { missing.isEmpty && wrong.isEmpty }

  func all(_ kind: FileKind) -> [BundleMember] { members.filter { $0.kind == kind } }
  var song: BundleMember? { all(.song).first }
  var concept: BundleMember? { all(.conceptText).first }

  /// Looks at all members together and says what is missing or wrong.
  mutating func judge(_ rules: InboxRules) {
    members.sort { $0.original < $1.original }
    chooseConcept()
    if all(.song).isEmpty { promoteUnknownSong() }
    judgeCounts()
    for member in members { judge(member, rules) }
    let total = members.reduce(UInt64(0)) { $0 &+ $1.status.size }
    if total > rules.bundleBytes { wrong.append("all files together are larger than \(rules.bundleBytes) bytes") }
    if members.count > rules.members { wrong.append("there are more than \(rules.members) files") }
  }

  /// `concept.txt` or `concept.md` wins over other texts, which are then only kept.
  private mutating func chooseConcept() {
    let named = members.indices.filter {
      members[$0].kind == .conceptText && FileKind.stem(of: members[$0].name.lowercased()) == "concept"
    }
    guard !named.isEmpty else { return }
    for index in members.indices where members[index].kind == .conceptText && !named.contains(index) {
      members[index].kind = .other
    }
  }

  /// A single file of no known kind may be the song: what it holds decides later.
  private mutating func promoteUnknownSong() {
    let unknown = members.indices.filter { members[$0].kind == .other && members[$0].folder.isEmpty }
    if unknown.count == 1, !["pdf", "json", "png", "jpg", "jpeg", "gif", "html"].contains(
      FileKind.ending(of: members[unknown[0]].name.lowercased())) {
      members[unknown[0]].kind = .song
    }
  }

  private mutating func judgeCounts() {
    let songs = all(.song), texts = all(.conceptText)
    if songs.isEmpty { missing.append("there is no song in it; add one audio file (mp3, m4a, flac, wav, ogg, opus, aiff…)") }
    if songs.count > 1 {
      wrong.append("there are \(songs.count) songs in it (\(list(songs))); leave one, a bundle is one song and one concept")
    }
    if texts.isEmpty && all(.conceptOptions).isEmpty {
      missing.append("there is no concept in it; add concept.txt with what the film should tell")
    }
    if texts.count > 1 { wrong.append("there are \(texts.count) concepts in it (\(list(texts))); leave one, named concept.txt") }
    if !all(.uploading).isEmpty { missing.append("an upload has not ended (\(list(all(.uploading))))") }
  }

  private mutating func judge(_ member: BundleMember, _ rules: InboxRules) {
    let name = quoted(member.original)
    switch member.status.form {
    case .file: break
    case .link: wrong.append("\(name) is a symbolic link; copy the file itself into the bundle")
    case .folder: wrong.append("\(name) is a folder too deep inside; a bundle is one folder, with references/ in it at most")
    case .other: wrong.append("\(name) is not a regular file (a pipe, socket or device); copy the file itself into the bundle")
    }
    guard member.status.form == .file else { return }
    if member.status.links != 1 { wrong.append("\(name) is a hard link to another file; copy it instead") }
    switch member.kind {
    case .song where member.status.size > rules.songBytes:
      wrong.append("the song \(name) is larger than \(rules.songBytes) bytes; use a compressed format")
    case .conceptText where member.status.size > rules.conceptBytes:
      wrong.append("the concept \(name) is larger than \(rules.conceptBytes) bytes; shorten it")
    case .conceptOptions where member.status.size > 4 * rules.conceptBytes:
      wrong.append("\(name) is larger than \(4 * rules.conceptBytes) bytes; shorten it")
    default: break
    }
  }

  private func list(_ members: [BundleMember]) -> String {
    let names = members.prefix(4).map { quoted($0.original) }
    return names.joined(separator: ", ") + (members.count > 4 ? ", …" : "")
  }
}

/// A person's name for showing: control and direction characters cannot act, only be seen.
func quoted(_ name: String) -> String {
  var out = "\""
  for scalar in name.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
      out += "\\u{\(String(scalar.value, radix: 16))}"
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out + "\""
}
