import Foundation
import Testing

@testable import Spool

/// spool/README.md and the table in code are the same table.
@Suite struct TransitionTableTests {
  @Test func `the readme shows the transitions of jobs that the code has, and no others`() throws {
    let shown: Set<Transition<JobState>> = try Self.rows(under: "## Jobs")
    let known = Set(TransitionTable.jobs)
    #expect(shown.subtracting(known) == [])
    #expect(known.subtracting(shown) == [])
  }

  @Test func `the readme shows the transitions of shots that the code has, and no others`() throws {
    let shown: Set<Transition<ShotState>> = try Self.rows(under: "## Shots")
    let known = Set(TransitionTable.shots)
    #expect(shown.subtracting(known) == [])
    #expect(known.subtracting(shown) == [])
  }

  @Test func `each transition is written once, and none leads to where it began`() {
    let jobs = TransitionTable.jobs.map { [$0.from.rawValue, $0.to.rawValue] }
    let shots = TransitionTable.shots.map { [$0.from.rawValue, $0.to.rawValue] }
    #expect(Set(jobs).count == jobs.count)
    #expect(Set(shots).count == shots.count)
    #expect((jobs + shots).allSatisfy { $0[0] != $0[1] })
  }

  @Test func `every state is reached, and every state but the inbox can be left and entered`() {
    #expect(Set(TransitionTable.jobs.map(\.to)) == Set(JobState.holdingJobs))
    #expect(Set(TransitionTable.jobs.map(\.from)) == Set(JobState.allCases))
    #expect(Set(TransitionTable.shots.map(\.to)) == Set(ShotState.allCases))
    #expect(Set(TransitionTable.shots.map(\.from)) == Set(ShotState.allCases))
  }

  @Test func `a person may stop every job at any moment, and bring it back`() {
    for state in JobState.holdingJobs where state != .cancelled {
      #expect(person(state, .cancelled))
      if state != .held { #expect(person(state, .held)) }
    }
    for aside in [JobState.held, .cancelled, .failed] {
      for stage in JobState.working { #expect(person(aside, stage)) }
    }
  }

  @Test func `what the daemon does by itself is in the table, what only people do it may not`() {
    #expect(TransitionTable.daemonMayMove(JobState.inbox, .analyzing))
    #expect(!TransitionTable.daemonMayMove(JobState.failed, .analyzing))
    #expect(!TransitionTable.daemonMayMove(JobState.generating, .cancelled))
    for state in ShotState.allCases {
      if let before = state.before { #expect(TransitionTable.daemonMayMove(state, before)) }
    }
    #expect(!TransitionTable.daemonMayMove(ShotState.ready, .todo))
  }

  private func person(_ from: JobState, _ to: JobState) -> Bool {
    TransitionTable.jobs.contains { $0.from == from && $0.to == to && $0.by != .daemon }
  }

  /// The rows of the first table below a heading.
  private static func rows<State: RawRepresentable<String>>(under heading: String) throws -> Set<Transition<State>> {
    let lines = try readme().split(separator: "\n").drop { $0 != heading }.drop { !$0.hasPrefix("|---") }.dropFirst()
    var found: [Transition<State>] = []
    for line in lines.prefix(while: { $0.hasPrefix("|") }) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let from = try #require(State(rawValue: cells[0]), "no such state: \(cells[0])")
      let to = try #require(State(rawValue: cells[1]), "no such state: \(cells[1])")
      found.append(Transition(from, to, try #require(Mover(rawValue: cells[2]))))
      #expect(cells.count == 4, "a row says what then happens: \(line)")
    }
    #expect(Set(found).count == found.count)
    return Set(found)
  }

  private static func readme() throws -> String {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("spool/README.md"), encoding: .utf8)
  }
}
