// When is what somebody copies into the inbox finished? Nobody can know; this is the rule that serves people best
// (README, "Dropping a song"). Pure: time comes in as seconds of a clock that never jumps.

/// What to do about one bundle now.
enum SettlingVerdict: Equatable {
  /// Look again at this time, unless something changes before.
  case wait(until: Double)
  /// Complete and quiet: take it.
  case take
  /// Nothing more will come: reject it, saying why.
  case reject([String])
}

/// What was seen of one bundle.
struct Settling: Equatable {
  /// Digest over everything below it.
  private(set) var signature: String
  /// When this signature was first seen.
  private(set) var since: Double
  /// It appeared by one rename while we watched, so nobody is still copying into it.
  private(set) var cameWhole: Bool
  /// Not to be taken before this time.
  private var quietUntil: Double = 0

  init(signature: String, at now: Double, cameWhole: Bool) {
    self.signature = signature
    since = now
    self.cameWhole = cameWhole
  }

  /// Notes what is seen now.
  mutating func see(_ next: String, at now: Double) {
    guard next != signature else { return }
    self = Settling(signature: next, at: now, cameWhole: false)
  }

  /// The same bundle after we took it and gave it back: under another signature, because our renames change ctimes, but
  /// as old as before, so that its patience goes on running. Not taken again before `time`, unless it changes.
  func givenBack(as next: String, notBefore time: Double) -> Settling {
    var again = self
    again.signature = next
    again.quietUntil = time
    return again
  }

  /// - Parameters:
  ///   - missing: what may still come; `wrong`: what nothing that comes can mend.
  func verdict(missing: [String], wrong: [String], rules: InboxRules, at now: Double) -> SettlingVerdict {
    let quiet = max(quietUntil, cameWhole ? since : since + rules.settle)
    if now < quiet { return .wait(until: quiet) }
    if !wrong.isEmpty { return .reject(wrong + missing) }
    if missing.isEmpty { return .take }
    let end = since + rules.patience
    return now < end ? .wait(until: end) : .reject(missing)
  }
}
