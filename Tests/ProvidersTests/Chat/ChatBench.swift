import Foundation
import Planning
import Synchronization
import Testing
import Vocabulary

@testable import Providers

/// A job's folder of notes that outlives whoever writes into it.
final class KeptNotes: CallNotes {
  private let notes = Mutex<[String: CallNote]>([:])
  private let replies = Mutex<[String: [UInt8]]>([:])

  func read(_ name: String) -> CallNote? { notes.withLock { $0[name] } }
  func write(_ note: CallNote, as name: String) { notes.withLock { $0[name] = note } }
  func sync(_ file: String) {}
  func reply(_ name: String) -> [UInt8]? { replies.withLock { $0[name] } }
  func keep(_ reply: [UInt8], as name: String) { replies.withLock { $0[name] = reply } }

  var all: [CallNote] { notes.withLock { Array($0.values) } }
  /// Puts every note back to the state in which a crash right after the request would have left it.
  func forgetEnds() {
    notes.withLock { notes in
      for name in notes.keys {
        notes[name]?.state = .intent
        notes[name]?.cost = nil
        notes[name]?.failure = nil
      }
    }
  }
  func loseReplies() { replies.withLock { $0 = [:] } }
}

/// A purse that remembers every word; with a limit where a test gives one.
final class CountingPurse: Purse {
  struct Call: Sendable, Equatable {
    var estimate: MicroDollars?
    var end: String?
    var cost: MicroDollars = 0
  }
  private let calls = Mutex<[String: Call]>([:])
  let limit: MicroDollars?

  init(limit: MicroDollars? = nil) { self.limit = limit }

  func reserve(_ call: PricedCall) throws(Failure) {
    if let limit, call.estimate ?? .max > limit { throw Failure(.unfunded, "unable to pay", wait: 300) }
    calls.withLock { if $0[call.id] == nil { $0[call.id] = Call(estimate: call.estimate) } }
  }
  func settle(_ id: String, cost: MicroDollars, basis: CostBasis) { end(id, basis.rawValue, cost) }
  func release(_ id: String) { end(id, "released", 0) }
  func knows(_ id: String) -> Bool { calls.withLock { $0[id] != nil } }

  private func end(_ id: String, _ word: String, _ cost: MicroDollars) {
    calls.withLock { calls in
      guard calls[id] != nil, calls[id]?.end == nil else { return }
      calls[id]?.end = word
      calls[id]?.cost = cost
    }
  }

  var all: [Call] { calls.withLock { Array($0.values) } }
  var spent: MicroDollars { all.reduce(0) { $0 + $1.cost } }
  var open: Int { all.count { $0.end == nil } }
}

/// One job's writer at a server of the test's own.
struct ChatBench {
  let server: PuppetServer
  var notes = KeptNotes()
  var purse = CountingPurse()
  var prices: PriceList
  var keys: [String: JSONValue] = [:]
  var key: Secret?

  /// - Parameter isPaid: a dollar for a million tokens in, two for a million out.
  init(isPaid: Bool = true, _ replies: [Reply]) throws {
    server = try PuppetServer(replies)
    prices = Self.prices(isPaid)
  }

  init(isPaid: Bool = true, _ answer: @escaping @Sendable (Asked) -> Reply) throws {
    server = try PuppetServer(answer)
    prices = Self.prices(isPaid)
  }

  private static func prices(_ isPaid: Bool) -> PriceList {
    guard isPaid else { return PriceList(otherwise: 0) }
    var price = Price()
    price.tokensIn = 1_000_000
    price.tokensOut = 2_000_000
    return PriceList([price])
  }

  /// A new process: nothing is remembered but what is noted.
  func writer() throws -> OpenAIChat {
    let endpoint = try #require(Endpoint(server.base + "/v1", key: key))
    var account = Account(name: "gpt", endpoint: endpoint, model: "m-1", prices: prices, gate: Gate("gpt"))
    account.deadlines.answer = 20
    return try OpenAIChat(Setup(account: account, keys: keys))
  }

  func brief(_ concept: String = "A lonely musician walks through the rain", fidelity: Fidelity = .expand) -> Brief {
    Brief(
      concept: concept, title: "untitled", fidelity: fidelity, music: .pulsing, seed: 7,
      errand: Errand(job: "song-1", step: .treatment, purse: purse, notes: notes))
  }

  func treat(_ writer: OpenAIChat? = nil, _ brief: Brief? = nil) throws -> Treatment {
    try (writer ?? self.writer()).treat(brief ?? self.brief(), isStopped: { false })
  }

  /// The failure of a treatment; nil where there was none.
  func failure() -> Failure? {
    do { _ = try treat() } catch { return error as? Failure }
    return nil
  }

  var asked: [Asked] { server.asked("POST", "/v1/chat/completions") }
}

extension Reply {
  /// A whole chat completion.
  static func chat(
    _ text: String, end: String = "stop", refusal: String? = nil, usage: (Int, Int)? = (1000, 500),
    headers: [String: String] = [:]
  ) -> Reply {
    var message: [String: JSONValue] = ["role": "assistant", "content": .string(text)]
    if let refusal { message["refusal"] = .string(refusal) }
    var body: [String: JSONValue] = [
      "choices": [["index": 0, "message": .object(message), "finish_reason": .string(end)]]
    ]
    if let usage {
      body["usage"] = [
        "prompt_tokens": .integer(Int64(usage.0)), "completion_tokens": .integer(Int64(usage.1)),
        "total_tokens": .integer(Int64(usage.0 + usage.1)),
      ]
    }
    var reply = Reply(200, json: .object(body))
    for (name, value) in headers { reply.headers[name] = value }
    return reply
  }

  /// A treatment that fits.
  static let good = Reply.chat(TreatmentQuestion.example)
}

extension MusicMap {
  /// Half a minute with a verse and a chorus.
  static var pulsing: MusicMap {
    let duration = 32.0
    let beats = stride(from: 0, to: duration, by: 0.5).map { $0 }
    let level = [Double](repeating: 0.5, count: 321)
    return MusicMap(
      duration: duration, tempo: 120, tempoConfidence: 0.9, beatsPerBar: 4, beats: beats,
      downbeats: stride(from: 0, to: beats.count, by: 4).map { beats[$0] }, beatStrength: beats.map { _ in 0.5 },
      loudness: Loudness(meanLevel: -14, peak: -1), envelope: Envelope(rate: 10, level: level, onset: level),
      sections: [
        Section(start: 0, end: 16, role: .verse, energy: .medium, level: 0.4),
        Section(start: 16, end: 32, role: .chorus, energy: .high, level: 0.9),
      ],
      cuePoints: [0, 16, 32],
      cues: [
        Cue(time: 0, kind: .start, strength: 1, reason: "the song starts", snappedTo: .none),
        Cue(time: 16, kind: .section, strength: 1, reason: "a section starts", snappedTo: .downbeat),
        Cue(time: 32, kind: .end, strength: 1, reason: "the song ends", snappedTo: .none),
      ], events: [], notes: [])
  }
}
