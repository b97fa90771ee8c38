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

  /// Reads one line of the watcher, without its NUL; nil for anything else, which a broken watcher may send. Bytes, not
  /// text: a name need not be UTF-8, and an accent may follow the mark.
  init?(_ line: some Collection<UInt8>) {
    guard let mark = line.first else { return nil }
    let rest = Array(line.dropFirst())
    let path = DiskName.text(of: rest)
    switch mark {
    case UInt8(ascii: "="): self = .watching(path)
    case UInt8(ascii: "?"):
      // A name may hold a tab, the reason behind the last one does not.
      self = .cannotWatch(DiskName.text(of: rest[..<(rest.lastIndex(of: UInt8(ascii: "\t")) ?? rest.endIndex)]))
    case UInt8(ascii: "*"): self = .changed(path)
    case UInt8(ascii: ">"): self = .arrived(path)
    case UInt8(ascii: "x"): self = .gone(path)
    case UInt8(ascii: "!"): self = .overflow
    default: return nil
    }
  }
}
