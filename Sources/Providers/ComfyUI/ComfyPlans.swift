import Vocabulary

/// The workflows, and what they are given.
struct ComfyPlans: Sendable {
  var stills: Workflow?
  /// For shots without people and for the references themselves.
  var plain: Workflow?
  var clips: Workflow?
  private var stillSize: (width: Int, height: Int)?
  private var clipSize: (width: Int, height: Int)?
  /// The rate that the clips' model thinks in.
  private var rate: Double
  /// Video models take 1 frame more than a multiple of this: 4 for Wan, 8 for LTX.
  private var step: Int

  init(_ setup: Setup) throws(SetupFault) {
    stills = try Self.workflow("stills", setup)
    plain = try Self.workflow("plain", setup)
    clips = try Self.workflow("clips", setup)
    stillSize = try setup.size("stills_size")
    clipSize = try setup.size("clips_size")
    rate = try setup.number("clips_fps", 1...60) ?? 16
    step = Int(try setup.number("frame_step", 1...64) ?? 4)
    guard stills != nil || plain != nil || clips != nil else {
      throw SetupFault(nil, "it has no workflow; add stills_workflow, clips_workflow or both")
    }
    for (name, workflow) in [("stills", stills), ("plain", plain)] where workflow?.places[.prompt] == nil {
      if workflow != nil { throw SetupFault("\(name)_workflow", Self.missing("mv:prompt")) }
    }
    if let clips, clips.places[.image] == nil { throw SetupFault("clips_workflow", Self.missing("mv:image")) }
  }

  private static func missing(_ title: String) -> String {
    "the workflow has no node with the title \"\(title)\"; give one that title in ComfyUI and export it again"
  }

  private static func workflow(_ name: String, _ setup: Setup) throws(SetupFault) -> Workflow? {
    let key = "\(name)_workflow"
    guard let bytes = try setup.file(key) else { return nil }
    let map = try setup.table("\(name)_map") ?? [:]
    do throws(WorkflowFault) { return try Workflow(parsing: bytes, map: map) } catch {
      throw SetupFault(key, "the workflow \(error.text)")
    }
  }

  func call(_ order: Order, _ account: Account) throws(Failure) -> any RemoteService {
    guard let workflow = try workflow(for: order, account) else {
      throw Failure(
        .invalid, "unable to ask \(account.name) for a \(order.step.rawValue): it has no workflow for that",
        remedy: "name one in the configuration")
    }
    return ComfyCall(account: account, workflow: workflow, order: order, values: values(order))
  }

  private func workflow(for order: Order, _ account: Account) throws(Failure) -> Workflow? {
    if order.step == .clip { return clips }
    guard let stills, stills.characters > 0, order.references.isEmpty else {
      return order.references.isEmpty ? plain ?? stills : stills ?? plain
    }
    guard let plain else {
      throw Failure(
        .invalid,
        "unable to draw with \(account.name): its workflow wants a character's picture, and here there is none",
        remedy: "name a workflow without mv:character_1 as plain_workflow in the configuration")
    }
    return plain
  }

  /// All values but the pictures, which have names only when they are at the server.
  private func values(_ order: Order) -> [Marker: JSONValue] {
    let isClip = order.step == .clip
    let size = (isClip ? clipSize : order.step == .still ? stillSize : nil) ?? usual(order)
    var values: [Marker: JSONValue] = [
      .prompt: .string(order.prompt), .negative: .string(order.negative), .seed: .integer(order.seed),
      .width: .integer(Int64(size.width)), .height: .integer(Int64(size.height)),
    ]
    if isClip {
      values[.frames] = .integer(Int64(frames(order.seconds)))
      values[.fps] = rate == rate.rounded() ? .integer(Int64(rate)) : .number(rate)
    }
    return values
  }

  /// What most models were taught: a megapixel for pictures, 480p for films.
  private func usual(_ order: Order) -> (width: Int, height: Int) {
    order.step == .clip ? order.size(pixels: 480 * 832, step: 32) : order.size(pixels: 1 << 20, step: 64)
  }

  func frames(_ seconds: Seconds) -> Int { Int((seconds * rate / Double(step) - 1e-6).rounded(.up)) * step + 1 }
}
