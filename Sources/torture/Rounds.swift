// The rounds: each brings one or a few jobs from the drop to the film, through blows of one kind.

/// One round of the torture, by number or by seed; the same round does the same again, as far as threads let it.
enum Round: CustomStringConvertible {
  /// A job, killed before its n-th call that changes the disk; then its recovery is killed at a call by chance, again and
  /// again.
  case call(Int, seed: UInt64)
  /// Two jobs at once, killed again and again after times by chance.
  case moments(kills: Int, seed: UInt64)
  /// Jobs in which a person moves, spoils and deletes while the farm works on them.
  case people(seed: UInt64)
  /// A job on a disk that fails for a while from the n-th call on.
  case fault(seed: UInt64)

  var description: String {
    switch self {
    case .call(let number, let seed): "call \(number) of seed \(seed)"
    case .moments(_, let seed): "moments of seed \(seed)"
    case .people(let seed): "people of seed \(seed)"
    case .fault(let seed): "faults of seed \(seed)"
    }
  }

  func run(on stage: Stage) throws {
    switch self {
    case .call(let number, let seed): try Self.call(number, Dice(seed &+ UInt64(number)), stage)
    case .moments(let kills, let seed): try Self.moments(kills, Dice(seed), stage)
    case .people(let seed): try Self.people(Dice(seed), stage)
    case .fault(let seed): try Self.fault(Dice(seed), stage)
    }
  }

  private static func call(_ number: Int, _ chance: Dice, _ stage: Stage) throws {
    var dice = chance
    try stage.drop()
    guard try stage.strike(.killAtCall(number), as: "at a call, one by one") else { return try stage.finish() }
    for _ in 0..<40 {
      let call = Int.random(in: 1...200, using: &dice)
      guard try stage.strike(.killAtCall(call), as: "at a call of a recovery") else { break }
    }
    try stage.finish()
  }

  private static func moments(_ kills: Int, _ chance: Dice, _ stage: Stage) throws {
    var dice = chance
    for _ in 0..<2 { try stage.drop() }
    for _ in 0..<kills {
      guard try stage.strike(.killAfter(Double.random(in: 0.02...0.9, using: &dice)), as: "at a moment") else { break }
    }
    try stage.finish()
  }

  private static func people(_ chance: Dice, _ stage: Stage) throws {
    var dice = chance
    let films = Int.random(in: 1...2, using: &dice)
    for _ in 0..<films { try stage.drop() }
    let person = Person(stage.yard, stage.oracle, dice)
    let (charged, settled) = (stage.charged, stage.oracle.settled)
    let outcome = try stage.live(.beside(person.see)) { stage.isDone(with: person) }
    if outcome != .ended(0) { stage.oracle.blame("beside a person (\(person.deeds)) the daemon ended as \(outcome)") }
    stage.oracle.note(asked: person.asked)
    stage.audit(films: films, charged: stage.charged - charged, asked: person.asked + stage.oracle.settled - settled)
    stage.score.note {
      $0.people += 1
      $0.deeds.merge(person.deeds, uniquingKeysWith: +)
    }
    try stage.finish()
  }

  private static func fault(_ chance: Dice, _ stage: Stage) throws {
    var dice = chance
    try stage.drop()
    let refusal = Refusal.any(&dice)
    let start = stage.oracle.logLength
    let outcome = try stage.live(.fail(refusal)) { stage.isDone }
    // A daemon that a disk does not let begin says so and ends with 111, for systemd to start it again: it has nothing yet
    // that could wait.
    let hasBegun = stage.oracle.says("reelspool works on", since: start)
    if outcome != .ended(0), hasBegun || outcome != .died(111 << 8) {
      stage.oracle.blame("on a disk that refused (\(refusal)) the daemon ended as \(outcome)")
    }
    stage.oracle.inspect()
    try stage.finish()
  }
}

extension Refusal {
  /// What disks do: a full one refuses to make and to write, a broken one anything.
  static func any(_ dice: inout Dice) -> Refusal {
    let causes: [(Int32, Set<Int32>)] = [
      (28, [1, 3]),  // ENOSPC
      (28, [3]),  // no inodes
      (5, [1]), (5, [2]), (5, [4]), (5, [5]),  // EIO of write, fsync, rename, unlink
      (24, [3]),  // EMFILE
    ]
    let cause = causes.randomElement(using: &dice)!
    return Refusal(
      from: Int.random(in: 20...600, using: &dice), count: Int.random(in: 1...30, using: &dice), error: cause.0,
      kinds: cause.1)
  }
}
