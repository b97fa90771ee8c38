// Somebody with mv, an editor and rm beside the working farm: it moves shots and whole jobs as spool/README.md allows,
// writes nonsense into tickets and puts it right again, deletes takes. It acts just before a call by which the farm
// changes the disk, so that its deeds fall between any two steps of any transition; and now and then when nothing happens.
import Foundation
import Glibc

/// One person at one spool, for one round. Used by one thread.
final class Person {
  let yard: Yard
  let oracle: Oracle
  var dice: Dice
  /// Deeds that are still to come; after them it puts right what it left wrong, and only waits.
  private(set) var left: Int
  private var nextCall: Int
  private var lastLook = Date()
  /// What was in a ticket before nonsense was written into it, by `JOB/FILE`.
  var originals: [String: Data] = [:]
  /// Tickets that were nonsense at some time: the farm may put them into failed/ even now.
  var wasWrong: Set<String> = []
  /// Where jobs came from that it took out of their work.
  var origins: [String: String] = [:]
  /// How many calls to a maker its deeds may have caused, at the most.
  var asked = 0
  /// How often it did what.
  private(set) var deeds: [String: Int] = [:]

  init(_ yard: Yard, _ oracle: Oracle, _ dice: Dice) {
    self.yard = yard
    self.oracle = oracle
    self.dice = dice
    left = 0
    nextCall = 0
    left = Int.random(in: 8...40, using: &self.dice)
    nextCall = Int.random(in: 1...150, using: &self.dice)
  }

  var isThrough: Bool { left == 0 }

  /// Told of each call before it happens.
  func see(call: Int) {
    guard !isThrough, call >= nextCall else { return }
    // Often right after one another, sometimes after a long while.
    nextCall = call + Int.random(in: 1...([8, 40, 160].randomElement(using: &dice)!), using: &dice)
    act()
  }

  /// Told a few times a second that time goes by.
  func look() {
    guard Date().timeIntervalSince(lastLook) > 0.3 else { return }
    lastLook = Date()
    if isThrough { mend() } else { act() }
  }

  private func act() {
    left -= 1
    switch Int.random(in: 0..<100, using: &dice) {
    case 0..<45: moveShot()
    case 45..<75: moveJob()
    case 75..<83: spoilTicket()
    case 83..<86: spoilJob()
    case 86..<93: mend()
    default: deleteTake()
    }
  }

  func note(_ deed: String) { deeds[deed, default: 0] += 1 }

  // MARK: What lies there

  /// A job by chance, with the folder it lies in; nil where there is none yet.
  func anyJob(in states: [String]) -> (name: String, state: String)? {
    states.flatMap { state in yard.names(state).filter { !$0.hasPrefix(".") }.map { ($0, state) } }
      .randomElement(using: &dice)
  }

  static let shotStates = ["todo", "drawing", "drawn", "animating", "ready", "failed"]

  /// Tickets of the job, each with its folder below `shots/`.
  func tickets(of place: String, in states: [String] = Person.shotStates) -> [(file: String, state: String)] {
    states.flatMap { state in
      yard.names("\(place)/shots/\(state)").filter { $0.hasPrefix("shot_") }.map { ($0, state) }
    }
  }

  /// Calls that may be under way for the job: they are lost where their worker is stopped.
  func inFlight(_ place: String) -> Int {
    tickets(of: place, in: ["drawing", "animating"]).count + (place.hasPrefix("planning/") ? 1 : 0)
  }

  /// `mv -n`.
  func move(_ old: String, _ new: String) -> Bool {
    guard !yard.has(new) else { return false }
    return rename("\(yard.spool)/\(old)", "\(yard.spool)/\(new)") == 0
  }
}
