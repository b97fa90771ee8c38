import Generating
import Media
import Synchronization
import Testing
import Vocabulary

@testable import Providers

@Suite struct TeamTests {
  /// A maker that ends the same way each time.
  final class Fixed: StillMaker, Sendable {
    let name: String
    let end: Failure?
    var lane: String { name }
    init(_ name: String, _ end: Failure? = nil) {
      self.name = name
      self.end = end
    }
    func draw(_ request: StillRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
      if let end { throw end }
      return Made(cost: 7)
    }
    func drawReferences(_ request: ReferenceRequest, in place: Workplace, stop: Stop) throws(Failure) -> MadeReferences
    {
      if let end { throw end }
      return MadeReferences(names: ["reference-1.png"])
    }
  }

  func errand(_ notes: KeptNotes = KeptNotes(), isLast: Bool = false) -> Errand {
    var errand = Errand(job: "song-1", step: .still, subject: "shot_01", purse: CountingPurse(), notes: notes)
    errand.isLastTry = isLast
    return errand
  }

  func draw(_ first: Failure?, _ errand: Errand, gate: Gate? = nil) throws -> Made {
    let team = StillTeam([(Fixed("flux", first), gate), (Fixed("storyboard"), nil)])
    #expect(team.name == "flux+storyboard" && team.lane == "flux+storyboard")
    return try team.draw(
      StillRequest(
        shot: .plain, format: .tiny, characters: [], references: [], prompt: "", seed: 1, take: 1, errand: errand),
      in: Bench().place, stop: Stop())
  }

  @Test func `the first one works where it can`() throws {
    #expect(try draw(nil, errand()).standIn == nil)
  }

  @Test(arguments: FailureKind.allCases)
  func `another steps in for what will not mend itself, and never for a refusal`(kind: FailureKind) throws {
    for isLast in [false, true] {
      let steps = [.invalid, .unfunded].contains(kind) || (isLast && [.transient, .stale].contains(kind))
      let made = try? draw(Failure(kind, "broken"), errand(isLast: isLast))
      #expect(made?.standIn == (steps ? StandIn("storyboard", because: "broken") : nil))
      #expect((made == nil) == !steps)
    }
  }

  /// One lane with one slot.
  final class OneSlot: Slots {
    let log = Mutex<[String]>([])
    let isFree: Bool
    init(isFree: Bool) { self.isFree = isFree }
    func take(_ lane: String) -> Bool {
      log.withLock { $0.append("take \(lane)") }
      return isFree
    }
    func giveBack(_ lane: String) { log.withLock { $0.append("back \(lane)") } }
  }

  @Test(arguments: [true, false])
  func `who steps in takes a slot of its own lane, and waits where none is free`(isFree: Bool) throws {
    let slots = OneSlot(isFree: isFree)
    var errand = errand()
    errand.slots = slots
    var failure: Failure?
    do { _ = try draw(Failure(.invalid, "broken"), errand) } catch { failure = error as? Failure }
    #expect(slots.log.withLock { $0 } == (isFree ? ["take storyboard", "back storyboard"] : ["take storyboard"]))
    #expect(failure?.kind == (isFree ? nil : .throttled))
    slots.log.withLock { $0 = [] }
    #expect(try draw(nil, errand).standIn == nil)
    #expect(slots.log.withLock { $0 } == [])
  }

  @Test func `one that is down is not even asked`() throws {
    let gate = Gate("flux")
    gate.note(Failure(.throttled, "wait"))
    #expect(!gate.isDown)
    for _ in 0..<5 { gate.note(Failure(.transient, "no answer")) }
    #expect(gate.isDown)
    let made = try draw(nil, errand(), gate: gate)
    #expect(made.standIn?.name == "storyboard" && made.standIn?.cause.contains("no answer") == true)
  }

  @Test func `nobody steps in while a call may still bring something`() throws {
    let notes = KeptNotes()
    notes.write(
      CallNote(id: "1", provider: "flux", model: "m", fingerprint: "f", reserved: 5, begun: "now"), as: "call.json")
    #expect(throws: Failure.self) { try draw(Failure(.invalid, "broken"), errand(notes)) }
    #expect(try draw(nil, errand(notes)).standIn == nil)
    notes.write(
      CallNote(id: "1", provider: "storyboard", model: "m", fingerprint: "f", reserved: 5, begun: "now"),
      as: "call.json")
    #expect(try draw(nil, errand(notes)).standIn?.name == "storyboard", "who began it goes on with it")
  }
}
