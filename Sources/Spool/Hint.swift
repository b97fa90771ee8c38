/// What the watcher says. A hint names something to look at again; the folders are the truth.
public enum Hint: Sendable, Equatable {
  /// The watch on a folder stands: what is listed from now on misses nothing.
  case watching(String)
  /// The folder cannot be watched; the sweep looks after it.
  case cannotWatch(String)
  /// Something changed below a watched path: `folder/name`.
  case changed(String)
  /// The same, and it came by one rename: whole.
  case arrived(String)
  /// A watched folder itself went away or moved.
  case gone(String)
  /// Events were lost: look at everything.
  case overflow

  /// Reads one NUL-terminated line of the watcher; nil for anything else, which a broken watcher may send.
  init?(_ line: String) {
    guard let mark = line.first else { return nil }
    let path = String(line.dropFirst())
    switch mark {
    case "=": self = .watching(path)
    case "?": self = .cannotWatch(String(path.prefix { $0 != "\t" }))
    case "*": self = .changed(path)
    case ">": self = .arrived(path)
    case "x": self = .gone(path)
    case "!": self = .overflow
    default: return nil
    }
  }
}
