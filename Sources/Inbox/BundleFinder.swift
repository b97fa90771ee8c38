// Which entries of the inbox belong together.
import Spool

/// Something in the inbox that may become a job.
struct FoundBundle: Equatable {
  var form: BundleForm
  /// What people call it.
  var title: String
  /// What identifies it while it settles and while it is adopted. Bytes, with a mark of the form before them: a folder
  /// `night` lies beside the loose `night.flac`, and two spellings of one accent are two names on the disk.
  var key: [CChar]
}

/// Groups the names of the inbox.
struct BundleFinder {
  var inbox: Folder

  /// The bundles among the inbox's visible entries: folders, archives, and loose files joined by their stem.
  func bundles(among entries: [String]) -> [FoundBundle] {
    group(entries.filter { !FileKind.isIgnoredInInbox($0) }.map { ($0, $0) })
  }

  /// What an adoption that was cut off left hidden.
  func hiddenBundles(among entries: [String]) -> [FoundBundle] { group(entries.map { ($0, Taken.shown($0)) }) }

  /// - Parameter entries: names on the disk, and the names their owner knows.
  private func group(_ entries: [(disk: String, shown: String)]) -> [FoundBundle] {
    var found: [FoundBundle] = []
    var loose: [String: [String]] = [:]
    for entry in entries.sorted(by: { $0.disk < $1.disk }) {
      guard let status = try? inbox.status(entry.disk) else { continue }
      if status.form == .folder {
        found.append(bundle(.folder(entry.disk), "/", key: entry.disk, title: entry.shown))
      } else if FileKind.isArchive(entry.shown) && status.form == .file {
        found.append(bundle(.archive(entry.disk), "@", key: entry.disk, title: FileKind.stem(of: entry.shown)))
      } else {
        loose[FileKind.stem(of: entry.shown), default: []].append(entry.disk)
      }
    }
    for (stem, files) in loose.sorted(by: { $0.key < $1.key }) {
      found.append(bundle(.loose(files), "=", key: stem, title: stem))
    }
    return found
  }

  private func bundle(_ form: BundleForm, _ mark: String, key: String, title: String) -> FoundBundle {
    FoundBundle(form: form, title: title, key: disk(mark) + disk(key))
  }
}
