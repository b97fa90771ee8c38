// What lies in a bundle, seen from outside: names, types and sizes. Nothing is opened.
import Spool

/// One file of a bundle.
struct BundleMember: Equatable {
  /// Folder below the bundle, "" at the top.
  var folder: String
  var name: String
  var kind: FileKind
  var status: FileStatus
  /// Whether it lies where the song lies: at the top, or in the one folder that is the bundle.
  var isTop = true

  init(folder: String, name: String, kind: FileKind, status: FileStatus) {
    self.folder = folder
    self.name = name
    self.kind = kind
    self.status = status
    isTop = folder.isEmpty
  }

  /// The name its owner gave it, where it lies under another one now.
  var given: String?

  /// What its owner calls it.
  var original: String { folder.isEmpty ? given ?? Taken.shown(name) : "\(folder)/\(name)" }
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
  /// Whether `members` is all there is: false where a folder may not be opened or holds too much.
  var isListed = true
  /// Names that were looked at, whatever came of it.
  var looks = 0

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
    if members.count > rules.members || (!isListed && wrong.isEmpty) {
      wrong.append("there are more than \(rules.members) files")
    }
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

  /// A single file of no known kind may be the song: what it holds decides later. Not a hidden one (an upload under way,
  /// a file manager's note), and not one whose ending says what else it is: the song may still be coming.
  private mutating func promoteUnknownSong() {
    let unknown = members.indices.filter { index in
      let member = members[index]
      return member.kind == .other && member.isTop && member.status.form == .file
        && member.name.utf8.first != UInt8(ascii: ".") && !FileKind.isKnownStranger(Taken.shown(member.name))
    }
    if unknown.count == 1 { members[unknown[0]].kind = .song }
  }

  private mutating func judgeCounts() {
    let songs = all(.song)
    for song in songs where song.status.form == .file && song.status.size == 0 {
      missing.append("the song \(quoted(song.original)) is empty; copy it again")
    }
    if songs.isEmpty {
      missing.append("there is no song in it; add one audio file (mp3, m4a, flac, wav, ogg, opus, aiff…)")
    }
    if songs.count > 1 {
      wrong.append(
        "there are \(songs.count) songs in it (\(list(songs))); leave one, a bundle is one song and one concept")
    }
    judgeConcepts()
    if !all(.uploading).isEmpty { missing.append("an upload has not ended (\(list(all(.uploading))))") }
  }

  private mutating func judgeConcepts() {
    let texts = all(.conceptText)
    let options = all(.conceptOptions)
    if texts.isEmpty && options.isEmpty {
      missing.append("there is no concept in it; add concept.txt with what the film should tell")
    }
    for text in texts + options where text.status.form == .file && text.status.size == 0 {
      missing.append("the concept \(quoted(text.original)) is empty; write what the film should tell")
    }
    if options.count > 1 {
      wrong.append("there are \(options.count) files concept.json in it (\(list(options))); leave one")
    }
    if texts.count > 1 {
      wrong.append("there are \(texts.count) concepts in it (\(list(texts))); leave one, named concept.txt")
    }
  }

  private mutating func judge(_ member: BundleMember, _ rules: InboxRules) {
    let name = quoted(member.original)
    switch member.status.form {
    case .file: break
    case .link: wrong.append("\(name) is a symbolic link; copy the file itself into the bundle")
    case .folder:
      wrong.append("\(name) is a folder too deep inside; a bundle is one folder, with references/ in it at most")
    case .other:
      wrong.append("\(name) is not a regular file (a pipe, socket or device); copy the file itself into the bundle")
    }
    guard member.status.form == .file else { return }
    if member.status.links != 1 { wrong.append("\(name) is a hard link to another file; copy it instead") }
    judgeSize(member, name, rules)
  }

  private mutating func judgeSize(_ member: BundleMember, _ name: String, _ rules: InboxRules) {
    switch member.kind {
    case .song where member.status.size > rules.songBytes:
      wrong.append("the song \(name) is larger than \(rules.songBytes) bytes; use a compressed format")
    // A byte order mark is no part of the concept.
    case .conceptText where member.status.size > rules.conceptBytes + 3:
      wrong.append("the concept \(name) is larger than \(rules.conceptBytes) bytes; shorten it")
    case .conceptOptions where member.status.size > 4 * rules.conceptBytes,
      .submitOptions where member.status.size > 4 * rules.conceptBytes:
      wrong.append("\(name) is larger than \(4 * rules.conceptBytes) bytes; shorten it")
    default: break
    }
  }

  private func list(_ members: [BundleMember]) -> String {
    let names = members.prefix(4).map { quoted($0.original) }
    return names.joined(separator: ", ") + (members.count > 4 ? ", …" : "")
  }
}

/// A person's name between quotation marks; see ``visible(_:)``.
func quoted(_ name: String) -> String { "\"\(visible(name))\"" }

/// A person's name for showing: control and direction characters cannot act, only be seen.
func visible(_ name: String) -> String {
  var out = ""
  for scalar in name.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
      out += "\\u{\(String(scalar.value, radix: 16))}"
    default: out.unicodeScalars.append(scalar)
    }
  }
  return out
}
