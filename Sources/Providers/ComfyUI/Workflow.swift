// A workflow as its user made it, in the form that ComfyUI's menu calls "Export (API)": nodes by id, each with its class
// and its inputs. Where our values go is said by the nodes' titles or by a map. Values are set as JSON values, never as
// text inside of JSON: nothing in a prompt can become a node.
import Vocabulary

/// A workflow with the places of our values in it.
struct Workflow: Sendable {
  struct Place: Hashable, Sendable {
    var node: String
    var input: String
  }
  let nodes: [String: JSONValue]
  let places: [Marker: [Place]]

  /// - Parameter map: `prompt = "6.text"`; besides what titles say.
  init(parsing bytes: [UInt8], map: [String: JSONValue] = [:]) throws(WorkflowFault) {
    guard let nodes = JSONValue(parsing: bytes)?.object else { throw WorkflowFault("is no JSON object") }
    if nodes["nodes"]?.array != nil {
      throw WorkflowFault("is a file for ComfyUI's editor; open it there and choose Workflow, Export (API)")
    }
    guard !nodes.isEmpty, nodes.values.allSatisfy({ $0["class_type"]?.text != nil && $0["inputs"]?.object != nil })
    else { throw WorkflowFault("is no workflow in API format: every node needs class_type and inputs") }
    self.nodes = nodes
    var places = try Self.titled(nodes)
    for (name, value) in map { try Self.add(name, value, nodes, to: &places) }
    self.places = places
  }

  private static func titled(_ nodes: [String: JSONValue]) throws(WorkflowFault) -> [Marker: [Place]] {
    var places: [Marker: [Place]] = [:]
    for id in nodes.keys.sorted() {
      let title = nodes[id]?["_meta"]?["title"]?.text ?? ""
      for word in title.split(whereSeparator: { " ,;".contains($0) }) where word.hasPrefix("mv:") {
        guard let marker = Marker(word) else {
          throw WorkflowFault("calls node \(id) \"\(word)\"; known are mv: and \(Marker.words)")
        }
        guard let input = marker.inputs.first(where: { nodes[id]?["inputs"]?[$0] != nil }) else {
          throw WorkflowFault("calls node \(id) \"\(word)\", which has none of the inputs \(marker.inputs)")
        }
        places[marker, default: []].append(Place(node: id, input: input))
      }
    }
    return places
  }

  private static func add(
    _ name: String, _ value: JSONValue, _ nodes: [String: JSONValue], to places: inout [Marker: [Place]]
  ) throws(WorkflowFault) {
    guard let marker = Marker(name) else { throw WorkflowFault("map has \"\(name)\"; known are \(Marker.words)") }
    for entry in value.array ?? [value] {
      let parts = (entry.text ?? "").split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, nodes[parts[0]]?["inputs"]?[parts[1]] != nil else {
        throw WorkflowFault("map sends \(name) to \(entry.shortText), which is no NODE.INPUT of the workflow")
      }
      places[marker, default: []].append(Place(node: parts[0], input: parts[1]))
    }
  }

  /// How many characters' references it takes.
  var characters: Int {
    places.keys.compactMap { if case .character(let number) = $0 { number } else { nil } }.max() ?? 0
  }

  /// The graph with these values in their places; places without a value keep what the user put there.
  func graph(_ values: [Marker: JSONValue]) -> JSONValue {
    var nodes = nodes
    for (marker, value) in values {
      for place in places[marker] ?? [] {
        guard var node = nodes[place.node]?.object, var inputs = node["inputs"]?.object else { continue }
        inputs[place.input] = value
        node["inputs"] = .object(inputs)
        nodes[place.node] = .object(node)
      }
    }
    return .object(nodes)
  }
}

/// Why a file is no workflow that we can use: words that follow the file's name.
struct WorkflowFault: Error, Sendable, Equatable {
  var text: String
  init(_ text: String) { self.text = text }
}
