import Vocabulary

/// A request to a service that hosts models of many makers: what is asked follows from the mapping, not from the service.
protocol HostedCall: RemoteService {
  init(account: Account, settings: HostedSettings, mapping: Mapping, order: Order)
  var settings: HostedSettings { get }
  var mapping: Mapping { get }
  var order: Order { get }
}

extension HostedCall {
  var question: [UInt8] {
    JSONValue.object(["order": order.question, "input": .object(mapping.input), "size": .string("\(chosen)")]).bytes
  }
  var expected: Usage { order.usage }
  var size: (width: Int, height: Int)? { mapping.uses("width") || mapping.uses("size") ? chosen : nil }
  var chosen: (width: Int, height: Int) { settings.size(for: order) }
}
