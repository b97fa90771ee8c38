// .reelspool/ledger/: one file a month, only ever appended to. The truth about money; everything else about it can be
// made again from here.
import Spool
import Vocabulary

/// The ledger's files.
public struct LedgerFolder: Sendable {
  let folder: Folder

  public init(_ folder: Folder) { self.folder = folder }

  /// The most that is read of one month: 64 MB, about 200,000 lines.
  private static let mostBytes = 64 << 20

  static func isMonth(_ name: String) -> Bool {
    name.utf8.count == 14 && name.hasSuffix(".ndjson") && name.prefix(4).allSatisfy(\.isNumber)
  }

  /// All lines, the oldest first, and the names of the months in which a line could not be read.
  public func lines() throws(SpoolError) -> (lines: [LedgerLine], damaged: [String]) {
    var lines: [LedgerLine] = []
    var damaged: [String] = []
    for name in try folder.names().filter(Self.isMonth).sorted() {
      let text = String(decoding: try folder.read(name, limit: Self.mostBytes), as: UTF8.self)
      for part in text.split(separator: "\n") {
        if let line = LedgerLine(text: part) {
          lines.append(line)
        } else if damaged.last != name {
          damaged.append(name)
        }
      }
    }
    return (lines, damaged)
  }

  /// Appends one line to the month's file; durable when this returns.
  ///
  /// - Returns: its bytes.
  @discardableResult func append(_ line: LedgerLine) throws(SpoolError) -> Int {
    let bytes = Array(try line.text().utf8)
    try Durable.append(bytes, to: "\(line.at.prefix(7)).ndjson", in: folder)
    return bytes.count
  }

  /// Bytes of all months; what is appended by another process is seen by it.
  func size() -> Int {
    let names = ((try? folder.names()) ?? []).filter(Self.isMonth)
    return names.reduce(0) { sum, name in sum + Int((try? folder.status(name))?.size ?? 0) }
  }

  /// Calls of `job` whose end nobody has written down, the oldest first.
  ///
  /// - Parameter subject: only those for this shot or character.
  public func open(of job: String, subject: String? = nil) throws(SpoolError) -> [LedgerLine] {
    try Books(lines().lines).open.values.filter { $0.job == job && (subject == nil || $0.subject == subject) }
      .sorted { ($0.at, $0.id) < ($1.at, $1.id) }
  }

  /// Writes down how a call ended, because a person knows: beside a daemon, too, which makes its books anew.
  ///
  /// - Parameter cost: what was charged; nil where nothing was.
  public func end(_ call: LedgerLine, cost: MicroDollars?, at now: Instant = .now) throws(SpoolError) {
    let line =
      cost.map { call.followed(by: .settled, amount: $0, basis: .person, at: now) }
      ?? call.followed(by: .released, amount: 0, basis: nil, at: now)
    try append(line)
  }

  /// Cuts off what a crash left of a last line, keeping the piece in `aside`; the names of the files concerned.
  func mend(into aside: Folder, tmp: Folder) throws(SpoolError) -> [String] {
    var mended: [String] = []
    for name in try folder.names().filter(Self.isMonth) {
      let bytes = try folder.read(name, limit: Self.mostBytes)
      guard let last = bytes.last, last != UInt8(ascii: "\n") else { continue }
      let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      try Durable.publish(Array(bytes[whole...]), as: Durable.temporaryName("ledger-\(name)"), in: aside, through: tmp)
      try Durable.replace(Array(bytes[..<whole]), as: name, in: folder, through: tmp)
      mended.append(name)
    }
    return mended
  }
}
