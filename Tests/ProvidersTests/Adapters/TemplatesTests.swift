import Foundation
import Testing
import Vocabulary

@testable import Providers

/// The workflows that come with Reelspool. That a server runs them is for a server to say; here: that they are whole.
@Suite struct TemplatesTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("config/workflows")

  private static let names = try! FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()

  private func workflow(_ name: String) throws -> Workflow {
    try Workflow(parsing: Array(Data(contentsOf: Self.folder.appendingPathComponent(name))))
  }

  @Test(arguments: names) func `every input that is a link leads to a node of the file`(name: String) throws {
    let nodes = try workflow(name).nodes
    for (id, node) in nodes {
      for (input, value) in node["inputs"]?.object ?? [:] {
        guard let link = value.array else { continue }
        #expect(link.count == 2 && link[0].text.flatMap { nodes[$0] } != nil && link[1].int != nil, "\(id).\(input)")
      }
    }
  }

  @Test(arguments: names) func `every node but the last is used by another`(name: String) throws {
    let nodes = try workflow(name).nodes
    let used = Set(nodes.values.flatMap { ($0["inputs"]?.object ?? [:]).values.compactMap { $0[0]?.text } })
    #expect(Set(nodes.keys).subtracting(used) == ["save"])
  }

  @Test(arguments: names) func `every file has the places of its kind`(name: String) throws {
    let places = Set(try workflow(name).places.keys)
    if name.hasSuffix("-still.json") {
      #expect(places.isSuperset(of: [.prompt, .seed, .width, .height]))
      #expect(!places.contains(.image) && places.contains(.character(1)) == name.contains("kontext"))
    } else {
      #expect(places.isSuperset(of: [.image, .width, .height, .frames, .fps]))
      #expect(
        ["still-stands.json", "print-clip.json"].contains(name) || places.isSuperset(of: [.prompt, .negative, .seed]))
    }
  }

  @Test func `a length that a model cannot make is rounded up to one that it can`() throws {
    func plans(_ keys: [String: JSONValue]) throws -> ComfyPlans {
      let rig = try Rig { _ in Reply() }
      let file = JSONValue.string(Self.folder.appendingPathComponent("ltx-clip.json").path)
      return try ComfyPlans(rig.setup(keys.merging(["clips_workflow": file]) { a, _ in a }))
    }
    let wan = try plans([:])
    #expect(wan.frames(5) == 81 && wan.frames(1.2) == 21 && wan.frames(0.25) == 5)
    let ltx = try plans(["clips_fps": 24, "frame_step": 8])
    #expect(ltx.frames(4) == 97 && ltx.frames(4.01) == 105)
  }
}
