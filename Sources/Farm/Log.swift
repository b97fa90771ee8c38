// What the daemon says: one fact a line, on standard error, greppable by job and shot. Every line is documented in
// docs/log.md.
import Glibc
import Spool

public struct Log: Sendable {
  public enum Level: String, Sendable {
    case info = ""
    case warning = "warning: "
    case error = "error: "
  }

  private let sink: @Sendable (String) -> Void

  public init(_ sink: @escaping @Sendable (String) -> Void) { self.sink = sink }

  /// To standard error; with the time of day unless a journal adds its own.
  public static let standard = Log { line in
    let isJournal = getenv("JOURNAL_STREAM") != nil
    let text = (isJournal ? "" : "\(Instant.now) ") + line + "\n"
    _ = text.withCString { write(2, $0, strlen($0)) }
  }

  public static let silent = Log { _ in }

  public func callAsFunction(_ level: Level = .info, _ text: String) {
    // A log line is one line, whatever a file name or a server put into it.
    sink(level.rawValue + text.replacingControls())
  }
}

extension String {
  /// The text with control and direction characters made visible.
  func replacingControls() -> String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
          default: scalar
          }
        }))
  }
}
