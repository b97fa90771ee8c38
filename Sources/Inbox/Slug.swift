/// A person's title as a name that is safe and readable everywhere.
public enum Slug {
  /// Letters that people expect to keep, without their accents. Everything else that is not `a-z0-9` becomes a dash.
  private static let plain: [Swift.Character: String] = {
    var table: [Swift.Character: String] = ["ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th"]
    for (letter, forms) in [
      "a": "àáâãäåāăą", "c": "çćčĉ", "d": "ď", "e": "èéêëēėęě", "g": "ğģ", "i": "ìíîïīįı", "k": "ķ", "l": "ļľĺ",
      "n": "ñńňņ", "o": "òóôõöōő", "r": "ŕř", "s": "śšşș", "t": "ťţț", "u": "ùúûüūůűų", "y": "ýÿ", "z": "źžż",
    ] {
      for form in forms { table[form] = letter }
    }
    return table
  }()

  /// At most 40 bytes of `[a-z0-9-]`, no dash at either end; `song` if nothing is left.
  public static func of(_ title: String) -> String {
    var out = ""
    for letter in title.lowercased() {
      if letter.isASCII, letter.isLetter || letter.isNumber {
        out.append(letter)
      } else if let form = plain[letter] {
        out += form
      } else if !out.isEmpty, out.last != "-" {
        out.append("-")
      }
    }
    let cut = out.prefix(40).trimmingDashes()
    return cut.isEmpty ? "song" : cut
  }
}

extension Substring {
  fileprivate func trimmingDashes() -> String {
    var text = self
    while text.last == "-" { text.removeLast() }
    while text.first == "-" { text.removeFirst() }
    return String(text)
  }
}
