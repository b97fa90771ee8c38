// What all rounds together have done and found.
import Foundation
import Glibc
import Synchronization

final class Score: Sendable {
  struct Counts {
    var kills: [String: Int] = [:]
    var refusals = 0
    /// Rounds with a person, and what it did how often.
    var people = 0
    var deeds: [String: Int] = [:]
    var films = 0
    var lives = 0
    var faults: [String] = []
    /// What the rented provider charged, and what a person asked it for again.
    var charges = 0
    var settled = 0
    /// The largest number of calls in one life.
    var mostCalls = 0
  }
  private let counts = Mutex(Counts())
  private let began = Date()

  func note(_ change: (inout Counts) -> Void) { counts.withLock { change(&$0) } }
  var now: Counts { counts.withLock { $0 } }
  var kills: Int { now.kills.values.reduce(0, +) }
  var seconds: Double { Date().timeIntervalSince(began) }

  /// The round's faults, told at once with how to see them again.
  func blame(_ faults: [String], on round: String, at place: String) {
    guard !faults.isEmpty else { return }
    note { $0.faults += faults }
    say("FAULT in \(round), kept in \(place):\n" + faults.map { "  \($0)\n" }.joined())
  }

  /// One line on standard error.
  func say(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }

  var line: String {
    let now = now
    let kinds = now.kills.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    return "\(Int(seconds)) s: \(kills) kills (\(kinds)), \(now.refusals) refused calls, "
      + "\(now.deeds.values.reduce(0, +)) deeds of \(now.people) people, \(now.lives) lives, "
      + "\(now.films) films, \(now.charges) charges (\(now.settled) asked for again by hand), \(now.faults.count) faults"
  }
}
