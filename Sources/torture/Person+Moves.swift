// What a person may move, as spool/README.md says it, in a copy of its own: a row that the farm's table lost is missed.
extension Person {
  private static let stages = ["analyzing", "planning", "generating", "assembling"]

  /// Where a person may move a job that lies in `state`. Into done/ goes only what came from there, and nothing into
  /// failed/, where it would wait for ever.
  private func ways(from state: String, of job: String) -> [String] {
    switch state {
    case "analyzing", "planning", "generating", "assembling":
      Self.stages.filter { $0 != state } + ["held", "held", "cancelled", "cancelled"]
    case "done": ["analyzing", "planning", "assembling", "held", "cancelled"]
    case "held", "cancelled": origins[job] == "done" ? ["done"] + Self.stages : Self.stages
    default: []
    }
  }

  func moveJob() {
    guard let (job, state) = anyJob(in: Oracle.states), let way = ways(from: state, of: job).randomElement(using: &dice)
    else { return }
    move(job: job, from: state, to: way)
  }

  func move(job: String, from state: String, to way: String) {
    let before = inFlight("\(state)/\(job)")
    guard move("\(state)/\(job)", "\(way)/\(job)") else { return }
    asked += max(before, inFlight("\(way)/\(job)"))
    if way == "held" || way == "cancelled" { origins[job] = state }
    oracle.note(touched: job)
    note("\(state) -> \(way)")
  }

  /// Rows of the shots' table that are a person's, or both's.
  private static let shotWays = [
    "drawing": ["todo"], "animating": ["drawn", "todo"], "drawn": ["todo"], "failed": ["todo", "drawn"],
    "ready": ["todo", "drawn"],
  ]

  func moveShot() {
    guard let (job, state) = anyJob(in: ["generating", "generating", "assembling", "done", "held", "cancelled"]) else {
      return
    }
    let tickets = tickets(of: "\(state)/\(job)", in: Array(Self.shotWays.keys).sorted())
    guard let (file, from) = tickets.randomElement(using: &dice),
      let way = Self.shotWays[from]?.randomElement(using: &dice)
    else { return }
    move(shot: file, of: "\(state)/\(job)", from: from, to: way)
  }

  /// One still and one clip at the most: a new take, or the present step once more.
  func move(shot file: String, of place: String, from state: String, to way: String) {
    guard move("\(place)/shots/\(state)/\(file)", "\(place)/shots/\(way)/\(file)") else { return }
    asked += 2
    oracle.note(touched: String(place.drop { $0 != "/" }.dropFirst()))
    note("\(state) -> \(way)")
  }
}
