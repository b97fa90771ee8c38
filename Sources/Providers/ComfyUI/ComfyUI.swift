// ComfyUI, with workflows that its user made: https://docs.comfy.org. It has no keys and no prices; what it has is a
// queue and a history, and both are asked before anything is asked for twice.
import Generating
import Vocabulary

/// `[providers.comfyui.NAME]`
public struct ComfyUI: Provider {
  public static let kind = "comfyui"
  public static let isUsuallyFree = true
  public static let ownKeys: Set<String> = [
    "stills_workflow", "plain_workflow", "clips_workflow", "stills_map", "plain_map", "clips_map", "stills_size",
    "clips_size", "clips_fps", "frame_step",
  ]
  public let account: Account
  let plans: ComfyPlans
  public let lengths: [Seconds]

  public init(_ setup: Setup) throws(SetupFault) {
    var account = setup.account
    // A question to a server of one's own costs nobody anything, and an idle GPU costs time.
    let poll = account.deadlines.poll
    if account.endpoint.isPrivate { account.deadlines.slowestPoll = max(poll, min(2, account.deadlines.slowestPoll)) }
    self.account = account
    lengths = setup.lengths
    plans = try ComfyPlans(setup)
  }

  public var stills: (any StillMaker)? { plans.stills == nil && plans.plain == nil ? nil : maker }
  public var clips: (any ClipMaker)? { plans.clips == nil ? nil : maker }

  public func probe() -> [Finding] {
    ComfyProbe(account: account, workflows: [plans.stills, plans.plain, plans.clips].compactMap(\.self)).findings
  }

  private var maker: ServerMaker {
    let (account, plans) = (account, plans)
    return ServerMaker(account: account, lengths: lengths) { (order) throws(Failure) in
      try plans.call(order, account)
    }
  }
}
