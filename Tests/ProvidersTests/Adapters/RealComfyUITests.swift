import Foundation
import Media
import Testing
import Vocabulary

@testable import Providers

/// A ComfyUI that none of us wrote, from the folder that COMFYUI_DIR names (its Python in COMFYUI_PYTHON, else python3).
/// It needs neither a GPU nor a model: the workflow only repeats the still.
@Suite struct RealComfyUITests {
  private static let folder = ProcessInfo.processInfo.environment["COMFYUI_DIR"]
  private static let python = ProcessInfo.processInfo.environment["COMFYUI_PYTHON"] ?? "/usr/bin/env"

  private func start(_ folder: String, port: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.python)
    process.arguments =
      (Self.python.hasSuffix("/env") ? ["python3"] : []) + [
        "main.py", "--cpu", "--listen", "127.0.0.1", "--port", port,
      ]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  @Test(.enabled(if: folder != nil, "COMFYUI_DIR names no ComfyUI"), .timeLimit(.minutes(5)))
  func `a still becomes a film of as many frames as were asked for`() throws {
    let base = try silentAddress()
    let process = try start(try #require(Self.folder), port: String(base.split(separator: ":").last!))
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    var rig = try Rig { _ in Reply() }
    rig.account.endpoint = try #require(Endpoint(base))
    while rig.account.look("/system_stats").value == nil {
      try #require(process.isRunning)
      breathe()
    }
    let templates = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("config/workflows")
    let file = templates.appendingPathComponent("still-stands.json").path
    let adapter = try ComfyUI(rig.setup(["clips_workflow": .string(file), "clips_size": "96x160"]))
    #expect(adapter.probe().allSatisfy { $0.kind != .fault })
    let made = rig.animate(adapter.clips)
    #expect(made.isMade, "\(made)")
    let film = try probe(.clip("clip.mp4"), packets: true, in: rig.bench.place, stop: Stop())
    #expect(film.picture?.packets.count == 21 && film.picture?.width == 96)
    // The same again is answered from the server's cache, and is a film all the same.
    rig.world.state.withLock { $0.notes = [:] }
    #expect(rig.animate(adapter.clips).isMade)
  }
}
