// What the folders say, as values: all that the foreman's decision may look at.
import Spool
import Vocabulary

/// One shot's ticket as it lies there.
public struct ShotView: Sendable, Equatable {
  public var id: String
  public var state: ShotState
  /// When it may be claimed.
  public var due: Instant
  /// Whether its newest attempt has a clip that only needs to be conformed.
  public var hasMadeClip: Bool

  public init(id: String, state: ShotState, due: Instant, hasMadeClip: Bool = false) {
    self.id = id
    self.state = state
    self.due = due
    self.hasMadeClip = hasMadeClip
  }
}

/// The documents and folders of a job that decide what can be done next.
public enum JobPart: String, Sendable, CaseIterable {
  case ticket, song, analysis, treatment, references, plan, shots
}

/// One job as it lies there.
public struct JobView: Sendable, Equatable {
  public var name: String
  public var state: JobState
  public var parts: Set<JobPart>
  public var shots: [ShotView]
  /// Shots in plan.json; 0 without one.
  public var planned: Int
  /// A ticket lies in two folders, or in none.
  public var needsMending: Bool
  /// Higher goes first.
  public var priority: Int
  /// RFC 3339; earlier goes first.
  public var adopted: String
  /// When the job's next stage may begin.
  public var due: Instant
  /// The review that the job asks for and has not had.
  public var review: ReviewPoint?
  /// A person moved it back from failed/: it starts afresh at this stage.
  public var startsAfresh: Bool
  /// Names of the lanes that its writer, still maker and clip maker work in.
  public var lanes: JobLanes
  /// It could not be read again: the rest is what was seen before, and nothing is begun on the strength of that.
  public var isBlind = false

  public init(
    name: String, state: JobState, parts: Set<JobPart>, shots: [ShotView], planned: Int, needsMending: Bool = false,
    priority: Int, adopted: String, due: Instant, review: ReviewPoint?, startsAfresh: Bool, lanes: JobLanes
  ) {
    self.name = name
    self.state = state
    self.parts = parts
    self.shots = shots
    self.planned = planned
    self.needsMending = needsMending
    self.priority = priority
    self.adopted = adopted
    self.due = due
    self.review = review
    self.startsAfresh = startsAfresh
    self.lanes = lanes
  }
}

/// Which lane each port of a job works in.
public struct JobLanes: Sendable, Equatable {
  public var writer: String
  public var stills: String
  public var clips: String

  public init(writer: String, stills: String, clips: String) {
    self.writer = writer
    self.stills = stills
    self.clips = clips
  }
}

/// One piece of work; at most one of each runs at a time.
public enum Work: Sendable, Hashable {
  case hear(job: String)
  case treat(job: String)
  case cast(job: String)
  case plan(job: String)
  case draw(job: String, shot: String)
  case animate(job: String, shot: String)
  case conform(job: String, shot: String)
  case assemble(job: String)
  /// Sort out a ticket that lies in drawing/ or animating/ and that nobody holds.
  case reclaim(job: String, shot: String)
  /// Move the job to another state.
  case advance(job: String, from: JobState, to: JobState)
  /// Begin the present stage anew: set its documents aside.
  case restart(job: String)
  /// Sort out tickets that lie in two folders, or in none.
  case mend(job: String)
  /// Remove what is temporary.
  case tidy(job: String)

  public var job: String {
    switch self {
    case .hear(let job), .treat(let job), .cast(let job), .plan(let job), .assemble(let job), .restart(let job),
      .tidy(let job), .mend(let job), .advance(let job, _, _):
      job
    case .draw(let job, _), .animate(let job, _), .conform(let job, _), .reclaim(let job, _): job
    }
  }

  public var shot: String? {
    switch self {
    case .draw(_, let shot), .animate(_, let shot), .conform(_, let shot), .reclaim(_, let shot): shot
    default: nil
    }
  }

  /// The state of the job in which this work may go on; nil for work that looks for itself.
  public var stage: JobState? {
    switch self {
    case .hear: .analyzing
    case .treat, .cast, .plan: .planning
    case .draw, .animate, .conform: .generating
    case .assemble: .assembling
    case .reclaim, .advance, .restart, .mend, .tidy: nil
    }
  }
}

/// Everything at one moment.
public struct FarmView: Sendable {
  public var now: Instant
  public var jobs: [JobView]
  public var running: Set<Work>
  /// Of `running`, the work whose worker holds its ticket: has claimed it, and has not begun to put it away.
  public var holding: Set<Work>
  /// Free slots of each lane.
  public var free: [String: Int]
  /// The farm is stopped by something that everybody needs (a full disk): nothing new begins.
  public var isPaused: Bool
  /// Work that could not be done for a reason outside of it, and when each is tried again.
  public var stuck: [Work: Instant]

  public init(
    now: Instant, jobs: [JobView], running: Set<Work>, holding: Set<Work> = [], free: [String: Int],
    isPaused: Bool = false, stuck: [Work: Instant] = [:]
  ) {
    self.now = now
    self.jobs = jobs
    self.running = running
    self.holding = holding
    self.free = free
    self.isPaused = isPaused
    self.stuck = stuck
  }
}

/// What should happen next.
public struct Decision: Sendable, Equatable {
  /// Work to begin, best first; each has a free slot in its lane.
  public var begin: [Work] = []
  /// Work whose job or ticket has left the place where it was claimed.
  public var stop: [Work] = []
  /// When to decide again though nothing happened.
  public var wake: Instant?
}

/// The lanes' names that the farm itself uses.
public enum LaneName {
  /// Whatever uses this machine's processors.
  public static let cpu = "cpu"
  /// Renames and small documents: wide, because their cost is the disk's flush, and flushes group.
  public static let desk = "desk"
}
