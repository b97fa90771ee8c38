import Vocabulary

/// Why ComfyUI refuses a graph. All of it is final: the same graph is refused again.
struct ComfyFault {
  private let answer: JSONValue
  private let workflow: Workflow?

  init(_ answer: JSONValue, _ workflow: Workflow?) {
    self.answer = answer
    self.workflow = workflow
  }

  func failure(of host: String) -> Failure {
    let errors = nodeErrors
    let missing = errors.compactMap(Self.missingModel)
    let words = missing + errors.filter { Self.missingModel($0) == nil }.map(Self.words)
    let cause = words.isEmpty ? general : words.prefix(3).joined(separator: "; ")
    return Failure(.invalid, "unable to start the workflow at \(host): \(Reading.line(cause))", remedy: remedy(missing))
  }

  private func remedy(_ missing: [String]) -> String {
    missing.isEmpty
      ? "load the workflow in ComfyUI, mend it and export it again"
      : "put the missing file where ComfyUI looks for such, or choose another in the workflow"
  }

  private var general: String {
    let error = answer["error"]
    let parts = [error?["message"]?.text ?? error?.text, error?["details"]?.text]
    return parts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: ": ")
  }

  /// One fault of one node.
  private struct NodeError {
    var node: String
    var kind: String
    var error: JSONValue
  }

  private var nodeErrors: [NodeError] {
    (answer["node_errors"]?.object ?? [:]).sorted { $0.key < $1.key }.flatMap { id, node in
      (node["errors"]?.array ?? []).map { NodeError(node: id, kind: node["class_type"]?.text ?? "", error: $0) }
    }
  }

  private static func words(_ fault: NodeError) -> String {
    let error = fault.error
    let text = [error["message"]?.text, error["details"]?.text].compactMap(\.self).filter { !$0.isEmpty }
    return "node \(fault.node) (\(fault.kind)): \(text.joined(separator: ": "))"
  }

  /// A value that is on none of the server's lists is nearly always a file that it does not have.
  private static func missingModel(_ fault: NodeError) -> String? {
    guard fault.error["type"]?.text == "value_not_in_list",
      let value = fault.error["extra_info"]?["received_value"]?.text
    else { return nil }
    let input = fault.error["extra_info"]?["input_name"]?.text ?? "a list"
    return "it does not have \(value), which node \(fault.node) (\(fault.kind)) wants as \(input)"
  }
}
