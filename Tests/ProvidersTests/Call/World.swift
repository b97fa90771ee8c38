// What outlives a process, in memory: notes, money, and a server that counts. It can be told to die at any of its steps,
// before or after the step took effect; from then on nothing that the dead process tries has any effect.
import Media
import Synchronization
import Vocabulary

@testable import Providers

final class World: Sendable {
  struct State {
    var notes: [String: CallNote] = [:]
    var replies: [String: [UInt8]] = [:]
    var reserved: [String: MicroDollars?] = [:]
    var ends: [String: MicroDollars] = [:]
    var creates: [String] = []
    var cancels = 0
    var polls = 0
    var steps = 0
    var isDead = false
    /// The provider's account: when money runs out here, reservations are refused.
    var most: MicroDollars?
    /// Every state that a note was written in, in order.
    var history: [CallNote.State] = []
  }
  enum Moment: Sendable, CaseIterable { case before, after }

  let state = Mutex(State())
  private let crash: Int?
  private let moment: Moment
  private let revived = Mutex(false)

  init(crashAt crash: Int? = nil, _ moment: Moment = .before) {
    self.crash = crash
    self.moment = moment
  }

  /// A new process on the same disk.
  func revive() {
    revived.withLock { $0 = true }
    state.withLock { $0.isDead = false }
  }

  var hasDied: Bool { state.withLock { $0.isDead } }
  var now: State { state.withLock { $0 } }
  var note: CallNote? { now.notes["call.json"] }

  static let death = Failure(.full, "the process is gone")

  func step<Value>(_ effect: (inout State) throws(Failure) -> Value) throws(Failure) -> Value {
    let mayCrash = !revived.withLock { $0 }
    var thrown: Failure?
    let value: Value? = state.withLock { state in
      guard !state.isDead else {
        thrown = Self.death
        return nil
      }
      state.steps += 1
      let dies = mayCrash && state.steps == crash
      if dies && moment == .before {
        state.isDead = true
        thrown = Self.death
        return nil
      }
      do throws(Failure) {
        let value = try effect(&state)
        if dies {
          state.isDead = true
          thrown = Self.death
        }
        return value
      } catch {
        thrown = error
        return nil
      }
    }
    if let thrown { throw thrown }
    return value!
  }
}

extension World: CallNotes {
  func read(_ name: String) throws(Failure) -> CallNote? { now.notes[name] }
  func write(_ note: CallNote, as name: String) throws(Failure) {
    try step { state in
      state.notes[name] = note
      state.history.append(note.state)
    }
  }
  func sync(_ file: String) throws(Failure) { try step { _ in } }
  func reply(_ name: String) throws(Failure) -> [UInt8]? { now.replies[name] }
  func keep(_ reply: [UInt8], as name: String) throws(Failure) { try step { $0.replies[name] = reply } }
}

extension World: Purse {
  func reserve(_ call: PricedCall) throws(Failure) {
    try step { (state) throws(Failure) in
      guard state.reserved[call.id] == nil else { return }
      if let most = state.most, spent(state) + (call.estimate ?? 0) > most {
        throw Failure(.unfunded, "no money")
      }
      state.reserved[call.id] = .some(call.estimate)
    }
  }
  func settle(_ id: String, cost: MicroDollars, basis: CostBasis) throws(Failure) {
    try step { if $0.reserved[id] != nil && $0.ends[id] == nil { $0.ends[id] = cost } }
  }
  func release(_ id: String) throws(Failure) {
    try step { if $0.reserved[id] != nil && $0.ends[id] == nil { $0.ends[id] = 0 } }
  }
  func knows(_ id: String) -> Bool { now.reserved[id] != nil }

  /// What is spent or set aside.
  var spent: MicroDollars { spent(now) }
  private func spent(_ state: State) -> MicroDollars {
    state.reserved.reduce(0) { $0 + (state.ends[$1.key] ?? $1.value ?? 0) }
  }
}

/// A server in the same memory.
struct PuppetService: RemoteService {
  let world: World
  /// Answers of the job, one for each question, the last for ever; empty for a server that answers at once.
  var answers: [Answer] = []
  var atOnce: Answer = .done(.bytes(Array("picture".utf8)), Bill(reported: 700))
  var canFind = false
  var refusal: Failure?

  var question: [UInt8] { Array("a forest".utf8) }
  var expected: Usage {
    var usage = Usage()
    usage.images = 1
    return usage
  }

  func create(_ id: String, stop: Stop?) throws(Failure) -> Answer {
    if let refusal { throw refusal }
    do throws(Failure) { try world.step { $0.creates.append(id) } } catch {
      throw Failure(.ambiguous, "cut off")
    }
    return answers.isEmpty ? atOnce : .queued(Remote(id: "job-\(id)", links: ["status": "s"]))
  }

  func find(_ note: CallNote) throws(Failure) -> Found {
    guard canFind else { return .unknown }
    return world.now.creates.contains(note.id) ? .it(Remote(id: "job-\(note.id)")) : .nothing
  }

  func poll(_ remote: Remote, stop: Stop) throws(Failure) -> Answer {
    try world.step { state in
      state.polls += 1
      return answers[min(state.polls, answers.count) - 1]
    }
  }

  func cancel(_ remote: Remote) throws(Failure) { try world.step { $0.cancels += 1 } }
}

extension World {
  /// A call is under way, with money set aside for it, as a daemon that died leaves it.
  func begin(reserved: MicroDollars, remote: String = "r") {
    state.withLock { state in
      var note = CallNote.running("a", reserved: reserved)
      note.remote = remote
      state.notes["call.json"] = note
      state.reserved["a"] = .some(reserved)
    }
  }
}
