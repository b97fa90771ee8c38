// Archives. bsdtar reads them (zip, tar, tar.gz and what else it knows) from our own copy and writes one plain cpio
// stream; it never gets to write a file. We read the stream: regular files only, bounded in number and in bytes,
// however the archive describes itself, and no name that climbs.
import Glibc
import Media
import Spool

struct Unpacker: Sendable {
  /// The folder in the draft where an archive's members lie until they are copied to `source/`.
  static let place = "unpacked"
  static let copyName = "archive"
  /// Standard input, output, error, and the archive. An archive may be an mtree(5) list, which bsdtar follows to files
  /// anywhere on this machine and packs those: with this limit it cannot open a second file.
  private static let openFiles = 4
  let stop: Stop

  /// Unpacks the archive `entry` into the draft and looks at what came out as at a dropped folder. What is wrong with
  /// the archive itself is said in the contents, not thrown.
  func unpack(_ entry: Taken.Entry, from inbox: Folder, into draft: Draft, _ rules: InboxRules)
    throws(CopyFault) -> BundleContents
  {
    guard entry.status.size <= rules.bundleBytes else {
      return Self.wrong("the archive is larger than \(rules.bundleBytes) bytes")
    }
    try draft.copyArchive(entry, from: inbox)
    do throws(SpoolError) {
      let target = try draft.folder.folder(making: Self.place)
      if let fault = try extract(in: draft.folder, into: target, rules) {
        return fault.mayHeal ? Self.missing(fault.reason) : Self.wrong(fault.reason)
      }
      return try BundleReader(rules: rules).read(.folder(Self.place), in: draft.folder)
    } catch { throw .spool(error) }
  }

  private static func wrong(_ reason: String) -> BundleContents {
    var contents = BundleContents()
    contents.wrong = [reason]
    return contents
  }

  private static func missing(_ reason: String) -> BundleContents {
    var contents = BundleContents()
    contents.missing = [reason]
    return contents
  }

  /// What is wrong with an archive; `mayHeal` where the rest of its upload may mend it.
  private struct Fault {
    var reason: String
    var mayHeal: Bool
  }

  /// - Returns: what is wrong with the archive, or nil.
  private func extract(in folder: Folder, into target: Folder, _ rules: InboxRules) throws(SpoolError) -> Fault? {
    let writer = MemberWriter(target: target, rules: rules)
    var reader = CpioReader()
    let halt = Stop()
    let limits = ChildLimits(
      wallSeconds: 300, idleSeconds: 60, outputBytes: Int(rules.bundleBytes) + (16 << 20), cpuSeconds: 300,
      fileBytes: 1 << 20, memoryBytes: 2 << 30, openFiles: Self.openFiles)
    do throws(MediaError) {
      try Child.run(
        Tool.bsdtar(), ["-c", "-f", "-", "--format", "newc", "@" + Self.copyName],
        in: Workplace(descriptor: folder.descriptor),
        output: .bytes { bytes in
          guard writer.fault == nil, !stop.isAsked else { return halt.ask() }
          do { try reader.feed(bytes, writer.take) } catch { writer.fail(error) }
        }, limits: limits, fence: Fence(reads: [Self.copyName]), stop: halt)
    } catch {
      if let error = writer.spoolError { throw error }
      if stop.isAsked { throw SpoolError(.lostRace, "stopped while unpacking") }
      if case .cannotStart = error.kind { throw SpoolError(.exhausted, error.message) }
      return writer.fault.map { Fault(reason: $0, mayHeal: false) } ?? Self.fault(of: error)
    }
    if let error = writer.spoolError { throw error }
    if let reason = writer.fault { return Fault(reason: reason, mayHeal: false) }
    return reader.isFinished ? nil : Fault(reason: "the archive ends too early; upload it again", mayHeal: true)
  }

  private static func fault(of error: MediaError) -> Fault {
    switch error.kind {
    case .missing: Fault(reason: "archives cannot be opened here: \(error.message)", mayHeal: false)
    case .timedOut, .stalled: Fault(reason: "the archive takes too long to unpack", mayHeal: false)
    case .tooLarge: Fault(reason: "the archive unpacks to more than is accepted", mayHeal: false)
    default:
      Fault(
        reason: "the archive cannot be read; pack it again as .zip or .tar.gz, or drop it as a folder", mayHeal: true)
    }
  }
}
