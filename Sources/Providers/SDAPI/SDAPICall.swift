import Media
import Vocabulary

/// One picture.
struct SDAPICall: RemoteService {
  let account: Account
  let settings: SDAPISettings
  let order: Order

  var question: [UInt8] { JSONValue.object(["order": order.question, "body": body]).bytes }
  var expected: Usage { order.usage }
  var size: (width: Int, height: Int)? { settings.size ?? order.size(pixels: 1 << 20, step: 64) }

  private var isPaintedOver: Bool { settings.reference == .img2img && !order.references.isEmpty }

  var body: JSONValue {
    var fields = settings.fields
    fields["prompt"] = .string(order.prompt)
    fields["negative_prompt"] = .string(order.negative)
    fields["width"] = .integer(Int64(size?.width ?? 0))
    fields["height"] = .integer(Int64(size?.height ?? 0))
    fields["seed"] = .integer(order.seed)
    fields["batch_size"] = 1
    fields["n_iter"] = 1
    fields["send_images"] = true
    fields["save_images"] = false
    if !account.model.isEmpty {
      fields["override_settings"] = ["sd_model_checkpoint": .string(account.model)]
      // Another user's model is put back afterwards, where there may be another user.
      fields["override_settings_restore_afterwards"] = .bool(!settings.isExclusive)
    }
    addReference(to: &fields)
    return .object(fields)
  }

  private func addReference(to fields: inout [String: JSONValue]) {
    guard let reference = order.references.first else { return }
    switch settings.reference {
    case .none: break
    case .img2img:
      fields["init_images"] = [.string(reference.base64)]
      fields["denoising_strength"] = .number(settings.denoising)
    case .ipAdapter:
      var unit = settings.adapter
      unit["enabled"] = true
      unit["image"] = .string(reference.base64)
      var scripts = fields["alwayson_scripts"]?.object ?? [:]
      scripts["controlnet"] = ["args": [.object(unit)]]
      fields["alwayson_scripts"] = .object(scripts)
    }
  }

  func create(_ id: String, stop: Stop?) throws(Failure) -> Answer {
    var request = account.endpoint.request("POST", "/sdapi/v1/\(isPaintedOver ? "img2img" : "txt2img")")
    request.set(body)
    request.limits = .work(account.deadlines.answer)
    let reply: HTTPReply
    do throws(Failure) { reply = try account.endpoint.create(request, "draw", stop: stop) } catch {
      if error.kind == .stopped { interrupt() }
      throw error
    }
    if reply.status == 404 {
      throw Failure(
        .invalid, "unable to draw at \(account.name): it does not have the API", remedy: "start the server with --api")
    }
    return try answer(try account.endpoint.object(reply, "draw", isPaid: true), stop)
  }

  private func answer(_ answer: JSONValue, _ stop: Stop?) throws(Failure) -> Answer {
    // An interrupted server sends what it has got so far, and calls it a success.
    if stop?.isAsked == true { throw Failure(.stopped, "stopped") }
    guard let bytes = answer["images"]?[0]?.text.flatMap(Base64.bytes) else {
      return .failed(Failure(.invalid, "unable to draw at \(account.name): it sent no picture"), .unknown)
    }
    return .done(.bytes(bytes), Bill(usage: order.usage))
  }

  /// Ends whatever the server does now: only where all that it does is ours.
  private func interrupt() {
    guard settings.isExclusive else { return }
    var request = account.endpoint.request("POST", "/sdapi/v1/interrupt")
    request.set([:])
    request.limits = .question
    _ = try? account.endpoint.send(request, "interrupt", stop: Stop())
  }
}
