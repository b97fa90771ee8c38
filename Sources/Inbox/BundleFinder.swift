// Which entries of the inbox belong together.
import Spool

struct FoundBundle: Equatable {
  var form: BundleForm
  /// What identifies it while it settles.
  var label: String
  /// What people call it.
  var title: String
}

struct BundleFinder {
  var inbox: Folder

  /// The bundles among the inbox's visible entries: folders, archives, and loose files joined by their stem.
  func bundles(among entries: [String]) -> [FoundBundle] {
    let visible = entries.filter { !FileKind.isIgnoredInInbox($0) }
    return group(visible.map { ($0, $0) })
  }

  /// What an adoption that was cut off left hidden.
  func hiddenBundles(among entries: [String]) -> [FoundBundle] { group(entries.map { ($0, Taken.shown($0)) }) }

  /// - Parameter entries: names on the disk, and the names their owner knows.
  private func group(_ entries: [(disk: String, shown: String)]) -> [FoundBundle] {
    var found: [FoundBundle] = []
    var loose: [String: [(disk: String, shown: String)]] = [:]
    for entry in entries.sorted(by: { $0.disk < $1.disk }) {
      guard let status = try? inbox.status(entry.disk) else { continue }
      if status.form == .folder {
        found.append(FoundBundle(form: .folder(entry.disk), label: entry.disk, title: entry.shown))
      } else if FileKind.isArchive(entry.shown) && status.form == .file {
        found.append(
          FoundBundle(form: .archive(entry.disk), label: entry.disk, title: FileKind.stem(of: entry.shown)))
      } else {
        loose[FileKind.stem(of: entry.shown), default: []].append(entry)
      }
    }
    for (stem, files) in loose.sorted(by: { $0.key < $1.key }) {
      // A folder of the same name is another bundle.
      found.append(FoundBundle(form: .loose(files.map(\.disk)), label: "\(stem)/", title: stem))
    }
    return found
  }
}
