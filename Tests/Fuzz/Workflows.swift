@testable import Providers

extension Parser {
  static let workflows = [
    Parser(name: "workflow") { bytes in
      guard let workflow = try? Workflow(parsing: bytes) else { return }
      _ = workflow.graph([:])
    }
  ]
}
