import CShim
import Foundation
import Testing

@testable import Spool

/// The real watcher, and impostors. What never answers fails by the time limit.
@Suite(.timeLimit(.minutes(1))) struct WatcherTests {
  /// SwiftPM puts every product of a build into the folder of the test bundle (see WatchTests).
  private static var program: String {
    let running = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? running
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("reelspool-watch").path
  }

  /// Hints until one of them satisfies `isLast`, slept for.
  private func hints(_ watcher: Watcher, until isLast: (Hint) -> Bool) throws -> [Hint] {
    var found: [Hint] = []
    while !found.contains(where: isLast) {
      var wait = pollfd(fd: watcher.descriptor, events: Int16(POLLIN), revents: 0)
      poll(&wait, 1, 10_000)
      found += try watcher.hints()
    }
    return found
  }

  /// The watcher's process: our child that holds the other end of its pipe.
  private func children(named name: String) -> [pid_t] {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    let pids = tasks.flatMap { task in
      ((try? String(contentsOfFile: "/proc/self/task/\(task)/children", encoding: .utf8)) ?? "")
        .split(separator: " ").compactMap { pid_t($0) }
    }
    return pids.filter { pid in
      ((try? String(contentsOfFile: "/proc/\(pid)/cmdline", encoding: .utf8)) ?? "").hasPrefix(name + "\0")
    }
  }

  /// The real program under a name that only this test uses, so that no other test's child is meant.
  private func own(_ bench: Bench) throws -> String {
    let link = bench.path + "/watch"
    symlink(Self.program, link)
    return link
  }

  private func script(_ text: String, _ bench: Bench) throws -> String {
    let path = bench.path + "/fake"
    try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(fileURLWithPath: path))
    chmod(path, 0o755)
    return path
  }

  @Test func `a rename into a watched folder is told`() throws {
    let bench = try Bench()
    let watcher = Watcher(program: Self.program)
    try watcher.start()
    let inbox = bench.spool.path + "/inbox"
    watcher.watch(inbox)
    #expect(try hints(watcher) { $0 == .watching(inbox) } == [.watching(inbox)])
    bench.write("x", to: "song", in: bench.tmp)
    try Durable.move("song", from: bench.tmp, to: bench.spool[.inbox], as: "é 🌙")
    #expect(try hints(watcher) { $0 == .arrived(inbox + "/é 🌙") }.last == .arrived(inbox + "/é 🌙"))
    watcher.unwatch(inbox)
    watcher.stop()
    #expect(!watcher.isRunning)
  }

  @Test func `a watcher that was killed is started again, says overflow, and watches what it watched`() throws {
    let bench = try Bench()
    let program = try own(bench)
    let watcher = Watcher(program: program)
    try watcher.start()
    let held = bench.spool.path + "/held"
    watcher.watch(held)
    _ = try hints(watcher) { $0 == .watching(held) }
    let before = try #require(children(named: program).first)
    kill(before, SIGKILL)
    #expect(try hints(watcher) { $0 == .overflow }.contains(.overflow))
    #expect(watcher.isRunning)
    #expect(watcher.restarts == 1)
    #expect(children(named: program) != [before])
    _ = try hints(watcher) { $0 == .watching(held) }
    bench.write("x", to: "new", in: bench.spool[.held])
    _ = try hints(watcher) { $0 == .changed(held + "/new") }
  }

  @Test func `rubbish is survived, and what is understood of it is heard`() throws {
    let bench = try Bench()
    let text = "printf 'hello\\0\\0\\377\\376\\0*/a/b\\0\\1\\2=\\0!\\0'; cat > /dev/null"
    let watcher = Watcher(program: try script(text, bench))
    try watcher.start()
    #expect(try hints(watcher) { $0 == .overflow } == [.changed("/a/b"), .overflow])
    #expect(watcher.restarts == 0)
  }

  @Test func `a flood without an end is cut off, and the watcher is started anew`() throws {
    let bench = try Bench()
    let watcher = Watcher(program: try script("exec tr '\\0' x < /dev/zero", bench))
    try watcher.start()
    _ = try hints(watcher) { $0 == .overflow }
    #expect(watcher.restarts == 1)
  }

  @Test func `a watcher that never stops talking does not keep the loop`() throws {
    let bench = try Bench()
    let watcher = Watcher(program: try script("exec yes '*/a' | tr '\\n' '\\0'", bench))
    try watcher.start()
    let found = try hints(watcher) { $0 == .changed("/a") }
    #expect(found.count <= 16 * 65_536 / 4 + 1)
    watcher.stop()
  }

  @Test func `a watcher that ends at once is given up after some tries, until the sweep asks`() throws {
    let bench = try Bench()
    let watcher = Watcher(program: try script("exit 0", bench))
    try watcher.start()
    while watcher.isRunning {
      var wait = pollfd(fd: watcher.descriptor, events: Int16(POLLIN), revents: 0)
      poll(&wait, 1, 10_000)
      _ = try watcher.hints()
    }
    #expect((5...10).contains(watcher.restarts))
    #expect(watcher.descriptor == -1)
    #expect(try watcher.hints() == [])
    watcher.watch("/tmp")
    watcher.askForSign()
    #expect(watcher.isRunning)
  }

  @Test func `a watcher that reads nothing is ended when its pipe is full`() throws {
    let bench = try Bench()
    let watcher = Watcher(program: try script("exec sleep 1000", bench))
    try watcher.start()
    let long = "/" + String(repeating: "x", count: 4000)
    for number in 1...400 { watcher.watch("\(long)\(number)") }
    #expect(try hints(watcher) { $0 == .overflow }.last == .overflow)
  }

  @Test func `a program that is not there is said to be missing`() throws {
    let watcher = Watcher(program: "/nowhere/reelspool-watch")
    #expect(kind { try watcher.start() } == .unusable)
    #expect(!watcher.isRunning)
    #expect(try watcher.hints() == [])
  }
}
