// The daemon as a process under watch: each call that changes the disk can be the one before which it dies.
import CStrike
import Foundation
import Glibc

/// What is done to a daemon, and when.
enum Blow {
  /// Nothing.
  case none
  /// SIGKILL before its n-th call that changes the disk.
  case killAtCall(Int)
  /// SIGKILL so many seconds after its start.
  case killAfter(Double)
  /// From the n-th call on, `count` calls of the kind fail with `error`, then no more.
  case fail(Refusal)
  /// Before each call somebody else is told its number, and may do what they like.
  case beside((Int) -> Void)
}

/// Which calls are refused, with what.
struct Refusal {
  var from: Int
  var count: Int
  var error: Int32
  var kinds: Set<Int32>
}

/// How a daemon ended.
enum Outcome: Equatable {
  /// By our blow.
  case killed
  /// It was told to end because `isDone` held, and its exit status.
  case ended(Int32)
  /// By itself, with a wait status.
  case died(Int32)
  /// Not done in time; killed.
  case late
}

/// One life of a daemon. Used by the thread that began it: the process dies with that thread.
final class Victim {
  private let yard: Yard
  private var process: pid_t = 0
  private var listener: Int32 = -1
  /// Calls that changed the spool so far.
  private(set) var calls = 0
  private(set) var refused = 0
  private var lastCall = 0.0

  init(_ yard: Yard) { self.yard = yard }

  /// Starts it, deals the blow, and sees it to its end; on return no process of it lives any more.
  ///
  /// - Parameters:
  ///   - before: done just before a blow that comes at a time.
  ///   - isDone: asked a few times a second; once it holds the daemon is told to end.
  func live(_ blow: Blow, before: () -> Void = {}, until isDone: () -> Bool) throws -> Outcome {
    try start()
    let began = Self.now
    lastCall = began
    var nextLook = began + 0.05
    var end: Outcome?
    while true {
      var call = strike_call()
      let wait = end == nil ? max(0, min(nextLook, moment(blow, began) ?? .infinity) - Self.now) : 1
      let found = strike_next(listener, Int32(wait * 1000) + 1, &call)
      if found < 0 { break }
      if found > 0, strikes(blow, call) { end = fell(.killed) }
      guard end == nil else { continue }
      if let moment = moment(blow, began), moment <= Self.now {
        before()
        end = fell(.killed)
      }
      guard Self.now >= nextLook else { continue }
      nextLook = Self.now + 0.05
      if isLate(began) { end = fell(.late) } else if isDone() { end = finish() }
    }
    return reap(end)
  }

  /// Nothing was written for two minutes, or it is never done. A busy machine may be slow, so the whole has long.
  private func isLate(_ began: Double) -> Bool { Self.now - lastCall > 120 || Self.now - began > 900 }

  private static var now: Double { Double(DispatchTime.now().uptimeNanoseconds) / 1e9 }

  private func moment(_ blow: Blow, _ began: Double) -> Double? {
    if case .killAfter(let seconds) = blow { began + seconds } else { nil }
  }

  /// Answers one call; true where the daemon dies before it. A call of the dead is left without an answer.
  private func strikes(_ blow: Blow, _ call: strike_call) -> Bool {
    var call = call
    guard strike_touches(&call, yard.spool) != 0 else {
      strike_allow(listener, call.id)
      return false
    }
    calls += 1
    lastCall = Self.now
    switch blow {
    case .killAtCall(let number) where calls == number: return true
    case .beside(let somebody):
      somebody(calls)
      strike_allow(listener, call.id)
    case .fail(let refusal)
    where calls >= refusal.from && refused < refusal.count && refusal.kinds.contains(call.kind):
      refused += 1
      strike_refuse(listener, call.id, refusal.error)
    default: strike_allow(listener, call.id)
    }
    return false
  }

  private func fell(_ outcome: Outcome) -> Outcome {
    kill(process, SIGKILL)
    return outcome
  }

  private func finish() -> Outcome {
    kill(process, SIGTERM)
    var call = strike_call()
    let last = Self.now + 30
    while case let found = strike_next(listener, 1000, &call), found >= 0 {
      if found > 0 { strike_allow(listener, call.id) }
      if Self.now > last { return fell(.late) }
    }
    return .ended(0)
  }

  private func reap(_ end: Outcome?) -> Outcome {
    close(listener)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    switch end {
    case .ended: return status & 0x7f == 0 ? .ended((status >> 8) & 0xff) : .died(status)
    case let end?: return end
    case nil: return .died(status)
    }
  }

  private func start() throws {
    let log = open(yard.log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    defer { close(log) }
    let words = [yard.programs.reelspool, "run", "--spool", yard.spool, "--config", yard.config]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    let failed = strike_spawn(words[0], arguments, environ, log, &process, &listener)
    guard failed == 0 else {
      throw Trouble("unable to start \(words[0]) under watch: \(String(cString: strerror(failed)))")
    }
  }
}
