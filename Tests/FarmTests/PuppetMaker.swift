import FoundationEssentials
import Generating
import Media
import Synchronization
import Vocabulary

/// A maker whose every call a test can count, fail or hold up. What it writes is real: a picture, a clip of the house
/// profile.
final class PuppetMaker: StillMaker, ClipMaker, Recaller {
  let name = "puppet"
  let lane: String

  enum Step: String, Sendable { case draw, animate }
  struct Call: Sendable, Equatable {
    var step: Step
    var shot: String
    var take: Int
    var prompt: String
  }
  private struct State {
    var calls: [Call] = []
    var failures: [String: [Failure]] = [:]
    var held: Set<String> = []
    var stopped: [String] = []
    var leavingOpen: Set<String> = []
    var notes: [String: [String?]] = [:]
    var wrongCoats: Set<String>?
    var recalled: [String] = []
  }
  private let state = Mutex(State())

  init(lane: String = "cpu") { self.lane = lane }

  var calls: [Call] { state.withLock { $0.calls } }
  func calls(_ step: Step, _ shot: String) -> [Call] { calls.filter { $0.step == step && $0.shot == shot } }
  var stopped: [String] { state.withLock { $0.stopped } }

  /// The next calls for this step of this shot fail so, one after the other.
  func fail(_ step: Step, _ shot: String, _ failures: [Failure]) {
    state.withLock { $0.failures["\(step) \(shot)"] = failures }
  }

  /// Calls for this step of this shot note a call to a provider that is not over when they fail.
  func leaveOpen(_ step: Step, _ shot: String) { state.withLock { _ = $0.leavingOpen.insert("\(step) \(shot)") } }
  /// The ids of the notes that the calls for this step of this shot found.
  func notes(_ step: Step, _ shot: String) -> [String?] { state.withLock { $0.notes["\(step) \(shot)"] ?? [] } }

  private func note(_ step: Step, _ errand: Errand?) throws(Failure) {
    guard let errand else { throw Failure(.invalid, "nobody pays") }
    let key = "\(step) \(errand.subject)"
    let found = try errand.notes.read("call.json")
    state.withLock { $0.notes[key, default: []].append(found?.id) }
    guard found == nil, state.withLock({ $0.leavingOpen.contains(key) }) else { return }
    var note = CallNote(
      id: "call-\(errand.take)", provider: name, model: "m", fingerprint: "f", reserved: 1, begun: "2026-11-22")
    try errand.purse.reserve(
      PricedCall(id: note.id, errand: errand, provider: name, model: "m", fingerprint: "f", estimate: 1))
    note.state = .running
    note.remote = "theirs"
    try errand.notes.write(note, as: "call.json")
  }

  /// Stills and references are real pictures of somebody in a coat: in the character's colour, but for the shots where
  /// `wrong` says it is another.
  func dress(wrong: Set<String>) { state.withLock { $0.wrongCoats = wrong } }

  private func coat(_ colour: String, _ name: String, _ place: Workplace, _ stop: Stop) throws(Failure) {
    let filter = "color=0x707070:s=64x112,drawbox=16:24:32:72:0x\(colour.dropFirst()):fill"
    do throws(MediaError) {
      try Child.run(
        try Tool.ffmpeg(), Ffmpeg.quiet + ["-f", "lavfi", "-i", filter, "-frames:v", "1", name], in: place, stop: stop)
    } catch { throw Failure(.transient, "\(error)") }
  }

  /// What was asked to be called off.
  var recalled: [String] { state.withLock { $0.recalled } }

  func recall(_ errand: Errand, in place: Workplace) throws(Failure) {
    guard var note = try errand.notes.read("call.json") else { throw Failure(.invalid, "there is no call") }
    note.state = .closed
    try errand.purse.release(note.id)
    try errand.notes.write(note, as: "call.json")
    state.withLock { $0.recalled.append("\(errand.step.rawValue) \(errand.subject)") }
  }

