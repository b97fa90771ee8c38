// The two ways in which adapters talk: a request that may be repeated, and one that may cost something.
import Media
import Vocabulary

extension HTTPRequest {
  mutating func set(_ json: JSONValue) {
    body = json.bytes
    headers.append(("Content-Type", "application/json"))
  }

  mutating func set(_ form: Form) {
    body = form.whole
    headers.append(("Content-Type", form.contentType))
  }
}

extension Endpoint {
  /// Sends a request that makes the server work: one that was lost on the way is `ambiguous`.
  func create(_ request: HTTPRequest, _ doing: String, stop: Stop?) throws(Failure) -> HTTPReply {
    do throws(WireFault) { return try request.exchange(stop: stop) } catch {
      throw Failure(error, "\(doing) at \(host)", isPaid: true)
    }
  }

  /// The JSON of a success.
  ///
  /// - Throws: what the server says where it is none; where a paid request got an answer that cannot be read it is
  ///   `ambiguous`.
  func object(_ reply: HTTPReply, _ doing: String, isPaid: Bool) throws(Failure) -> JSONValue {
    guard reply.isSuccess else { throw Reading(reply, of: self).failure(doing, isPaid: isPaid) }
    guard let value = JSONValue(parsing: reply.body), value.object != nil || value.array != nil else {
      throw Failure(isPaid ? .ambiguous : .transient, "unable to \(doing): what \(host) says is no JSON")
    }
    return value
  }
}
