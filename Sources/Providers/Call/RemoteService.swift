// The seam of all adapters: what differs from server to server, and nothing else. Money, notes, gates, patience and
// restarts are the courier's.
import Media
import Vocabulary

/// One request to one server, in its dialect.
protocol RemoteService: Sendable {
  /// What is asked, as bytes: equal requests give equal ones. Nothing secret, no random part.
  var question: [UInt8] { get }
  /// How much it will use, for the estimate.
  var expected: Usage { get }
  /// Pixels that were asked for; nil where the server decides.
  var size: (width: Int, height: Int)? { get }

  /// Sends the request. `id` is ours, new for each call, made of hex digits and dashes like a UUID.
  func create(_ id: String, stop: Stop?) throws(Failure) -> Answer
  /// Whether the server knows a call whose reply was lost.
  func find(_ note: CallNote) throws(Failure) -> Found
  /// Asks once how a remote job stands.
  func poll(_ remote: Remote, stop: Stop) throws(Failure) -> Answer
  /// Asks the server to end a remote job; best effort.
  func cancel(_ remote: Remote) throws(Failure)
}

/// A remote job by the names that the server gave it.
struct Remote: Sendable, Equatable {
  var id: String
  var links: [String: String] = [:]
  /// What changes while it gets on (the length of its log); nil where the server says nothing of the kind.
  var progress: String?
}

/// What a server says about a call.
enum Answer: Sendable {
  /// Accepted; it waits in the server's queue, or runs.
  case queued(Remote)
  case running(Remote)
  case done(Result, Bill)
  /// The server has given up or was asked to; what it charged all the same.
  case failed(Failure, Bill)
}

/// Where the result is.
enum Result: Sendable {
  case bytes([UInt8])
  case url(String)
  /// A request with the key, to the configured origin.
  case path(String)
}

/// What a server says about the cost.
struct Bill: Sendable, Equatable {
  var reported: MicroDollars?
  var usage: Usage?
  static let unknown = Bill()
  /// It says that nothing is charged.
  static let nothing = Bill(reported: 0)
}

/// What came of looking for a lost call.
enum Found: Sendable {
  /// It is there.
  case it(Remote)
  /// It is certainly not there: nothing was sent, nothing is charged.
  case nothing
  /// The server cannot be asked that.
  case unknown
}

extension RemoteService {
  var size: (width: Int, height: Int)? { nil }
  func find(_ note: CallNote) throws(Failure) -> Found { .unknown }
  func cancel(_ remote: Remote) throws(Failure) {}
  func poll(_ remote: Remote, stop: Stop) throws(Failure) -> Answer {
    throw Failure(.invalid, "unable to ask about \(remote.id): the server answers at once or never")
  }
}

extension MicroDollars {
  /// "0.0421" dollars of a header, rounded up; nil for what is no amount.
  init?(dollars text: String) {
    guard let dollars = Double(text), dollars.isFinite, dollars >= 0, dollars < 1e6 else { return nil }
    self.init((dollars * 1e6 - 1e-6).rounded(.up))
  }
}
