// How far a job is: the share of its work that is done, not of its time that has passed. Nothing counts before it is on
// the disk, so the bar never runs ahead, never goes back while nobody moves a shot back, and is full only in done/.
import Farm
import Spool
import Vocabulary

extension JobSummary {
  /// What each stage costs of the whole, measured with the built-in artist at 1080x1920: clips are nearly all of it.
  private enum Weight {
    static let heard = 0.02
    static let planned = 0.01
    static let shots = 0.90
    static let assembled = 0.07
    /// Of a shot: its still.
    static let still = 0.08
  }

  /// 0 to 1; 1 only for a film that lies in done/.
  var progress: Double {
    if state == .done { return 1 }
    var done = folder.has("analysis.json") ? Weight.heard : 0
    guard let plan, plan.frames > 0 else { return done }
    done += Weight.planned + Weight.shots * shotsDone(plan)
    if state == .assembling { done += Weight.assembled * assembled }
    return min(done, 0.99)
  }

  private func shotsDone(_ plan: Plan) -> Double {
    let frames = Dictionary(plan.shots.map { ($0.id, Double($0.frames)) }, uniquingKeysWith: { a, _ in a })
    func share(_ state: ShotState) -> Double {
      (shots[state]?.keys.reduce(0) { $0 + frames[$1, default: 0] } ?? 0) / Double(plan.frames)
    }
    return share(.ready) + Weight.still * (share(.drawn) + share(.animating))
  }

  /// How much of a cut stands in its private folder.
  private var assembled: Double {
    guard let cuts = try? folder.folder("cuts"),
      let name = try? cuts.names().first(where: { $0.hasPrefix(".attempt-") }), let cut = try? cuts.folder(name)
    else { return 0 }
    if cut.has("storyboard.jpg") { return 0.9 }
    if cut.has("poster.jpg") { return 0.6 }
    return cut.has("final.mp4") ? 0.2 : 0
  }

  /// "[######........]" of `width` signs between the brackets.
  func bar(_ width: Int) -> String {
    let filled = Int(progress * Double(width))
    return "[\(String(repeating: "#", count: filled))\(String(repeating: ".", count: width - filled))]"
  }

  /// Whole per cent, rounded down: 100 is done.
  var percent: Int { Int(progress * 100) }

  /// Nothing in it can go on without a person.
  var waitsForPerson: Bool {
    switch state {
    case .failed, .held: true
    case .generating: waitingForPerson > 0 && waitingForPerson + count(.ready) == planned
    default: false
    }
  }
}
