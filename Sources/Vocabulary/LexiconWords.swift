/// One word of a text.
public struct Word: Hashable, Sendable {
  /// As it is written.
  public var text: String
  /// As it is looked up: lower case, without a possessive ending.
  public var key: String
  /// Whether a comma, a stop or a line end follows.
  public var endsClause: Bool
  /// Whether a full stop, a semicolon or a line end follows.
  public var endsSentence: Bool
}

/// The words of `text` in order: runs of letters and digits, and every emoji by itself. Hyphens part words. Empty for
/// a text without any.
public func words(of text: String) -> [Word] {
  var found: [Word] = []
  var run = ""
  func finish() {
    guard !run.isEmpty else { return }
    found.append(word(run))
    run = ""
  }
  for character in text {
    if character.isLetter || character.isNumber || isMark(character) || (isApostrophe(character) && !run.isEmpty) {
      run.append(character)
      continue
    }
    finish()
    if isEmoji(character) { found.append(word(String(character))) }
    guard !found.isEmpty else { continue }
    if "\n\r.;!?。！？…".contains(character) { found[found.count - 1].endsSentence = true }
    if "\n\r.,;:!?()—–。！？、，…".contains(character) { found[found.count - 1].endsClause = true }
  }
  finish()
  return found
}

private func word(_ text: String) -> Word {
  var bare = Substring(text)
  while let last = bare.last, isApostrophe(last) { bare.removeLast() }
  var key = bare.lowercased()
  for ending in ["'s", "’s"] where key.hasSuffix(ending) { key.removeLast(2) }
  return Word(text: String(bare), key: key, endsClause: false, endsSentence: false)
}

private func isApostrophe(_ character: Swift.Character) -> Bool { character == "'" || character == "’" }

/// Vowel signs of scripts that write them beside the letter.
private func isMark(_ character: Swift.Character) -> Bool {
  guard let first = character.unicodeScalars.first else { return false }
  return first.properties.generalCategory == .nonspacingMark || first.properties.generalCategory == .spacingMark
}

private func isEmoji(_ character: Swift.Character) -> Bool {
  guard let first = character.unicodeScalars.first, first.value > 0xFF else { return false }
  return first.properties.isEmojiPresentation || first.properties.isEmoji
}

/// The word without its English endings: "walks", "walking" and "walked" share one stem. Crude on purpose: it only has
/// to treat the lexicon and the text alike.
func stem(of word: String) -> String {
  guard word.utf8.count > 3 else { return word }
  for (ending, replacement) in [("ies", "y"), ("iest", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("ly", ""), ("s", "")]
  where word.hasSuffix(ending) && word.count - ending.count >= 3 && !word.hasSuffix("ss") {
    return trimmed(String(word.dropLast(ending.count)) + replacement)
  }
  return trimmed(word)
}

/// Without a silent e or a doubled last consonant.
private func trimmed(_ word: String) -> String {
  guard word.count > 3, let last = word.last else { return word }
  if last == "e" { return String(word.dropLast()) }
  if "bdfgklmnprt".contains(last), word.dropLast().last == last { return String(word.dropLast()) }
  return word
}
