import Foundation
import Testing

/// The protocol of docs/watcher.md, spoken with the real executable. What never answers fails by the time limit.
@Suite(.timeLimit(.minutes(1))) struct WatcherTests {
  @Test func `a rename into a watched folder is told with its name`() throws {
    let watched = try Watched()
    try watched.makeFolder("inbox")
    try watched.writeFile("song")
    try watched.ask("+\(watched.path("inbox"))")
    #expect(watched.hint() == "=\(watched.path("inbox"))")
    try watched.move("song", to: "inbox/night drive\n.flac")
    #expect(watched.hint() == ">\(watched.path("inbox"))/night drive\n.flac")
  }

  @Test func `a rename out of a watched folder is told as a change, not as an arrival`() throws {
    let watched = try Watched()
    try watched.makeFolder("inbox")
    try watched.makeFolder("inbox/job")
    try watched.ask("+\(watched.path("inbox"))")
    #expect(watched.hint() == "=\(watched.path("inbox"))")
    try watched.move("inbox/job", to: "job")
    #expect(watched.hint() == "*\(watched.path("inbox"))/job")
  }

  @Test func `only the folder itself is watched, not what lies deeper`() throws {
    let watched = try Watched()
    try watched.makeFolder("inbox")
    try watched.makeFolder("inbox/deep")
    try watched.ask("+\(watched.path("inbox"))")
    #expect(watched.hint() == "=\(watched.path("inbox"))")
    try watched.writeFile("inbox/deep/unseen")
    try watched.writeFile("inbox/seen")
    let heard = watched.hints(until: "*\(watched.path("inbox"))/seen")
    #expect(heard.allSatisfy { !$0.contains("unseen") })
  }

  @Test func `a folder that cannot be watched is answered with the reason`() throws {
    let watched = try Watched()
    try watched.writeFile("file")
    try watched.ask("+\(watched.path("missing"))")
    try watched.ask("+\(watched.path("file"))")
    #expect(watched.hint() == "?\(watched.path("missing"))\tNo such file or directory")
    #expect(watched.hint() == "?\(watched.path("file"))\tNot a directory")
  }

  @Test func `a folder that was deleted is told, and its name can be watched again`() throws {
    let watched = try Watched()
    for _ in 1...3 {
      try watched.makeFolder("job")
      try watched.ask("+\(watched.path("job"))")
      #expect(watched.hint() == "=\(watched.path("job"))")
      try watched.writeFile("job/inside")
      #expect(watched.hint() == "*\(watched.path("job"))/inside")
      try watched.remove("job")
      #expect(watched.hints(until: "x\(watched.path("job"))").last == "x\(watched.path("job"))")
    }
  }

  @Test func `a folder that was moved is told, and is watched under its new name`() throws {
    let watched = try Watched()
    try watched.makeFolder("old")
    try watched.ask("+\(watched.path("old"))")
    #expect(watched.hint() == "=\(watched.path("old"))")
    try watched.move("old", to: "new")
    #expect(watched.hint() == "x\(watched.path("old"))")
    try watched.ask("+\(watched.path("new"))")
    #expect(watched.hint() == "=\(watched.path("new"))")
    try watched.makeFolder("new/inside")
    #expect(watched.hint() == "*\(watched.path("new"))/inside")
  }

  @Test func `a folder that is no longer watched is silent`() throws {
    let watched = try Watched()
    try watched.makeFolder("a")
    try watched.makeFolder("b")
    try watched.ask("+\(watched.path("a"))")
    try watched.ask("-\(watched.path("a"))")
    try watched.ask("+\(watched.path("b"))")
    #expect(watched.hints(until: "=\(watched.path("b"))").count == 2)
    try watched.makeFolder("a/unseen")
    try watched.makeFolder("b/seen")
    #expect(watched.hint() == "*\(watched.path("b"))/seen")
  }

  @Test func `asking twice for one folder tells each change once`() throws {
    let watched = try Watched()
    try watched.makeFolder("a")
    for _ in 1...2 {
      try watched.ask("+\(watched.path("a"))")
      #expect(watched.hint() == "=\(watched.path("a"))")
    }
    try watched.makeFolder("a/one")
    try watched.makeFolder("a/two")
    #expect(watched.hint() == "*\(watched.path("a"))/one")
    #expect(watched.hint() == "*\(watched.path("a"))/two")
  }

  @Test func `a queue that ran over while it was stopped is told as lost events`() throws {
    let limit = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
    let events = try #require(Int(limit.trimmingCharacters(in: .whitespacesAndNewlines)))
    try #require(events <= 1 << 17, "the queue is too long for a test")
    let watched = try Watched()
    try watched.makeFolder("inbox")
    try watched.writeFile("inbox/a")
    try watched.ask("+\(watched.path("inbox"))")
    #expect(watched.hint() == "=\(watched.path("inbox"))")
    watched.stop()
    // Two events each.
    for number in 0...events / 2 + 1 {
      let (from, to) = number % 2 == 0 ? ("a", "b") : ("b", "a")
      try #require(rename(watched.path("inbox/\(from)"), watched.path("inbox/\(to)")) == 0)
    }
    watched.goOn()
    var hint = watched.hint()
    while let now = hint, now != "!" { hint = watched.hint() }
    #expect(hint == "!")
  }

  @Test func `a limit of watches is told by folder, and what is asked once there is room is watched`() throws {
    // A user namespace has a limit of its own; the library itself needs no watch.
    let watched = try Watched(limit: 2)
    for name in ["a", "b", "c"] {
      try watched.makeFolder(name)
      try watched.ask("+\(watched.path(name))")
    }
    #expect(watched.hint() == "=\(watched.path("a"))")
    #expect(watched.hint() == "=\(watched.path("b"))")
    #expect(watched.hint()?.hasPrefix("?\(watched.path("c"))\t") == true)
    try watched.ask("-\(watched.path("a"))")
    try watched.ask("+\(watched.path("c"))")
    #expect(watched.hint() == "=\(watched.path("c"))")
    try watched.writeFile("c/song")
    #expect(watched.hint() == "*\(watched.path("c"))/song")
  }

  @Test func `the end of stdin ends it`() throws {
    let watched = try Watched()
    try watched.makeFolder("a")
    try watched.ask("+\(watched.path("a"))")
    #expect(watched.hint() == "=\(watched.path("a"))")
    try watched.closeInput()
    #expect(watched.end() == 0)
  }

  @Test func `a reader that is gone ends it, though nothing happens in the folders`() throws {
    let watched = try Watched()
    try watched.closeOutput()
    #expect(watched.end() == 0)
  }

  @Test func `a command that does not exist ends it with status 100`() throws {
    let watched = try Watched()
    try watched.ask("/tmp")
    #expect(watched.end() == 100)
  }
}
