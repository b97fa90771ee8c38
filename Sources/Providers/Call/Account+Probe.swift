import FoundationEssentials
import Media
import Vocabulary

// What the doctor asks of every provider.
extension Account {
  /// Seconds that a server gets for a question of the doctor's.
  static let probeLimit = 10.0

  /// Findings that need no server: whether there is a price, whether the key may travel.
  var standing: [Finding] {
    var found: [Finding] = []
    let day = String(Date.now.ISO8601Format().prefix(10))
    if prices.price(of: model, on: day) == nil, prices.otherwise == nil {
      found.append(
        Finding(
          .note,
          "\(name): nobody knows the price of \"\(model)\"; under a budget it is not asked (add prices to its table)"))
    }
    if endpoint.key != nil, endpoint.base.hasPrefix("http:"), !endpoint.isPrivate {
      found.append(Finding(.fault, "\(name): its key would travel in the clear; use https in endpoint"))
    }
    return found
  }

  /// Sends a question that costs nothing.
  func look(_ request: HTTPRequest) throws(Failure) -> HTTPReply {
    var request = request
    request.limits.connect = Self.probeLimit
    request.limits.idle = Self.probeLimit
    request.limits.total = Self.probeLimit
    request.limits.memory = 16 << 20
    do throws(WireFault) { return try request.exchange() } catch {
      throw Failure(error, "reach \(name) at \(endpoint.base)", isPaid: false)
    }
  }
}
