import CShim
import Glibc
import Testing

@testable import Media

@Suite struct ChildTests {
  let bench = Bench()
  let shell = Tool(name: "sh", path: "/bin/sh")

  func lines(_ script: String, input: Child.Input = .nothing) throws -> [String] {
    var heard: [String] = []
    try Child.run(
      shell, ["-c", script], in: bench.place, input: input, output: .lines { heard.append(String($0)) },
      stop: bench.stop)
    return heard
  }

  @Test func `it runs in the folder held open, and hears every line`() throws {
    #expect(try lines("pwd; printf 'a\\r\\nlast'") == [bench.path, "a", "last"])
  }

  @Test func `it reads nothing unless it is given something`() throws {
    #expect(try lines("cat; echo end") == ["end"])
    #expect(try lines("cat", input: .bytes(Array("{}\n".utf8))) == ["{}"])
  }

  @Test func `a child that does not read all it is given is not at fault, unless it fails`() throws {
    let plenty = [UInt8](repeating: 65, count: 4 << 20)
    #expect(try lines("exec <&-; echo fine", input: .bytes(plenty)) == ["fine"])
    #expect(kind { _ = try lines("exec <&-; exit 3", input: .bytes(plenty)) } == .failed(status: 3))
  }

  @Test func `an error carries the status and the end of what was said`() {
    let error = #expect(throws: MediaError.self) {
      try Child.run(shell, ["-c", "yes long | head -20000 >&2; echo why >&2; exit 7"], in: nil, stop: bench.stop)
    }
    #expect(error?.kind == .failed(status: 7) && error?.status == 7)
    #expect(error?.message == "unable to finish sh: exit status 7: why")
    #expect(error.map { $0.tail.utf8.count <= 8192 } == true)
  }

  @Test func `none of our descriptors and no secret of our environment reaches it`() throws {
    setenv("REELSPOOL_TEST_SECRET", "x", 1)
    #expect(try lines("ls /proc/self/fd | wc -l; env | grep -c SECRET || true") == ["4", "0"])
  }

  @Test func `a child that hangs is ended at its limit, with its whole group`() throws {
    bench.write("#!/bin/sh\ntrap '' TERM\nsleep 1000 & echo $! > child\nsleep 1000\n", to: "ffmpeg")
    let hanging = Tool(name: "ffmpeg", path: "\(bench.path)/ffmpeg")
    let limits = ChildLimits(wallSeconds: 0.5, graceSeconds: 0.1)
    #expect(kind { try Child.run(hanging, [], in: bench.place, limits: limits, stop: bench.stop) } == .timedOut)
    let child = try #require(Int32(String(decoding: bench.read("child"), as: UTF8.self).dropLast()))
    // It may stay a zombie until whoever adopted it looks: dead is what counts, and what the descriptor tells.
    var end = pollfd(fd: rs_pidfd(child), events: Int16(POLLIN), revents: 0)
    guard end.fd >= 0 else { return }
    defer { close(end.fd) }
    #expect(poll(&end, 1, 60_000) == 1)
  }

  @Test func `progress that repeats itself is no sign of life`() {
    let script = "while :; do echo frame=1; echo progress=continue; sleep 0.01; done"
    var seen: [Headway] = []
    let limits = ChildLimits(idleSeconds: 0.4, graceSeconds: 0.1)
    #expect(
      kind {
        try Child.run(
          shell, ["-c", script], in: nil, output: .progress { seen.append($0) }, limits: limits, stop: bench.stop)
      } == .stalled)
    #expect(seen == [Headway(frame: 1)])
  }

  @Test func `a stop ends it while it waits`() {
    let stop = bench.stop
    #expect(
      kind {
        try Child.run(shell, ["-c", "echo x; sleep 1000"], in: nil, output: .lines { _ in stop.ask() }, stop: stop)
      } == .stopped)
    #expect(kind { try Child.run(shell, ["-c", ":"], in: nil, stop: stop) } == .stopped)
  }

  @Test func `output beyond its limit, a file beyond its limit, a signal: each has its own kind`() {
    func run(_ script: String, _ limits: ChildLimits) -> MediaError.Kind? {
      kind {
        try Child.run(
          shell, ["-c", script], in: bench.place, output: .bytes { _ in }, limits: limits, stop: bench.stop)
      }
    }
    #expect(run("yes", ChildLimits(outputBytes: 100_000)) == .tooLarge)
    #expect(run("exec head -c 100000 /dev/zero > big", ChildLimits(fileBytes: 5000)) == .tooLarge)
    #expect(run("kill -9 $$", ChildLimits()) == .killed(signal: 9))
    #expect(run("head -c 100000 /dev/zero", ChildLimits(outputBytes: 100_000)) == nil)
  }

  @Test func `a full disk is a full disk, even where the exit status says that all is well`() {
    let script = "echo 'Error writing trailer of a.mp4: No space left on device' >&2; exit 0"
    let error = #expect(throws: MediaError.self) { try Child.run(shell, ["-c", script], in: nil, stop: bench.stop) }
    #expect(error?.kind == .full && error?.status == 0)
  }

  @Test func `a program named by its variable wins over PATH`() throws {
    setenv("REELSPOOL_TEST_TOOL", "/bin/sh", 1)
    #expect(try Tool.find("ffmpeg", override: "REELSPOOL_TEST_TOOL", remedy: "").path == "/bin/sh")
    setenv("REELSPOOL_TEST_FOLDER", "/bin", 1)
    #expect(kind { _ = try Tool.find("ffmpeg", override: "REELSPOOL_TEST_FOLDER", remedy: "") } == .missing)
    #expect(try Tool.find("sh", override: "REELSPOOL_NOT_SET", remedy: "").path.hasSuffix("/sh"))
  }

  @Test func `a program that is not there says how to get it`() {
    let error = #expect(throws: MediaError.self) {
      try Tool.find("ffmpeg-that-is-not", override: "REELSPOOL_NOT_SET", remedy: "install it with: apt-get install x")
    }
    #expect(error?.kind == .missing)
    #expect(error?.message.hasSuffix("install it with: apt-get install x") == true)
    #expect(
      kind { try Child.run(Tool(name: "no", path: "/no"), [], in: nil, stop: bench.stop) }
        == .cannotStart(errno: ENOENT))
  }
}
