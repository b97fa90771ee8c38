import Media
import Vocabulary

extension Account {
  /// The server's answer to a question that costs nothing, or what the doctor says where there is none.
  func look(_ path: String) -> (value: JSONValue?, finding: Finding?) {
    do throws(Failure) {
      var request = endpoint.request("GET", path)
      request.limits = .question
      let reply = try endpoint.send(request, "reach", stop: Stop())
      return (try endpoint.object(reply, "reach \(name)", isPaid: false), nil)
    } catch {
      return (nil, Finding(.fault, "\(name): \(error)"))
    }
  }

  /// Whether anybody knows what a call will cost.
  var priceFinding: Finding {
    var usage = Usage()
    usage.images = 1
    usage.seconds = 5
    guard let cost = prices.cost(of: usage, model: model, on: "9999") else {
      return Finding(
        .note, "\(name): nobody knows the price of \(model); where there is a budget it will not be asked")
    }
    return Finding(.fine, "\(name): \(cost == 0 ? "costs nothing" : "the price of \(model) is known")")
  }
}
