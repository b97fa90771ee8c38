@testable import Media
@testable import Spool

extension Parser {
  static let names = [
    Parser(name: "hint") { bytes in _ = Hint(bytes) },
    // A name that is no UTF-8 becomes a text and the same name again.
    Parser(name: "disk-name") { bytes in
      let name = bytes.filter { $0 != 0 }
      let back = DiskName.bytes(of: DiskName.text(of: name)).dropLast().map { UInt8(bitPattern: $0) }
      precondition(Array(back) == name)
    },
    Parser(name: "instant") { bytes in
      guard let instant = Instant(String(decoding: bytes, as: UTF8.self)) else { return }
      precondition(Instant("\(instant)") != nil)
    },
    Parser(name: "probe") { bytes in
      var report = ProbeReport()
      for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") { report.take(line) }
      _ = report.probe
    },
  ]
}
