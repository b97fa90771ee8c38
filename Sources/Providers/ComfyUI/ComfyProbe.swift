import Vocabulary

/// Whether a server has what its workflows want: asked without running anything.
struct ComfyProbe {
  let account: Account
  let workflows: [Workflow]

  var findings: [Finding] {
    let (stats, fault) = account.look("/system_stats")
    guard let stats else { return [fault].compactMap(\.self) }
    let version = stats["system"]?["comfyui_version"]?.text ?? "of unknown version"
    let greeting = Finding(.fine, "\(account.name): ComfyUI \(version) answers")
    let (classes, missing) = account.look("/object_info")
    guard let classes = classes?.object else { return [greeting] + [missing].compactMap(\.self) }
    let faults = workflows.flatMap { self.faults(in: $0, classes) }
    return [greeting] + (faults.isEmpty ? [Finding(.fine, "\(account.name): it has all nodes and models")] : faults)
  }

  private func faults(in workflow: Workflow, _ classes: [String: JSONValue]) -> [Finding] {
    let seed =
      workflow.places[.seed] == nil
      ? [Finding(.note, "\(account.name): a workflow has no mv:seed; a redo will give the same picture again")] : []
    return seed
      + workflow.nodes.sorted { $0.key < $1.key }.flatMap { id, node in
        let kind = node["class_type"]?.text ?? ""
        guard let known = classes[kind] else {
          return [Finding(.fault, "\(account.name): it has no node \(kind), which a workflow uses as node \(id)")]
        }
        return missingModels(of: id, kind, node, known)
      }
  }

  /// Names on none of the server's lists; pictures are sent by us later.
  private func missingModels(of id: String, _ kind: String, _ node: JSONValue, _ known: JSONValue) -> [Finding] {
    (node["inputs"]?.object ?? [:]).sorted { $0.key < $1.key }.compactMap { input, value in
      guard let name = value.text, input != "image", let list = Self.list(known, input), !list.contains(value) else {
        return nil
      }
      return Finding(.fault, "\(account.name): it does not have \(name), which node \(id) (\(kind)) wants as \(input)")
    }
  }

  /// What an input may be, where that is a list: `[[…], {…}]`, or `["COMBO", {"options": […]}]` of newer servers.
  private static func list(_ known: JSONValue, _ input: String) -> [JSONValue]? {
    for group in ["required", "optional"] {
      guard let form = known["input"]?[group]?[input] else { continue }
      if let list = form[0]?.array { return list }
      if form[0]?.text == "COMBO" { return form[1]?["options"]?.array }
    }
    return nil
  }
}
