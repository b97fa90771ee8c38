// A job folder in the making, below `.reelspool/tmp`: invisible to everybody until one rename publishes it.
import CShim
import Glibc
import Media
import Spool
import Vocabulary

/// The job that a bundle is turned into.
final class Draft {
  let name: String
  let tmp: Folder
  let folder: Folder
  let source: Folder
  private let stop: Stop
  private var files = SourceFiles()
  /// The members that were copied, as the disk spells them.
  private var copied: Set<[CChar]> = []
  /// Our copy of an archive, while it is neither kept nor cleared away.
  private var archive: SourceFile?

  init(in spool: SpoolFolders, stop: Stop) throws(SpoolError) {
    self.stop = stop
    tmp = try spool.own("tmp")
    name = Durable.temporaryName("adopt")
    folder = try tmp.folder(making: name, synced: false)
    source = try folder.folder(making: "source", synced: false)
  }

  /// What lies in `source/`. A concept.json is the concept where there is no other.
  var sources: SourceFiles {
    var out = files
    if out.concept == nil { swap(&out.concept, &out.options) }
    return out
  }

  /// Throws everything away; the bundle is untouched.
  func discard() { try? tmp.removeTree(name) }

  /// Copies one member of the bundle to its place in `source/`. A second one of a kind is an extra.
  func add(_ member: BundleMember, from bundle: Folder) throws(CopyFault) {
    let place = try folders(member.folder, in: bundle)
    let role = hasOne(member.kind) ? .other : member.kind
    let (name, target) = try placeFor(member, role)
    let file = try FileCopy.copy(
      member.name, of: place, to: String(name.split(separator: "/").last!), in: target, expecting: member.status,
      stop: stop)
    note(SourceFile(name: name, original: member.original, bytes: file.bytes, digest: file.digest), role)
    copied.insert(Self.key(member))
  }

  /// Whether this member was copied.
  func has(_ member: BundleMember) -> Bool { copied.contains(Self.key(member)) }

  private static func key(_ member: BundleMember) -> [CChar] { disk("\(member.folder)/\(member.name)") }

  private func hasOne(_ kind: FileKind) -> Bool {
    switch kind {
    case .song: files.song != nil
    case .conceptText: files.concept != nil
    case .conceptOptions: files.options != nil
    case .submitOptions: source.has("submit.json")
    case .character: files.character != nil
    case .lyrics: files.lyrics != nil
    case .reference, .uploading, .junk, .other: false
    }
  }

  // MARK: Archives

  /// Copies an archive to where it is unpacked.
  func copyArchive(_ entry: Taken.Entry, from inbox: Folder) throws(CopyFault) {
    let copy = try FileCopy.copy(
      entry.hidden, of: inbox, to: Unpacker.copyName, in: folder, expecting: entry.status, stop: stop)
    archive = SourceFile(name: "", original: entry.name, bytes: copy.bytes, digest: copy.digest)
  }

  /// Moves the copy of the archive into `source/`; false where there is none.
  func keepArchive() throws(SpoolError) -> Bool {
    guard var kept = archive else { return false }
    let ending = String(kept.original.dropFirst(FileKind.stem(of: kept.original).count)).lowercased()
    let name = "extra-\(files.extras.count + 1)\(ending)"
    try Durable.move(Unpacker.copyName, from: folder, to: source.folder(making: "extras"), as: name)
    kept.name = "extras/\(name)"
    files.extras.append(kept)
    archive = nil
    return true
  }

  /// Removes what was only needed to unpack an archive.
  func clear() throws(SpoolError) {
    for name in [Unpacker.copyName, Unpacker.place] { try folder.removeTree(name) }
    archive = nil
  }

  // MARK: Places

  /// Opens `a/b` below the bundle, component by component: a link on the way is refused by the opening.
  private func folders(_ path: String, in bundle: Folder) throws(CopyFault) -> Folder {
    var place = bundle
    for part in pathParts(path) {
      do throws(SpoolError) { place = try place.folder(part) } catch {
        switch error.kind {
        case .lostRace: throw .changed
        case .denied, .notRegular: throw .unreadable("the folder \(quoted(path)) cannot be opened")
        default: throw .spool(error)
        }
      }
    }
    return place
  }

  private func placeFor(_ member: BundleMember, _ role: FileKind) throws(CopyFault) -> (String, Folder) {
    let ending = Slug.safeEnding(FileKind.ending(of: member.name.lowercased()))
    do throws(SpoolError) {
      switch role {
      case .song: return ("song\(ending)", source)
      case .conceptText: return ("concept.txt", source)
      case .conceptOptions: return ("concept.json", source)
      case .submitOptions: return ("submit.json", source)
      case .character: return ("character.json", source)
      case .lyrics: return ("lyrics.lrc", source)
      case .reference:
        return ("references/reference-\(files.references.count + 1)\(ending)", try source.folder(making: "references"))
      case .uploading, .junk, .other:
        return ("extras/extra-\(files.extras.count + 1)\(ending)", try source.folder(making: "extras"))
      }
    } catch { throw .spool(error) }
  }

  private func note(_ file: SourceFile, _ kind: FileKind) {
    switch kind {
    case .song: files.song = file
    case .conceptText: files.concept = file
    case .conceptOptions: files.options = file
    case .reference: files.references.append(file)
    case .character: files.character = file
    case .lyrics: files.lyrics = file
    default: files.extras.append(file)
    }
  }

  /// The bytes of a copied text, or nil where there is none.
  func text(_ name: String, limit: Int) -> [UInt8]? { try? source.read(name, limit: limit) }

  /// Writes a document of the job.
  func write(_ bytes: [UInt8], as name: String) throws(SpoolError) {
    try Durable.add(bytes, as: name, toDraft: folder)
  }

  /// The instant of acceptance: one rename makes the job exist.
  ///
  /// - Throws: `.taken` if a job of that name appeared meanwhile.
  func publish(as job: String, in state: JobState, of spool: SpoolFolders) throws(SpoolError) {
    for name in try source.names() where try source.status(name).form == .folder {
      try source.folder(name).sync()
    }
    try source.sync()
    try folder.sync()
    try Durable.move(name, from: tmp, to: spool[state], as: job)
  }
}

extension Slug {
  /// ".flac" of "flac"; "" for what is not a short plain ending.
  static func safeEnding(_ ending: String) -> String {
    let isPlain = ending.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return isPlain && !ending.isEmpty && ending.utf8.count <= 8 ? ".\(ending)" : ""
  }
}
