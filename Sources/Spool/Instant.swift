// Wall-clock instants, as files carry them and as documents show them.
import CShim
import Glibc

/// Nanoseconds since 1970, UTC; what a file's modification time is.
public struct Instant: Sendable, Hashable, Comparable, CustomStringConvertible {
  public var nanoseconds: Int64

  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  public static var now: Instant { Instant(nanoseconds: rs_now_ns()) }

  public static func < (a: Instant, b: Instant) -> Bool { a.nanoseconds < b.nanoseconds }
  public static func + (a: Instant, seconds: Double) -> Instant {
    // A server may ask us to wait for ever, and a person may touch a file into the year 2262: the end of time is no crash.
    let change = Int64(exactly: (seconds * 1e9).rounded()) ?? (seconds < 0 ? .min : .max)
    let (sum, overflow) = a.nanoseconds.addingReportingOverflow(change)
    return Instant(nanoseconds: overflow ? (change < 0 ? .min : .max) : sum)
  }
  /// Seconds from `b` to `a`.
  public static func - (a: Instant, b: Instant) -> Double {
    let (difference, overflow) = a.nanoseconds.subtractingReportingOverflow(b.nanoseconds)
    return overflow ? (Double(a.nanoseconds) - Double(b.nanoseconds)) / 1e9 : Double(difference) / 1e9
  }

  /// The same instant in whole milliseconds: what fits into a document exactly.
  public var inMilliseconds: Instant { Instant(nanoseconds: nanoseconds - nanoseconds.modulo(1_000_000)) }

  /// RFC 3339 in UTC with milliseconds: `2026-11-22T20:26:30.125Z`.
  public var description: String {
    var seconds = time_t((nanoseconds - nanoseconds.modulo(1_000_000_000)) / 1_000_000_000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let fields = [
      pad(Int(parts.tm_year) + 1900, 4), "-", pad(Int(parts.tm_mon) + 1, 2), "-", pad(Int(parts.tm_mday), 2), "T",
      pad(Int(parts.tm_hour), 2), ":", pad(Int(parts.tm_min), 2), ":", pad(Int(parts.tm_sec), 2), ".",
      pad(Int(nanoseconds.modulo(1_000_000_000) / 1_000_000), 3), "Z",
    ]
    return fields.joined()
  }

  /// Reads what `description` writes; nil for anything else, also for a day that no month has and for years that
  /// nanoseconds do not reach (1678 to 2261 they do): people edit tickets.
  public init?(_ text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 24, digits[10] == UInt8(ascii: "T"), digits[23] == UInt8(ascii: "Z") else { return nil }
    func number(_ range: Range<Int>) -> Int? { Int(String(decoding: digits[range], as: UTF8.self)) }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19), let milli = number(20..<23)
    else { return nil }
    var parts = tm()
    parts.tm_year = Int32(year - 1900)
    parts.tm_mon = Int32(month - 1)
    parts.tm_mday = Int32(day)
    parts.tm_hour = Int32(hour)
    parts.tm_min = Int32(minute)
    parts.tm_sec = Int32(second)
    let (whole, overflow) = Int64(timegm(&parts)).multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow else { return nil }
    self = Instant(nanoseconds: whole) + Double(milli) / 1000
    guard description == text else { return nil }
  }

  private func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Int64 {
  /// The remainder that is never negative, before 1970 too.
  fileprivate func modulo(_ divisor: Int64) -> Int64 {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
