// .reelspool/ledger/: one file a month, only ever appended to. The truth about money; everything else about it can be
// made again from here.
import Spool

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
  func append(_ line: LedgerLine) throws(SpoolError) {
    try Durable.append(Array(try line.text().utf8), to: "\(line.at.prefix(7)).ndjson", in: folder)
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
