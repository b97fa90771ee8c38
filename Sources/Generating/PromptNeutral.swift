extension Prompt {
  /// `text` as plain words: nothing in it is syntax to any server that we know.
  ///
  /// Brackets, bars, `@`, backslashes, weights (`x:1.4`), `__wildcards__`, leading dashes, `embedding:` prefixes and
  /// the shouted words `AND`, `BREAK`, `ADDCOMM`… lose their form; controls, direction marks and zero-width characters
  /// go; white space becomes single spaces. Running it twice changes nothing more.
  public static func neutral(_ text: String) -> String {
    let visible = text.unicodeScalars.map { isHidden($0) ? " " : String($0) }.joined()
    let bare = String(visible.map { "<>()[]{}|@\\`~^*#$=".contains($0) ? " " : $0 })
    let words = bare.split(whereSeparator: \.isWhitespace).map { neutralWord(String($0)) }.filter { !$0.isEmpty }
    return words.joined(separator: " ")
  }

  /// Controls, and format characters other than the joiner that holds an emoji together.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    case .format: scalar.value != 0x200D
    default: false
    }
  }

  private static func neutralWord(_ word: String) -> String {
    var word = Substring(word)
    while word.first == "-" || word.first == "_" || word.first == ":" { word.removeFirst() }
    var text = String(word)
    for mark in ["__", "::", "--"] { while text.contains(mark) { text = text.replacing(mark, with: " ") } }
    if ["AND", "OR", "NOT", "BREAK", "ADDCOMM", "ADDROW", "ADDCOL", "ADDBASE", "TOP"].contains(text) {
      text = text.lowercased()
    }
    return withoutColons(text).split(separator: " ").joined(separator: " ")
  }

  /// A colon inside a word is a weight or a prefix ("sky:1.4", "embedding:bad"): only one that ends a word stays.
  private static func withoutColons(_ text: String) -> String {
    guard let colon = text.firstIndex(of: ":"), text.index(after: colon) < text.endIndex else { return text }
    // 9:16 is the frame, not a weight.
    if text.allSatisfy({ $0.isNumber || ":,.;".contains($0) }) { return text }
    return text.split(separator: ":").joined(separator: " ")
  }
}
