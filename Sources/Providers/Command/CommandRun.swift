import FoundationEssentials
import Generating
import Media
import Vocabulary

/// One call of a program: the document in, its end judged, its file checked, its bill read.
struct CommandRun {
  let maker: CommandMaker
  /// What it is called for, as errors say it: "draw shot_05".
  let task: String
  let place: Workplace
  let stop: Stop

  /// Where a program may say what the call has cost.
  static let bill = "result.json"

  /// Who pays, and where the call is noted; nil where nobody keeps books.
  let errand: Errand?
  /// Where what is kept ends up; nil for `place` itself.
  var home: Workplace?

  /// - Parameter handOut: moves what is kept out of `place`, once it is there.
  func make(_ request: CommandRequest, handOut: () throws(Failure) -> Void = {}) throws(Failure) -> Made {
    guard let document = request.bytes else {
      throw Failure(
        .invalid, "unable to \(task): its ticket holds a number that JSON cannot say", remedy: "correct the ticket")
    }
    func work() throws(Failure) {
      // What a try left here that was cut off must not pass for this one's work.
      for name in [request.output, Self.bill] { place.remove(name) }
      try run(document)
      try check(request.output)
      try handOut()
    }
    guard let errand else {
      try work()
      return Made(cost: try cost() ?? 0)
    }
    let till = CommandTill(maker: maker, errand: errand, place: home ?? place)
    return Made(cost: try till.pay(for: request.output, work, bill: cost))
  }

  /// No bounds on memory, processor time or descriptors: programs that use a GPU reserve address space by the terabyte.
  /// No idle limit either: a model may think for minutes without a word.
  private var limits: ChildLimits {
    ChildLimits(
      wallSeconds: maker.timeLimit, idleSeconds: 0, graceSeconds: 3, cpuSeconds: 0, memoryBytes: 0, openFiles: 0)
  }

  private func run(_ document: [UInt8]) throws(Failure) {
    var notes = CommandNotes()
    do throws(MediaError) {
      let tail = try Child.run(
        Tool(name: maker.name, path: maker.executable), maker.arguments, in: place, input: .bytes(document),
        output: .lines { notes.hear($0) }, limits: limits, stop: stop)
      notes.hear(all: tail)
    } catch {
      notes.hear(all: error.tail)
      if let failure = CommandEnd(maker: maker, task: task, place: place).failure(of: error, notes) { throw failure }
    }
  }

  /// Exit status 0 is a claim, the file is the proof. What is in it is looked at by whoever uses it.
  private func check(_ output: String) throws(Failure) {
    let fault: String
    switch place.size(output) {
    case .some(1...): return
    case .some: fault = "\(output), but it is empty"
    case nil: fault = "no regular file \(output)"
    }
    throw Failure(
      .transient, "unable to \(task) with \(maker.name): it ended with exit status 0 and wrote \(fault)",
      remedy: "let \(maker.executable) end with another status when it has failed")
  }

  /// What the program says it cost; nil where it says nothing. A bill that cannot be read is a mistake in the program: taken as 0 it would let a budget run over in silence.
  private func cost() throws(Failure) -> MicroDollars? {
    struct Bill: Decodable { var cost: Int64? }
    guard let size = place.size(Self.bill) else { return nil }
    let bytes = size <= 65536 ? (try? place.bytes(Self.bill, at: 0, count: size)) ?? [] : []
    guard let bill = try? JSONDecoder().decode(Bill.self, from: Data(bytes)), bill.cost ?? 0 >= 0 else {
      throw Failure(
        .invalid, "unable to read what \(maker.name) charged to \(task): \(Self.bill) is not {\"cost\": WHOLE NUMBER}",
        remedy: "let \(maker.executable) write millionths of a US dollar, or no \(Self.bill)")
    }
    return bill.cost
  }
}
