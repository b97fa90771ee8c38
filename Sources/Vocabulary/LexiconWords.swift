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
    found += (run.utf8.count == run.count ? [run] : pieces(of: run)).map(word)
    run = ""
  }
  for character in text {
    if isPartOfWord(character) || (isApostrophe(character) && !run.isEmpty) {
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

/// Scripts that write no spaces, cut where one script meets another, and at every word that the lexicon knows.
private func pieces(of run: String) -> [String] {
  guard run.contains(where: { script(of: $0) != .spaced }) else { return [run] }
  var found: [String] = []
  var rest = Substring(run)
  var unknown = ""
  while let first = rest.first {
    let known = (1...3).reversed().map { String(rest.prefix($0)) }.first(where: LexiconTable.unspaced.contains)
    if let known {
      found += [unknown, known].filter { !$0.isEmpty }
      unknown = ""
      rest = rest.dropFirst(known.count)
    } else {
      if let last = unknown.last, script(of: last) != script(of: first) {
        found.append(unknown)
        unknown = ""
      }
      unknown.append(first)
      rest = rest.dropFirst()
    }
  }
  return unknown.isEmpty ? found : found + [unknown]
}

private enum Script { case spaced, ideographs, kana }

private func script(of character: Swift.Character) -> Script {
  switch character.unicodeScalars.first?.value ?? 0 {
  case 0x3040...0x30FF: .kana
  case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x2FA1F: .ideographs
  default: .spaced
  }
}

extension LexiconTable {
  /// Words of scripts without spaces: the lexicon's forms that are written in them.
  fileprivate static let unspaced = Set(
    foreign.flatMap { $0.0.split(separator: ",") }.map { String($0.drop { $0 == " " }) }
      .filter { $0.allSatisfy { script(of: $0) != .spaced } && !$0.isEmpty })
}

/// ASCII first: looking up Unicode properties costs more than everything else here.
private func isPartOfWord(_ character: Swift.Character) -> Bool {
  if let ascii = character.asciiValue { return (ascii | 32) >= 97 && (ascii | 32) <= 122 || ascii >= 48 && ascii <= 57 }
  return character.isLetter || character.isNumber || isMark(character)
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
  let bytes = Array(word.utf8)
  guard bytes.count > 3, bytes.allSatisfy({ $0 < 128 }) else { return word }
  for (ending, replacement) in endings
  where bytes.count - ending.count >= 3 && bytes.suffix(ending.count).elementsEqual(ending) {
    if bytes.suffix(2).elementsEqual("ss".utf8) { break }
    return trimmed(bytes.dropLast(ending.count) + replacement)
  }
  return trimmed(bytes[...])
}

private let endings: [([UInt8], [UInt8])] = [
  ("ies", "y"), ("iest", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("ly", ""), ("s", ""),
].map { (Array($0.0.utf8), Array($0.1.utf8)) }

/// Without a silent e or a doubled last consonant.
private func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
  guard bytes.count > 3, let last = bytes.last else { return String(decoding: bytes, as: UTF8.self) }
  let isDoubled = bytes.dropLast().last == last && "bdfgklmnprt".utf8.contains(last)
  let isSilent = last == UInt8(ascii: "e")
  return String(decoding: isSilent || isDoubled ? bytes.dropLast() : bytes, as: UTF8.self)
}
