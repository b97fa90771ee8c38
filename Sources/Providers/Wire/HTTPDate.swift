import Glibc

/// Dates as HTTP writes them (RFC 9110, 5.6.7): `Sun, 22 Nov 2026 20:26:30 GMT`.
enum HTTPDate {
  /// Seconds from `from` (the server's own clock; ours where it says none) until `date`; nil for what is no date.
  static func seconds(until date: String, from: String?) -> Double? {
    guard let then = read(date) else { return nil }
    return Double(then - (from.flatMap(read) ?? Int(time(nil))))
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  static func read(_ text: String) -> Int? {
    let parts = text.split { $0 == " " || $0 == "," || $0 == ":" }
    guard parts.count == 8, parts[7] == "GMT", let month = months.firstIndex(of: String(parts[2])),
      let day = Int32(parts[1]), let year = Int32(parts[3]), let hour = Int32(parts[4]), let minute = Int32(parts[5]),
      let second = Int32(parts[6]), (1970..<10000).contains(year)
    else { return nil }
    var broken = tm()
    broken.tm_year = year - 1900
    broken.tm_mon = Int32(month)
    broken.tm_mday = day
    broken.tm_hour = hour
    broken.tm_min = minute
    broken.tm_sec = second
    return timegm(&broken)
  }
}
