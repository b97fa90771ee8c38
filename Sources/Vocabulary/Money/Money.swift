/// Millionths of a US dollar: whole numbers, so that sums are exact.
public typealias MicroDollars = Int64

/// Money as people write and read it.
public enum Money {
  /// "$0.042", "$1.50", "-$0.01": as many digits as the amount has, two at least.
  public static func text(_ amount: MicroDollars) -> String {
    let magnitude = amount.magnitude
    var digits = String(1_000_000 + magnitude % 1_000_000).dropFirst()
    while digits.count > 2 && digits.last == "0" { digits.removeLast() }
    return "\(amount < 0 ? "-" : "")$\(magnitude / 1_000_000).\(digits)"
  }

  /// Reads "0.042", "$1.5" or "12"; nil for anything else, for more than six digits behind the point, and for amounts
  /// above a million dollars, which nobody means.
  public static func read(_ text: String) -> MicroDollars? {
    let bare = text.first == "$" ? text.dropFirst() : text[...]
    let parts = bare.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, isDigits(whole), whole.count <= 7, let dollars = Int64(whole) else { return nil }
    guard parts.count == 2 else { return checked(dollars * 1_000_000) }
    guard isDigits(parts[1]), parts[1].count <= 6 else { return nil }
    let padded = parts[1] + String(repeating: "0", count: 6 - parts[1].count)
    return Int64(padded).flatMap { checked(dollars * 1_000_000 + $0) }
  }

  private static func checked(_ amount: MicroDollars) -> MicroDollars? { amount <= 1_000_000_000_000 ? amount : nil }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }
}