  /// Calls for this step of this shot wait until ``release(_:_:)``, or until they are stopped.
  func hold(_ step: Step, _ shot: String) { state.withLock { _ = $0.held.insert("\(step) \(shot)") } }
  func release(_ step: Step, _ shot: String) { state.withLock { _ = $0.held.remove("\(step) \(shot)") } }

  private func enter(_ call: Call, _ stop: Stop) throws(Failure) {
    let key = "\(call.step) \(call.shot)"
    let failure = state.withLock { state -> Failure? in
      state.calls.append(call)
      guard var next = state.failures[key], !next.isEmpty else { return nil }
      defer { state.failures[key] = next }
      return next.removeFirst()
    }
    if let failure { throw failure }
    while state.withLock({ $0.held.contains(key) }) {
      if stop.isAsked {
        state.withLock { $0.stopped.append(call.shot) }
        throw Failure(.stopped, "stopped")
      }
      breathe()
    }
  }

  func draw(_ request: StillRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
    try note(.draw, request.errand)
    try enter(Call(step: .draw, shot: request.shot.id, take: request.take, prompt: request.prompt), stop)
    if let wrong = state.withLock({ $0.wrongCoats }) {
      let own = request.characters.first?.wardrobeColor ?? "#707070"
      try coat(wrong.contains(request.shot.id) ? Self.turned(own) : own, "still.png", place, stop)
    } else {
      try write("a picture of \(request.shot.id)", to: place.path("still.png"))
    }
    return Made()
  }

  func drawReferences(_ request: ReferenceRequest, in place: Workplace, stop: Stop) throws(Failure) -> MadeReferences {
    if state.withLock({ $0.wrongCoats }) != nil {
      try coat(request.character.wardrobeColor, "reference-1.png", place, stop)
    } else {
      try write("a picture", to: place.path("reference-1.png"))
    }
    return MadeReferences(names: ["reference-1.png"])
  }

  func animate(_ request: ClipRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
    try note(.animate, request.errand)
    try enter(Call(step: .animate, shot: request.shot.id, take: request.take, prompt: request.prompt), stop)
    do throws(MediaError) { return Made(glimpses: try encode(request, in: place, stop: stop)) } catch {
      throw Failure(error.kind == .stopped ? .stopped : .transient, "\(error)")
    }
  }

  /// Bright bars that move, in colours of the shot and the take: every cut is seen, nothing stands still.
  private func encode(_ request: ClipRequest, in place: Workplace, stop: Stop) throws(MediaError) -> Glimpses? {
    let profile = request.profile
    let tile = FrameEncoder.Tile(name: "glimpse.png", frame: request.shot.frames / 2)
    let encoder = try FrameEncoder(profile: profile, output: "clip.mp4", tile: tile, place: place, stop: stop)
    let seed = request.shot.id.utf8.reduce(request.take * 57) { $0 &* 31 &+ Int($1) }
    var frame = [UInt8](repeating: 255, count: profile.width * profile.height * 4)
    for number in 0..<request.shot.frames {
      for y in 0..<profile.height {
        for x in 0..<profile.width {
          let at = (y * profile.width + x) * 4
          let bar = ((x + number) / 8 + y / 16) % 2 == 0 ? 60 : 0
          frame[at] = UInt8((seed % 180 + bar) % 256)
          frame[at + 1] = UInt8((seed / 7 % 180 + bar) % 256)
          frame[at + 2] = UInt8((seed / 31 % 180 + bar) % 256)
        }
      }
      var fault: MediaError?
      frame.withUnsafeBytes { raw in do throws(MediaError) { try encoder.write(raw) } catch { fault = error } }
      if let fault { throw fault }
    }
    try encoder.finish()
    return encoder.glimpses
  }

  /// The same colour of the opposite hue.
  private static func turned(_ hex: String) -> String {
    let own = Lab(hex: hex) ?? Lab(l: 50, a: 0, b: 0)
    return Lab(l: own.l, chroma: max(own.chroma, 40), hue: own.hue + 180).hex
  }

  private func write(_ text: String, to path: String) throws(Failure) {
    do { try Data(text.utf8).write(to: URL(filePath: path)) } catch { throw Failure(.transient, "\(error)") }
  }
}
