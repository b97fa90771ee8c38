import Spool
import Testing
import Vocabulary

@testable import Farm

/// The decision is a pure function: these are its rows.
@Suite struct ForemanTests {
  let now = Instant(nanoseconds: 1_000_000_000_000)

  func job(
    _ state: JobState, named name: String = "a-11111111", parts: Set<JobPart> = Set(JobPart.allCases),
    shots: [ShotView] = [],
    planned: Int? = nil, priority: Int = 0, adopted: String = "2026-01-01", due: Instant? = nil,
    review: ReviewPoint? = nil, startsAfresh: Bool = false, needsMending: Bool = false
  ) -> JobView {
    JobView(
      name: name, state: state, parts: parts, shots: shots, planned: planned ?? shots.count,
      needsMending: needsMending, priority: priority, adopted: adopted, due: due ?? now, review: review,
      startsAfresh: startsAfresh, lanes: JobLanes(writer: "writer", stills: "stills", clips: "clips"))
  }

  func shot(_ number: Int, _ state: ShotState, due: Instant? = nil, made: Bool = false) -> ShotView {
    ShotView(id: Shot.id(number), state: state, due: due ?? now, hasMadeClip: made)
  }

  func decide(
    _ jobs: [JobView], running: Set<Work> = [], holding: Set<Work> = [], free: [String: Int]? = nil,
    paused: Bool = false
  ) -> Decision {
    let all = ["cpu": 2, "desk": 8, "writer": 1, "stills": 2, "clips": 1]
    return Foreman.decide(
      FarmView(now: now, jobs: jobs, running: running, holding: holding, free: free ?? all, isPaused: paused))
  }

  @Test func `a job that was just adopted is heard, then moved on`() {
    #expect(decide([job(.analyzing, parts: [.ticket])]).begin == [.hear(job: "a-11111111")])
    let heard = job(.analyzing, parts: [.ticket, .song, .analysis])
    #expect(decide([heard]).begin == [.advance(job: heard.name, from: .analyzing, to: .planning)])
  }

  @Test func `planning goes from treatment to characters to shots`() {
    var parts: Set<JobPart> = [.ticket, .song, .analysis]
    #expect(decide([job(.planning, parts: parts)]).begin == [.treat(job: "a-11111111")])
    parts.insert(.treatment)
    #expect(decide([job(.planning, parts: parts)]).begin == [.cast(job: "a-11111111")])
    parts.insert(.references)
    #expect(decide([job(.planning, parts: parts)]).begin == [.plan(job: "a-11111111")])
    parts.formUnion([.plan, .shots])
    let planned = decide([job(.planning, parts: parts)]).begin
    #expect(planned == [.advance(job: "a-11111111", from: .planning, to: .generating)])
  }

