// A provider that is paid, played over real HTTP: predictions are created, asked about and fetched as Replicate documents it
// (https://replicate.com/docs/reference/http). It throttles, fails, loses replies after it has charged, and cuts files off.
// Its book lies outside of the spool and says what was charged; nothing here forgives.
import Foundation
import Synchronization

/// What the provider has charged, and how it behaves.
final class Rental: Sendable {
  private struct Prediction {
    var file: String
    var polls = 0
  }
  private struct Book {
    var dice: Dice
    var predictions: [String: Prediction] = [:]
    /// Requests for a prediction that arrived.
    var asked = 0
    /// Predictions that began, each paid.
    var charged = 0
    var faults: [String] = []
    /// No trouble of its own any more.
    var isCalm = false
  }
  private let book: Mutex<Book>
  private let files: String
  /// How many calls the ledger had set money aside for by now; nil where it cannot be read.
  private let promised: @Sendable () -> Int?

  /// - Parameter files: the folder of the canned files: `0.png`…`3.png`, `0.mp4`…`3.mp4`.
  init(files: String, seed: UInt64, promised: @escaping @Sendable () -> Int?) {
    self.files = files
    self.promised = promised
    book = Mutex(Book(dice: Dice(seed)))
  }

  static let looks = 4
  var charged: Int { book.withLock { $0.charged } }
  var faults: [String] { book.withLock { $0.faults } }
  func calm() { book.withLock { $0.isCalm = true } }

  /// Answers one request.
  func answer(_ request: Request) -> Reply {
    let words = request.path.split(separator: "/").map(String.init)
    switch (request.method, words.first, words.last) {
    case ("POST", "v1", "predictions"): return create(request)
    case ("POST", "v1", "cancel"): return .json(200, Self.status("canceled"))
    case ("GET", "v1", let name?) where words.contains("models"): return .json(200, #"{"name":"\#(name)"}"#)
    case ("GET", "v1", let id?): return poll(id, at: request.host)
    case ("GET", "files", let name?): return fetch(name)
    default: return .json(404, #"{"detail":"not found"}"#)
    }
  }

  // MARK: Creating

  private func create(_ request: Request) -> Reply {
    let isStill = request.path.contains("/stills/")
    return book.withLock { book in
      book.asked += 1
      // Read under the lock: a line that is not there yet belongs to a request that has not arrived either.
      if let known = promised(), known < book.asked {
        book.faults.append("request \(book.asked) arrived when the ledger had set money aside for \(known)")
      }
      let mood = Mood.any(isCalm: book.isCalm, &book.dice)
      switch mood {
      case .throttles:
        return .json(429, #"{"detail":"Request was throttled. Expected available in 1 second."}"#, wait: 1)
      case .fails: return .json(500, #"{"detail":"Internal server error"}"#)
      case .works, .loses, .dawdles: break
      }
      book.charged += 1
      let id = "p\(book.charged)x\(book.asked)"
      book.predictions[id] = Prediction(file: "\(request.look % Self.looks).\(isStill ? "png" : "mp4")")
      if mood == .loses { return .none }
      var reply = Reply.json(201, #"{"id":"\#(id)","status":"starting","output":null,"error":null}"#)
      reply.delay = mood == .dawdles ? 0.3 : 0
      return reply
    }
  }

  private enum Mood {
    case works, dawdles, throttles, fails, loses

    static func any(isCalm: Bool, _ dice: inout Dice) -> Mood {
      switch Int.random(in: 0..<100, using: &dice) {
      case _ where isCalm: .works
      case 0..<20: .dawdles
      case 20..<26: .throttles
      case 26..<28: .fails
      case 28..<32: .loses
      default: .works
      }
    }
  }

  // MARK: Asking and fetching

  private static func status(_ word: String) -> String { #"{"id":"p","status":"\#(word)","output":null,"error":null}"# }

  private func poll(_ id: String, at host: String) -> Reply {
    book.withLock { book in
      guard var prediction = book.predictions[id] else { return .json(404, #"{"detail":"not found"}"#) }
      switch book.isCalm ? 99 : Int.random(in: 0..<100, using: &book.dice) {
      case 0..<6: return .json(502, "<html>Bad Gateway</html>")
      case 6..<10: return .none
      default: break
      }
      prediction.polls += 1
      book.predictions[id] = prediction
      if prediction.polls < 2 { return .json(200, Self.status("processing")) }
      return .json(
        200, #"{"id":"\#(id)","status":"succeeded","output":"http://\#(host)/files/\#(prediction.file)","error":null}"#)
    }
  }

  private func fetch(_ name: String) -> Reply {
    guard let data = FileManager.default.contents(atPath: "\(files)/\(name)") else { return .json(404, "") }
    var reply = Reply(status: 200, type: name.hasSuffix("png") ? "image/png" : "video/mp4", body: data)
    book.withLock { book in
      if !book.isCalm && Int.random(in: 0..<100, using: &book.dice) < 6 { reply.cutAfter = data.count / 2 }
    }
    return reply
  }
}
