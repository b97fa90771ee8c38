import FoundationEssentials
import Media
import Vocabulary

/// An entry of `/history`: how a run ended.
struct ComfyEnd {
  enum Want { case still, clip }
  let entry: JSONValue
  let workflow: Workflow
  let wants: Want

  func answer(_ host: String) -> Answer {
    let messages = entry["status"]?["messages"]?.array ?? []
    if let error = Self.message("execution_error", messages) { return .failed(failure(error, host), .nothing) }
    if Self.message("execution_interrupted", messages) != nil {
      return .failed(Failure(.transient, "unable to finish at \(host): it was interrupted there"), .nothing)
    }
    if entry["status"]?["status_str"]?.text == "error" {
      return .failed(Failure(.transient, "unable to finish at \(host): it failed without a reason"), .nothing)
    }
    guard let path = file.flatMap(ComfyWire.view) else {
      return .failed(Failure(.invalid, "unable to use what \(host) made: \(nothingToUse)", remedy: remedy), .nothing)
    }
    var usage = Usage()
    usage.gpuSeconds = Self.seconds(messages)
    return .done(.path(path), Bill(usage: usage))
  }

  private var nothingToUse: String {
    "the workflow ended without a \(wants == .clip ? "film" : "picture")"
  }
  private var remedy: String {
    wants == .clip
      ? "let the workflow end in SaveVideo or another node that writes mp4 or webm" : "let it end in SaveImage"
  }

  private static let pictures: Set<String> = ["png", "jpg", "jpeg", "webp"]
  private static let films: Set<String> = ["mp4", "webm", "mov", "mkv"]

  /// The first file of the right kind: one that was saved before one that was only shown. SaveVideo calls its films
  /// `images`, other nodes call them `gifs`: the file's name decides.
  private var file: JSONValue? {
    let lists = (entry["outputs"]?.object ?? [:]).sorted { $0.key < $1.key }.flatMap { node in
      (node.value.object ?? [:]).sorted { $0.key < $1.key }.flatMap { $0.value.array ?? [] }
    }
    let endings = wants == .clip ? Self.films : Self.pictures
    let files = lists.filter { endings.contains($0["filename"]?.text?.split(separator: ".").last?.lowercased() ?? "") }
    return files.first { $0["type"]?.text == "output" } ?? files.first
  }

  private static func message(_ name: String, _ messages: [JSONValue]) -> JSONValue? {
    messages.last { $0[0]?.text == name }?[1]
  }

  /// From its start to its end, by the server's clock.
  private static func seconds(_ messages: [JSONValue]) -> Double {
    let times = messages.compactMap { $0[1]?["timestamp"]?.double }
    guard let first = times.min(), let last = times.max() else { return 0 }
    return (last - first) / 1000
  }

  private func failure(_ error: JSONValue, _ host: String) -> Failure {
    let node = error["node_type"]?.text ?? "a node"
    let said = Reading.line(error["exception_message"]?.text ?? "no reason")
    let kind = error["exception_type"]?.text ?? ""
    let isMemory = (kind + said).lowercased().contains("memory")
    return Failure(
      isMemory ? .transient : .invalid, "unable to finish at \(host): \(node) says \(said)",
      remedy: isMemory ? "smaller sizes or fewer frames need less memory" : "run the workflow in ComfyUI to see it fail"
    )
  }
}
