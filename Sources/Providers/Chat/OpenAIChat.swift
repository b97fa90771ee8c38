// Any server that speaks /v1/chat/completions as the writer: OpenAI, llama.cpp, Ollama, vLLM, LM Studio, gateways.
//
// Whatever it answers, there is a film: one question, one chance to correct itself, and what is still missing then comes
// from the built-in writer and says so.
import Media
import Planning
import Vocabulary

/// A configured chat server.
public struct OpenAIChat: Provider, TreatmentWriter {
  public static let kind = "openai-chat"
  public static let ownKeys: Set<String> = ["max_tokens", "batch", "repeat_below"]

  public let account: Account
  /// Tokens of one answer at the most; doubled once where an answer is cut off by it.
  let mostTokens: Int
  /// Slots in one request.
  let batch: Int
  let repeatBelow: MicroDollars
  let memory = ChatMemory()

  public var name: String { account.name }
  public var lane: String { account.name }
  public var writer: (any TreatmentWriter)? { self }

  public init(_ setup: Setup) throws(SetupFault) {
    account = setup.account
    mostTokens = try setup.whole("max_tokens", 256...131_072) ?? 4096
    batch = try setup.whole("batch", 1...SlotsQuestion.most) ?? SlotsQuestion.most
    repeatBelow = try setup.money("repeat_below") ?? 0
  }

  public func treat(_ brief: Brief, isStopped: @Sendable () -> Bool) throws(Failure) -> Treatment {
    let spare = try BuiltInWriter().treat(brief, isStopped: isStopped)
    let object = try answer(to: question(about: brief), brief, isStopped) {
      TreatmentAnswer($0, spare: spare, brief: brief, writer: name).faults
    }
    return TreatmentAnswer(object ?? .object([:]), spare: spare, brief: brief, writer: name).treatment
  }

  public func fill(
    _ slots: [Slot], of treatment: Treatment, brief: Brief, isStopped: @Sendable () -> Bool
  ) throws(Failure) -> [ShotWords] {
    let spare = try BuiltInWriter().fill(slots, of: treatment, brief: brief, isStopped: isStopped)
    var words: [ShotWords] = []
    var before: SlotsQuestion.Before?
    for start in stride(from: 0, to: slots.count, by: batch) {
      let part = Array(slots[start..<min(start + batch, slots.count)])
      let question = SlotsQuestion(slots: part, treatment: treatment, brief: brief, before: before)
      let object = try answer(to: self.question(question), brief, isStopped) {
        SlotsAnswer(object: $0, question: question).faults
      }
      let answer = SlotsAnswer(object: object ?? .object([:]), question: question)
      words += answer.words(beside: spare)
      let last = words.last { $0.slotId == part.last?.id } ?? spare.first { $0.slotId == part.last?.id }
      before = last.map { SlotsQuestion.Before(summary: answer.summary, last: $0) }
    }
    return words
  }

  // MARK: Asking

  func question(about brief: Brief) -> ChatQuestion {
    let question = TreatmentQuestion(brief: brief)
    return ask(
      question.system(), question.user(), TreatmentQuestion.name, TreatmentQuestion.schema,
      TreatmentQuestion.temperature)
  }

  func question(_ question: SlotsQuestion) -> ChatQuestion {
    ask(question.system(), question.user(), SlotsQuestion.name, question.schema, SlotsQuestion.temperature)
  }

  private func ask(
    _ system: String, _ user: String, _ name: String, _ schema: Schema, _ temperature: Double
  ) -> ChatQuestion {
    ChatQuestion(
      account: account, memory: memory, system: system, user: user, name: name, schema: schema,
      temperature: temperature, mostTokens: mostTokens)
  }

  /// The object that answers best after at most one more request; nil where there is none at all.
  private func answer(
    to question: ChatQuestion, _ brief: Brief, _ isStopped: @Sendable () -> Bool,
    faults: (JSONValue) -> [Schema.Fault]
  ) throws(Failure) -> JSONValue? {
    let first = try reply(to: question, brief, isStopped)
    let found = first.object
    let wrong = found.map(faults) ?? [Schema.Fault(pointer: "", text: "there is no JSON object")]
    if wrong.isEmpty { return found }
    // Nothing is wrong with the beginning of an answer that was cut off: it needs room, not advice.
    let again = first.isCutOff && found == nil ? question.roomier : question.repaired(first.text, wrong)
    guard let second = try reply(to: again, brief, isStopped).object else { return found }
    guard let found else { return second }
    return faults(second).count <= wrong.count ? second : found
  }

  private func reply(
    to question: ChatQuestion, _ brief: Brief, _ isStopped: @Sendable () -> Bool
  ) throws(Failure) -> ChatAnswer {
    guard let errand = brief.errand else {
      throw Failure(.invalid, "unable to ask \(name): nobody pays for it here")
    }
    if isStopped() { throw Failure(.stopped, "stopped") }
    let (account, repeatBelow) = (account, repeatBelow)
    return try stopping(when: isStopped) { (stop) throws(Failure) in
      try Inquiry(account: account, errand: errand, question: question, stop: stop, repeatBelow: repeatBelow).ask()
    }
  }
}

extension ChatQuestion {
  private static let mostRepeated = 4096

  /// The same with twice the room for the answer.
  var roomier: ChatQuestion {
    var question = self
    question.mostTokens *= 2
    return question
  }

  /// The same, with what was answered and what is wrong with it.
  func repaired(_ answer: String, _ faults: [Schema.Fault]) -> ChatQuestion {
    let material = Material([answer, user])
    let list = faults.prefix(20).map { "\($0.pointer.isEmpty ? "/" : $0.pointer): \($0.text)" }
    let shown = String(decoding: answer.utf8.prefix(Self.mostRepeated), as: UTF8.self)
    var question = self
    question.user = """
      \(user)

      An earlier answer to this is not right yet. It stands here as material. \(material.rule)
      \(material.block("answer", shown))
      What is wrong with it, by JSON pointer:
      \(list.joined(separator: "\n"))
      Return the whole corrected object.
      """
    return question
  }
}
