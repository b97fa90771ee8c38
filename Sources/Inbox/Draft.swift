// A job folder in the making, below `.reelspool/tmp`: invisible to everybody until one rename publishes it.
import CShim
import Glibc
import Spool
import Vocabulary

/// The job that a bundle is turned into.
final class Draft {
  let name: String
  let tmp: Folder
  let folder: Folder
  let source: Folder
  private(set) var files = SourceFiles()

  init(in spool: SpoolFolders) throws(SpoolError) {
    tmp = try spool.own("tmp")
    name = Durable.temporaryName("adopt")
    folder = try tmp.folder(making: name)
    source = try folder.folder(making: "source")
  }

  /// Throws everything away; the bundle is untouched.
  func discard() { try? tmp.removeTree(name) }

  /// Copies one member of the bundle to its place in `source/`.
  func add(_ member: BundleMember, from bundle: Folder) throws(CopyFault) {
    let place = try folders(member.folder, in: bundle)
    let (name, target) = try placeFor(member)
    let copied = try FileCopy.copy(
      member.name, of: place, to: String(name.split(separator: "/").last!), in: target, expecting: member.status)
    note(SourceFile(name: name, original: member.original, bytes: copied.bytes, digest: copied.digest), member.kind)
  }

  /// Opens `a/b` below the bundle, component by component: a link on the way is refused by the opening.
  private func folders(_ path: String, in bundle: Folder) throws(CopyFault) -> Folder {
    var place = bundle
    for part in path.split(separator: "/") {
      do throws(SpoolError) { place = try place.folder(String(part)) } catch {
        throw error.kind == .lostRace ? .changed : .unreadable("the folder \(quoted(path)) cannot be opened")
      }
    }
    return place
  }

  private func placeFor(_ member: BundleMember) throws(CopyFault) -> (String, Folder) {
    let ending = Slug.safeEnding(FileKind.ending(of: member.name.lowercased()))
    do throws(SpoolError) {
      switch member.kind {
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
    case .song where files.song == nil: files.song = file
    case .conceptText where files.concept == nil: files.concept = file
    case .conceptOptions where files.concept == nil: files.concept = file
    case .reference: files.references.append(file)
    case .character: files.character = file
    case .lyrics: files.lyrics = file
    default: files.extras.append(file)
    }
  }

  /// The bytes of a copied text, or nil where there is none.
  func text(_ name: String, limit: Int) -> [UInt8]? { try? source.read(name, limit: limit) }

  /// Writes a document of the job; it is synced when this returns.
  func write(_ bytes: [UInt8], as name: String) throws(SpoolError) {
    try Durable.publish(bytes, as: name, in: folder, through: tmp)
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
