import Foundation
import Media
import Providers
import Testing
import Vocabulary

@Suite struct CommandMakerTests {
  let bench = try! Bench()

  @Test func `a program that writes its file and ends with 0 has made it, for nothing`() throws {
    #expect(try bench.draw(bench.maker("echo picture > still.png")).cost == 0)
    #expect(try bench.animate(bench.maker("echo clip > clip.mp4")).cost == 0)
    #expect(try bench.names() == ["clip.mp4", "still.png"])
  }

  @Test func `a maker is known by its name and has a lane of its own`() {
    let maker = bench.maker("")
    #expect(maker.name == "puppet" && maker.lane == "puppet")
  }

  @Test func `a program works in the attempt's folder and reaches the still beside it`() throws {
    try Data("still".utf8).write(to: bench.take.appendingPathComponent("still.png"))
    try bench.animate(bench.maker("pwd -P > clip.mp4; cat ../still.png >> clip.mp4"))
    #expect(try bench.text("clip.mp4") == "\(bench.folder.resolvingSymlinksInPath().path)\nstill")
  }

  @Test(arguments: [
    (100, FailureKind.invalid), (75, .transient), (111, .transient), (69, .throttled), (77, .refused),
    (1, .transient), (2, .transient), (126, .transient), (127, .transient), (255, .transient),
  ])
  func `every exit status has its class, though the file is there`(status: Int, kind: FailureKind) throws {
    let failure = try #require(bench.failure("echo picture > still.png; echo why >&2; exit \(status)"))
    #expect(failure.kind == kind)
    #expect(failure.message == "unable to draw shot_01 with puppet: exit status \(status): why")
  }

  @Test func `a program that is killed may succeed another time`() throws {
    let failure = try #require(bench.failure("kill -9 $$"))
    #expect(failure.kind == .transient)
    #expect(failure.message.hasSuffix("it was ended by signal 9"))
  }

  @Test(arguments: [
    ("echo 'retry-after: 12' >&2", 12.0), ("echo 'Retry-After:  2.5'", 2.5), ("echo retry-after: 0", 1),
    ("echo busy >&2", 30), ("echo 'retry-after: soon' >&2", 30), ("echo 'retry-after: -5'", 30),
    ("echo 'retry-after: nan'", 30),
  ])
  func `a throttled program says how long to wait, or waits as usual`(script: String, wait: Double) throws {
    let failure = try #require(bench.failure("\(script); exit 69"))
    #expect(failure.kind == .throttled && failure.wait == wait)
    #expect(!failure.message.contains("retry-after: 12"))
  }

  @Test func `the cause is the last line of complaint, in one clean line of at most 300 characters`() throws {
    let script = #"printf 'Traceback:\n  \033[31mno \a\342\200\256 model\033[0m  \n\n' >&2; exit 1"#
    #expect(try #require(bench.failure(script)).message.hasSuffix(": exit status 1: [31mno model[0m"))
    let long = try #require(bench.failure("head -c 5000 /dev/zero | tr '\\0' x >&2; exit 1"))
    #expect(long.message.hasSuffix(": exit status 1: " + String(repeating: "x", count: 300)))
  }

  @Test func `a program that floods both its outputs is heard to its end`() throws {
    let flood = "head -c 20000000 /dev/zero | tr '\\0' e"
    let failure = try #require(bench.failure("\(flood) >&2; \(flood); echo >&2; echo why >&2; exit 75"))
    #expect(failure.message.hasSuffix(": why"))
  }

  @Test func `a program without an end is ended at its limit and counts as stale`() throws {
    let failure = try #require(bench.failure("trap '' TERM; echo loading >&2; sleep 1000", limit: 0.3))
    #expect(failure.kind == .stale)
    #expect(failure.message == "unable to draw shot_01 with puppet: it was ended at its time limit of 0.3 s: loading")
    #expect(failure.remedy?.contains("time_limit of [providers.command.puppet]") == true)
  }

  @Test func `a flood without an end is ended at the limit, too`() throws {
    #expect(try #require(bench.failure("yes >&2", limit: 0.3)).kind == .stale)
  }

  @Test func `a stop ends the whole process group`() throws {
    let stop = Stop()
    let child = bench.folder.appendingPathComponent("child")
    Thread.detachNewThread {
      while (try? String(contentsOf: child, encoding: .utf8))?.hasSuffix("\n") != true { breathe() }
      stop.ask()
    }
    let failure = try #require(bench.failure("sleep 1000 & echo $! > child; wait", stop: stop))
    #expect(failure.kind == .stopped)
    let pid = try #require(Int32(try bench.text("child").dropLast()))
    while runs(pid) { breathe() }
    #expect(bench.failure("echo picture > still.png", stop: stop)?.kind == .stopped)
  }

  @Test func `a program that is not there or may not run says so, and may be there later`() throws {
    for path in ["/nowhere/flux", "/etc/passwd", "/tmp"] {
      let maker = CommandMaker(name: "flux", executable: path)
      let failure = #expect(throws: Failure.self) { try bench.draw(maker) }
      #expect(failure?.kind == .transient)
      #expect(failure?.message.contains("unable to start \(path)") == true)
      #expect(failure?.remedy?.contains("doctor") == true)
    }
  }

  @Test func `another machine's full disk does not stop the farm`() throws {
    let words = "echo 'upload: No space left on device' >&2"
    #expect(try #require(bench.failure("\(words); exit 75")).kind == .transient)
    #expect(try #require(bench.failure("\(words); exit 77")).kind == .refused)
    #expect(bench.failure("\(words); echo picture > still.png") == nil)
    #expect(try bench.names() == ["still.png"])
  }
}
