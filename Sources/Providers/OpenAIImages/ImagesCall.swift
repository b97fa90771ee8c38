import FoundationEssentials
import Media
import Vocabulary

/// One picture.
struct ImagesCall: RemoteService {
  let account: Account
  let settings: ImagesSettings
  let order: Order

  var question: [UInt8] {
    JSONValue.object(["order": order.question, "fields": .object(fields.mapValues(\.self))]).bytes
  }
  var expected: Usage { order.usage }
  var size: (width: Int, height: Int)? { settings.size }

  /// The most pictures that an edit takes.
  private static let mostReferences = 16

  private var isEdit: Bool { settings.sendsReferences && !order.references.isEmpty }

  private var fields: [String: JSONValue] {
    var fields = settings.extra
    fields["model"] = .string(account.model)
    fields["prompt"] = .string(prompt)
    fields["size"] = .string("\(settings.size.width)x\(settings.size.height)")
    fields["n"] = 1
    if let quality = settings.quality { fields["quality"] = .string(quality) }
    return fields
  }

  /// These models know no negative prompt but the words for it.
  private var prompt: String {
    order.negative.isEmpty ? order.prompt : "\(order.prompt) Do not show: \(order.negative)."
  }

  func create(_ id: String, stop: Stop?) throws(Failure) -> Answer {
    let reply = try account.endpoint.create(request, "draw", stop: stop)
    let answer = try account.endpoint.object(reply, "draw", isPaid: true)
    let bill = bill(answer, reply.headers)
    let picture = answer["data"]?[0]
    if let text = picture?["b64_json"]?.text {
      guard let bytes = Base64.bytes(text) else { return .failed(useless("the picture is no base64"), bill) }
      return .done(.bytes(bytes), bill)
    }
    if let url = picture?["url"]?.text { return .done(.url(url), bill) }
    return .failed(useless("it sent no picture"), bill)
  }

  private var request: HTTPRequest {
    var request = account.endpoint.request("POST", account.versioned(isEdit ? "/images/edits" : "/images/generations"))
    request.limits = .work(account.deadlines.answer)
    guard isEdit else {
      request.set(.object(fields))
      return request
    }
    var form = Form()
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) { form.add(name, value.shortText(most: 32_000)) }
    for picture in order.references.prefix(Self.mostReferences) { form.add("image[]", picture) }
    request.set(form)
    return request
  }

  private func useless(_ cause: String) -> Failure {
    Failure(.invalid, "unable to draw at \(account.name): \(cause)")
  }

  /// What a gateway says it cost, else the tokens.
  private func bill(_ answer: JSONValue, _ headers: [String: String]) -> Bill {
    let said = headers["x-litellm-response-cost"].flatMap(MicroDollars.init(dollars:))
    var usage = order.usage
    usage.tokensIn = answer["usage"]?["input_tokens"]?.int ?? 0
    usage.tokensOut = answer["usage"]?["output_tokens"]?.int ?? 0
    return Bill(reported: said, usage: usage)
  }
}