  @Test func `a stage without its inputs goes back to the earliest stage that can make them`() {
    #expect(
      decide([job(.planning, parts: [.ticket])]).begin == [.advance(job: "a-11111111", from: .planning, to: .analyzing)]
    )
    let lost = decide([job(.assembling, parts: [.ticket, .song, .analysis])]).begin
    #expect(lost == [.advance(job: "a-11111111", from: .assembling, to: .planning)])
  }

  @Test func `a job with an unready shot in assembling goes back to generating`() {
    let early = job(.assembling, shots: [shot(1, .ready), shot(2, .failed)])
    #expect(decide([early]).begin == [.advance(job: early.name, from: .assembling, to: .generating)])
  }

  @Test func `assembly waits for every planned shot, also for one whose ticket is not seen`() {
    #expect(decide([job(.generating, shots: [shot(1, .ready)], planned: 2)]).begin.isEmpty)
    let whole = job(.generating, shots: [shot(1, .ready), shot(2, .ready)])
    #expect(decide([whole]).begin == [.advance(job: whole.name, from: .generating, to: .assembling)])
  }

  @Test func `one failed shot does not hold up the others, and the film waits for a person`() {
    let settled = job(.generating, shots: [shot(1, .failed), shot(2, .todo), shot(3, .drawn)])
    let begun = decide([settled]).begin
    #expect(begun.contains(.draw(job: settled.name, shot: "shot_02")))
    #expect(begun.contains(.animate(job: settled.name, shot: "shot_03")))
    #expect(decide([job(.generating, shots: [shot(1, .failed), shot(2, .ready)])]).begin.isEmpty)
  }

  @Test func `a shot that is not due is left alone, and the farm wakes when it is`() {
    let later = now + 30
    let decision = decide([job(.generating, shots: [shot(1, .todo, due: later)])])
    #expect(decision.begin.isEmpty)
    #expect(decision.wake == later)
  }

  @Test func `a finished job whose shot was moved back returns to generating`() {
    let redo = job(.done, shots: [shot(1, .ready), shot(2, .todo)])
    #expect(decide([redo]).begin == [.advance(job: redo.name, from: .done, to: .generating)])
  }

  @Test func `no more work begins than there are free slots, and jobs take turns`() {
    let a = job(.generating, named: "a", shots: (1...4).map { shot($0, .todo) }, adopted: "2026-01-01")
    let b = job(.generating, named: "b", shots: (1...4).map { shot($0, .todo) }, adopted: "2026-01-02")
    #expect(decide([a, b]).begin == [.draw(job: "a", shot: "shot_01"), .draw(job: "b", shot: "shot_01")])
    let one = decide([a, b], running: [.draw(job: "a", shot: "shot_01")], free: ["stills": 1]).begin
    #expect(one == [.draw(job: "b", shot: "shot_01")])
  }

  @Test func `priority goes before age, and before turns`() {
    let old = job(.generating, named: "old", shots: [shot(1, .todo), shot(2, .todo)], adopted: "2026-01-01")
    let urgent = job(
      .generating, named: "urgent", shots: [shot(1, .todo), shot(2, .todo)], priority: 5, adopted: "2026-02-01")
    #expect(decide([old, urgent]).begin.allSatisfy { $0.job == "urgent" })
  }

  @Test func `a full disk lets nothing new begin`() {
    #expect(decide([job(.generating, shots: [shot(1, .todo)])], paused: true).begin.isEmpty)
  }

  @Test func `work stops when its job or its ticket was moved away`() {
    let work = Work.draw(job: "a-11111111", shot: "shot_01")
    let moved = job(.generating, shots: [shot(1, .todo)])
    #expect(decide([moved], running: [work], holding: [work]).stop == [work])
    #expect(decide([moved], running: [work]).stop.isEmpty, "it has not claimed the ticket yet")
    #expect(decide([job(.generating, shots: [shot(1, .drawing)])], running: [work], holding: [work]).stop.isEmpty)
    #expect(decide([], running: [work]).stop == [work])
    #expect(decide([job(.held, shots: [shot(1, .drawing)])], running: [work]).stop == [work])
  }

  @Test func `a shot whose earlier worker has not returned is not claimed again`() {
    let work = Work.draw(job: "a-11111111", shot: "shot_01")
    #expect(decide([job(.generating, shots: [shot(1, .todo)])], running: [work]).begin.isEmpty)
  }

  @Test func `a ticket that nobody holds is reclaimed, and a made clip is only conformed`() {
    let orphans = job(.generating, shots: [shot(1, .drawing), shot(2, .animating), shot(3, .animating, made: true)])
    let begun = Set(decide([orphans]).begin)
    let expected: Set<Work> = [
      .reclaim(job: orphans.name, shot: "shot_01"), .reclaim(job: orphans.name, shot: "shot_02"),
      .conform(job: orphans.name, shot: "shot_03"),
    ]
    #expect(begun == expected)
  }

  @Test func `a review moves the job to held once, at its point`() {
    let plan = job(.planning, shots: [shot(1, .todo)], review: .plan)
    #expect(decide([plan]).begin == [.advance(job: plan.name, from: .planning, to: .held)])
    let stills = job(.generating, shots: [shot(1, .drawn), shot(2, .todo)], review: .stills)
    #expect(decide([stills]).begin == [.draw(job: stills.name, shot: "shot_02")], "nothing is animated before")
    let drawn = job(.generating, shots: [shot(1, .drawn), shot(2, .drawn)], review: .stills)
    #expect(decide([drawn]).begin == [.advance(job: drawn.name, from: .generating, to: .held)])
  }

  @Test func `a job that a person moved out of failed starts afresh`() {
    #expect(decide([job(.planning, startsAfresh: true)]).begin == [.restart(job: "a-11111111")])
  }

  @Test func `what has no readable ticket goes to failed`() {
    let strange = job(.planning, parts: [])
    #expect(decide([strange]).begin == [.advance(job: strange.name, from: .planning, to: .failed)])
  }

  @Test func `every move that a decision makes is a row of the table`() {
    let shots = [[shot(1, .ready)], [shot(1, .todo)], [shot(1, .failed)], [shot(1, .drawn)], []]
    for state in JobState.allCases {
      for parts in [Set(JobPart.allCases), [], [.ticket], [.ticket, .song, .analysis]] {
        for review in [nil, ReviewPoint.plan, .stills] {
          for shots in shots {
            for work in decide([job(state, parts: parts, shots: shots, review: review)]).begin {
              if case .advance(_, let from, let to) = work {
                #expect(TransitionTable.daemonMayMove(from, to), "\(work)")
              }
            }
          }
        }
      }
    }
  }
}
