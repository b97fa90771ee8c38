// What stands in the way from outside: a folder that cannot be read, a disk that refuses. Said once, tried again after
// ever longer waits, and forgotten when it is gone. Without it a job that nobody can help would turn the loop in a circle,
// or stand still until the next sweep.
import Spool
import Vocabulary

/// The troubles of one daemon. Used by the loop's thread alone.
struct Troubles {
  /// What cannot be done.
  enum Subject: Hashable {
    case work(Work)
    /// Reading a job.
    case job(String)
    /// Listing a state folder.
    case folder(JobState)

    /// What is named where the trouble is said.
    var name: String {
      switch self {
      case .work(let work): work.job
      case .job(let job): job
      case .folder(let state): "\(state.rawValue)/"
      }
    }
  }
  private struct Trouble {
    var until: Instant
    var wait: Seconds
  }
  private var troubles: [Subject: Trouble] = [:]
  private let first: Seconds
  private let longest: Seconds

  /// - Parameters:
  ///   - first: the first wait; each further one is twice as long, up to `longest`.
  init(first: Seconds, longest: Seconds) {
    self.first = min(first, longest)
    self.longest = longest
  }

  /// Notes that it was tried in vain.
  ///
  /// - Returns: whether that is news: no trouble under that name was known.
  mutating func note(_ subject: Subject, now: Instant) -> Bool {
    let isNews = !troubles.keys.contains { $0.name == subject.name }
    let wait = troubles[subject].map { min(longest, $0.wait * 2) } ?? first
    troubles[subject] = Trouble(until: now + wait, wait: wait)
    return isNews
  }

  /// It was done.
  ///
  /// - Returns: whether it was the last trouble under that name.
  mutating func clear(_ subject: Subject) -> Bool {
    guard troubles.removeValue(forKey: subject) != nil else { return false }
    return !troubles.keys.contains { $0.name == subject.name }
  }

  /// Forgets a job that wants nothing any more.
  mutating func forget(job: String) {
    guard !troubles.isEmpty else { return }
    troubles = troubles.filter { $0.key.name != job }
  }

  /// The clock was set: the waits take as long as they would have, and none longer than it was meant, for one that began
  /// after it was set is of the new time already.
  mutating func shift(by jump: Seconds, now: Instant) {
    troubles = troubles.mapValues { Trouble(until: min($0.until + jump, now + $0.wait), wait: $0.wait) }
  }

  /// When each work may be tried again.
  var stuck: [Work: Instant] {
    var found: [Work: Instant] = [:]
    for case (.work(let work), let trouble) in troubles { found[work] = trouble.until }
    return found
  }

  /// The jobs and folders to look at again by now.
  func due(_ now: Instant) -> [Subject] {
    troubles.filter { $0.value.until <= now && !$0.key.isWork }.map(\.key)
  }

  /// When the next look is due; of work the foreman says it.
  var next: Instant? { troubles.filter { !$0.key.isWork }.map(\.value.until).min() }
}

extension Troubles.Subject {
  fileprivate var isWork: Bool { if case .work = self { true } else { false } }
}
