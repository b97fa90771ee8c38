import Media
import Vocabulary

extension Account {
  /// The server's answer to a question that costs nothing, or what the doctor says where there is none.
  func look(_ path: String) -> (value: JSONValue?, finding: Finding?) {
    do throws(Failure) {
      var request = endpoint.request("GET", path)
      request.limits = .question
      let reply = try endpoint.send(request, "look", stop: Stop())
      return (try endpoint.object(reply, "reach \(name)", isPaid: false), nil)
    } catch {
      return (nil, Finding(.fault, "\(name): \(error)"))
    }
  }
}
