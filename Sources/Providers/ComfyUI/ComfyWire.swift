import FoundationEssentials
import Media
import Vocabulary

/// ComfyUI's routes.
struct ComfyWire {
  let endpoint: Endpoint

  func get(_ path: String, stop: Stop = Stop()) throws(Failure) -> JSONValue {
    try json(endpoint.request("GET", path), "ask", stop)
  }

  /// The reply of `/interrupt` and of `/queue` is empty.
  func post(_ path: String, _ body: JSONValue) throws(Failure) -> JSONValue? {
    var request = endpoint.request("POST", path)
    request.set(body)
    request.limits = .question
    let reply = try endpoint.send(request, "cancel a job", stop: Stop())
    guard reply.isSuccess else { throw Reading(reply, of: endpoint).failure("cancel a job", isPaid: false) }
    return JSONValue(parsing: reply.body)
  }

  /// Sends a graph. What it refuses it has not begun.
  func submit(_ body: JSONValue, stop: Stop?) throws(Failure) -> JSONValue {
    var request = endpoint.request("POST", "/prompt")
    request.set(body)
    request.limits = .question
    let reply = try endpoint.create(request, "start the workflow", stop: stop)
    if let answer = JSONValue(parsing: reply.body), answer["error"] != nil || answer["node_errors"]?.object != nil,
      reply.status == 400
    {
      throw ComfyFault(answer, nil).failure(of: endpoint.host)
    }
    return try endpoint.object(reply, "start the workflow", isPaid: true)
  }

  /// - Returns: the name by which nodes know it.
  func upload(_ picture: Picture, stop: Stop) throws(Failure) -> String {
    var form = Form()
    form.add("image", picture)
    form.add("subfolder", "reelspool")
    form.add("type", "input")
    var request = endpoint.request("POST", "/upload/image")
    request.set(form)
    let answer = try json(request, "send a picture to", stop)
    guard let name = answer["name"]?.text else {
      throw Failure(.transient, "unable to send a picture to \(endpoint.host): it gave it no name")
    }
    let folder = answer["subfolder"]?.text ?? ""
    return folder.isEmpty ? name : "\(folder)/\(name)"
  }

  private func json(_ request: HTTPRequest, _ doing: String, _ stop: Stop) throws(Failure) -> JSONValue {
    var request = request
    request.limits = .question
    let reply = try endpoint.send(request, "\(doing) ComfyUI", stop: stop)
    return try endpoint.object(reply, "\(doing) ComfyUI", isPaid: false)
  }

  /// Where a file of a history entry is fetched.
  static func view(_ file: JSONValue) -> String? {
    guard let name = file["filename"]?.text else { return nil }
    let fields = [("filename", name), ("subfolder", file["subfolder"]?.text ?? ""), ("type", file["type"]?.text ?? "")]
    return "/view?" + fields.map { "\($0.0)=\(escaped($0.1))" }.joined(separator: "&")
  }

  /// Percent-encoded (RFC 3986): only unreserved characters stay.
  static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      if isPlain || "-._~".utf8.contains(byte) { return String(UnicodeScalar(byte)) }
      let hex = String(byte, radix: 16, uppercase: true)
      return "%" + (hex.count == 1 ? "0" : "") + hex
    }.joined()
  }
}
