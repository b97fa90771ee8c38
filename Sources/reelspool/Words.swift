// Figures as people read them.

/// "-0.25": `digits` after the point, 1 to 6.
func decimal(_ value: Double, _ digits: Int) -> String {
  guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
  let scale = (0..<digits).reduce(1) { product, _ in product * 10 }
  let whole = Int((abs(value) * Double(scale)).rounded())
  let rest = String(whole % scale)
  let zeros = String(repeating: "0", count: digits - rest.count)
  return "\(value < 0 && whole > 0 ? "-" : "")\(whole / scale).\(zeros)\(rest)"
}

/// "512 B", "3.4 MB": powers of ten, as disks are sold.
func bytes(_ count: Int64) -> String {
  let units = ["B", "kB", "MB", "GB", "TB"]
  var value = Double(count)
  var unit = 0
  while abs(value) >= 1000 && unit < units.count - 1 {
    value /= 1000
    unit += 1
  }
  return unit == 0 ? "\(count) B" : "\(decimal(value, 1)) \(units[unit])"
}

/// Seconds of "45s", "90m", "12h", "30d", "2w"; a number alone is days. Nil for anything else.
func span(_ text: String) -> Double? {
  let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604_800]
  let unit = text.last.flatMap { units[$0] }
  guard let value = Double(unit == nil ? text[...] : text.dropLast()), value >= 0, value.isFinite else { return nil }
  return value * (unit ?? 86400)
}

/// "4 s", "3 min", "2 h", "5 days": how long something takes or took, as one says it.
func roughly(_ seconds: Double) -> String {
  if seconds < 90 { return "\(Int(seconds.rounded())) s" }
  if seconds < 5400 { return "\(Int((seconds / 60).rounded())) min" }
  if seconds < 172_800 { return "\(Int((seconds / 3600).rounded())) h" }
  return "\(Int((min(seconds, 1e12) / 86400).rounded())) days"
}
