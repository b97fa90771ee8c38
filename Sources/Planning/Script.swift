import Vocabulary

/// A concept as people paste it, made into prose: headings of lyrics go ("[Verse 1]"), "[Chorus]" becomes a word of the
/// line after it, and times ("0:45", "0:15-0:45") become the instants from which what follows them is seen.
struct Script: Sendable {
  /// The words without headings and times.
  private(set) var words: [Word] = []
  /// Where a time stood: the index of the first word after it, and the time in seconds. Ascending in both.
  private(set) var times: [(word: Int, time: Seconds)] = []

  init(_ text: String) {
    var pending = ""
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      switch Self.heading(line) {
      case .some(true): pending = "chorus: "
      case .some(false): pending = ""
      case nil:
        take(pending + line)
        if !line.allSatisfy(\.isWhitespace) { pending = "" }
      }
    }
    // A plan in minutes and seconds goes forward; anything else is a text with numbers in it.
    let isPlan = zip(times, times.dropFirst()).allSatisfy { $0.time < $1.time && $0.word < $1.word }
    if times.count < 2 || !isPlan { (words, times) = (Self.plain(text), []) }
  }

  private static func plain(_ text: String) -> [Word] {
    var words: [Word] = []
    var pending = ""
    for line in text.split(whereSeparator: \.isNewline) {
      if let isChorus = heading(line) {
        pending = isChorus ? "chorus: " : ""
      } else {
        words += Vocabulary.words(of: pending + line + "\n")
        pending = ""
      }
    }
    return words
  }

  /// Whether the line is nothing but the name of a song's part, and then whether that is the chorus.
  private static func heading(_ line: Substring) -> Bool? {
    let trimmed = line.drop { $0.isWhitespace }
    guard trimmed.first == "[", let close = trimmed.firstIndex(of: "]"),
      trimmed[close...].dropFirst().allSatisfy(\.isWhitespace)
    else { return nil }
    let name = Vocabulary.words(of: String(trimmed[..<close]))
    let parts: Set<String> = [
      "verse", "bridge", "intro", "outro", "hook", "strophe", "instrumental", "interlude", "solo", "pre",
    ]
    guard let first = name.first?.key else { return nil }
    if ["chorus", "refrain", "hook"].contains(first) { return true }
    return parts.contains(first) ? false : nil
  }

  /// Takes a line apart at its times.
  private mutating func take(_ line: String) {
    var rest = Substring(line)
    var before = ""
    while let first = rest.first {
      if first.isNumber, before.last.map({ !$0.isNumber && $0 != ":" }) ?? true,
        let (time, length) = Self.time(at: rest)
      {
        append(before)
        times.append((words.count, time))
        before = ""
        rest = rest.dropFirst(length)
      } else {
        before.append(first)
        rest.removeFirst()
      }
    }
    append(before + "\n")
  }

  private mutating func append(_ text: String) {
    words += Vocabulary.words(of: text)
    if !words.isEmpty, text.contains(where: { !$0.isWhitespace }) || text.hasSuffix("\n") {
      words[words.count - 1].endsSentence = true
      words[words.count - 1].endsClause = true
    }
  }

  /// "1:05" and what may follow it ("-1:20", a colon) at the beginning of `text`: the first time, and the length of all.
  private static func time(at text: Substring) -> (Seconds, Int)? {
    func one(_ text: Substring) -> (Seconds, Int)? {
      let minutes = text.prefix { $0.isASCII && $0.isNumber }
      let rest = text.dropFirst(minutes.count)
      guard (1...2).contains(minutes.count), rest.first == ":" else { return nil }
      let seconds = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
      guard seconds.count == 2, let m = Double(String(minutes)), let s = Double(String(seconds)), s < 60 else {
        return nil
      }
      return (60 * m + s, minutes.count + 3)
    }
    guard let (time, length) = one(text) else { return nil }
    let gap = text.dropFirst(length).prefix { $0 == " " || "-–—".contains($0) }
    let to = gap.contains(where: { "-–—".contains($0) }) ? one(text.dropFirst(length + gap.count)) : nil
    let whole = to.map { length + gap.count + $0.1 } ?? length
    return (time, whole + text.dropFirst(whole).prefix { ":-–— ".contains($0) }.count)
  }
}
