import Foundation
import Glibc
import Inbox
import Spool
import Testing
import Vocabulary

@testable import Farm

/// What people may do at any moment, each row by hand on a real spool with a real daemon.
@Suite(.serialized) struct MoveTableTests {
  @Test func `a dropped folder becomes a finished film with every document`() throws {
    let barn = try Barn()
    try barn.start()
    try barn.drop()
    let job = "done/" + (try barn.job(in: .done))
    for name in [
      "job.json", "analysis.json", "treatment.json", "plan.json", "characters/lead/character.json", "song.m4a",
      "cuts/1/final.mp4", "final.mp4", "report.json", "storyboard.jpg", "poster.jpg", "journal.ndjson",
    ] { #expect(barn.has("\(job)/\(name)"), "\(name)") }
    let plan = try barn.plan(job)
    #expect(plan.frames == 120)
    #expect(barn.names("\(job)/shots/ready").count == plan.shots.count)
    let report = try Document.read(Report.self, "report.json", in: Folder.open("\(barn.path)/\(job)/cuts/1"))
    #expect(report.passed && report.frames == plan.frames)
    #expect(barn.names("inbox").isEmpty)
    #expect(barn.names(".reelspool/tmp").isEmpty)
    for shot in plan.shots {
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: "\(barn.path)/\(job)/takes/\(shot.id)/1").allSatisfy {
          !$0.hasPrefix(".")
        })
    }
    barn.stop()
  }

  @Test func `a ready shot of a finished film is redone alone, and the old cut and take stay`() throws {
    let barn = try Barn()
    try barn.start()
    try barn.drop()
    let job = "done/" + (try barn.job(in: .done))
    let calls = barn.puppet.calls.count
    let first = try Document.read(Report.self, "report.json", in: Folder.open("\(barn.path)/\(job)/cuts/1"))
    try barn.mv("\(job)/shots/ready/shot_02.json", "\(job)/shots/todo/shot_02.json")
    try waitUntil("there is a second cut") {
      barn.has("\(job)/cuts/2/final.mp4") && barn.text("\(job)/report.json").contains("\"cut\" : 2")
    }
    #expect(barn.puppet.calls.count == calls + 2, "one still, one clip")
    #expect(barn.has("\(job)/takes/shot_02/1/take.json") && barn.has("\(job)/takes/shot_02/2/take.json"))
    let second = try Document.read(Report.self, "report.json", in: Folder.open("\(barn.path)/\(job)/cuts/2"))
    for (old, new) in zip(first.shots, second.shots) {
      #expect((old.packetHash == new.packetHash) == (new.id != "shot_02"), "\(new.id)")
    }
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(barn.path)/\(job)/current") == "cuts/2")
    barn.stop()
  }

  @Test func `a shot that fails settles in failed, the others go on, and mv makes a new take`() throws {
    let barn = try Barn()
    barn.puppet.fail(
      .draw, "shot_02", Array(repeating: Failure(.transient, "unable to draw: the server hung up"), count: 4))
    try barn.start()
    try barn.drop()
    try waitUntil("shot 2 failed and the others are ready") {
      guard let job = barn.names("generating").first, let plan = try? barn.plan("generating/\(job)") else {
        return false
      }
      return barn.has("generating/\(job)/shots/failed/shot_02.json")
        && barn.names("generating/\(job)/shots/ready").count == plan.shots.count - 1
    }
    let job = "generating/" + barn.names("generating")[0]
    let ticket = try barn.ticket(job, .failed, "shot_02")
    #expect(ticket.attempts == 0 && ticket.tried.count == 4 && ticket.due == nil)
    #expect(ticket.lastFailure?.message == "unable to draw: the server hung up")
    try barn.mv("\(job)/shots/failed/shot_02.json", "\(job)/shots/todo/shot_02.json")
    let done = "done/" + (try barn.job(in: .done))
    #expect(barn.has("\(done)/takes/shot_02/1/take.json"), "a take without a still was nobody's picture: begun again")
    barn.stop()
  }

  @Test func `a failed clip moved to drawn keeps its still`() throws {
    let barn = try Barn()
    barn.puppet.fail(.animate, "shot_02", [Failure(.refused, "unable to animate: moderation said no")])
    try barn.start()
    try barn.drop()
    try waitUntil("shot 2 failed") {
      barn.names("generating").first.map { barn.has("generating/\($0)/shots/failed/shot_02.json") } ?? false
    }
    let job = "generating/" + barn.names("generating")[0]
    try barn.mv("\(job)/shots/failed/shot_02.json", "\(job)/shots/drawn/shot_02.json")
    let done = "done/" + (try barn.job(in: .done))
    #expect(barn.puppet.calls(.draw, "shot_02").count == 1)
    #expect(barn.puppet.calls(.animate, "shot_02").map(\.take) == [1, 2])
    let inodes = try [1, 2].map {
      try Folder.open("\(barn.path)/\(done)/takes/shot_02/\($0)").status("still.png").inode
    }
    #expect(inodes[0] == inodes[1], "the kept still is a hard link")
    barn.stop()
  }

  @Test func `an edited prompt is what is drawn, and the take records it`() throws {
    let barn = try Barn()
    try barn.start()
    try barn.drop()
    let job = "done/" + (try barn.job(in: .done))
    var ticket = try barn.ticket(job, .ready, "shot_01")
    ticket.shot.imagePrompt = "a green lighthouse"
    try Data(try Document.encode(ticket)).write(to: URL(filePath: "\(barn.path)/\(job)/shots/ready/shot_01.json"))
    try barn.mv("\(job)/shots/ready/shot_01.json", "\(job)/shots/todo/shot_01.json")
    try waitUntil("there is a second cut") { barn.has("\(job)/cuts/2/final.mp4") }
    #expect(barn.puppet.calls(.draw, "shot_01").last?.prompt.contains("a green lighthouse") == true)
    #expect(barn.text("\(job)/takes/shot_01/2/take.json").contains("a green lighthouse"))
    barn.stop()
  }

  @Test func `a job moved to held stops at once, and moved back goes on where it was`() throws {
    let barn = try Barn()
    barn.puppet.hold(.animate, "shot_01")
    try barn.start()
    try barn.drop()
    try waitUntil("shot 1 is being animated") { !barn.puppet.calls(.animate, "shot_01").isEmpty }
    let job = barn.names("generating")[0]
    try barn.mv("generating/\(job)", "held/\(job)")
    try waitUntil("its worker stopped and put the ticket back") { barn.has("held/\(job)/shots/drawn/shot_01.json") }
    #expect(barn.puppet.stopped.contains("shot_01"))
    barn.puppet.release(.animate, "shot_01")
    try waitUntil("all work on it has ended") {
      barn.names("held/\(job)/shots/drawing").isEmpty && barn.names("held/\(job)/shots/animating").isEmpty
    }
    try barn.mv("held/\(job)", "generating/\(job)")
    let done = "done/" + (try barn.job(in: .done))
    #expect(try barn.ticket(done, .ready, "shot_01").take == 1, "a stop is no person's wish for another take")
    #expect(barn.puppet.calls(.draw, "shot_01").count == 1)
    barn.stop()
  }

  @Test func `a cancelled job loses its temporary files, keeps its takes, and can come back`() throws {
    let barn = try Barn()
    barn.puppet.hold(.animate, "shot_02")
    try barn.start()
    try barn.drop()
    try waitUntil("shot 1 is ready and shot 2 is being animated") {
      guard let job = barn.names("generating").first else { return false }
      return barn.has("generating/\(job)/shots/ready/shot_01.json") && !barn.puppet.calls(.animate, "shot_02").isEmpty
    }
    let job = barn.names("generating")[0]
    try barn.mv("generating/\(job)", "cancelled/\(job)")
    try waitUntil("it is tidy") {
      !barn.has("cancelled/\(job)/song.wav") && barn.has("cancelled/\(job)/shots/drawn/shot_02.json")
        && !barn.has("cancelled/\(job)/takes/shot_02/1/.attempt-1")
    }
    #expect(barn.has("cancelled/\(job)/takes/shot_01/1/take.json"))
    barn.puppet.release(.animate, "shot_02")
    try barn.mv("cancelled/\(job)", "generating/\(job)")
    _ = try barn.job(in: .done)
    #expect(barn.puppet.calls(.animate, "shot_01").count == 1)
    barn.stop()
  }

  @Test func `a ticket moved away while it is worked on stops the worker and begins a new take`() throws {
    let barn = try Barn()
    barn.puppet.hold(.animate, "shot_01")
    try barn.start()
    try barn.drop()
    try waitUntil("shot 1 is being animated") { !barn.puppet.calls(.animate, "shot_01").isEmpty }
    let job = "generating/" + barn.names("generating")[0]
    try barn.mv("\(job)/shots/animating/shot_01.json", "\(job)/shots/todo/shot_01.json")
    try waitUntil("the worker has stopped") { barn.puppet.stopped == ["shot_01"] }
    barn.puppet.release(.animate, "shot_01")
    let done = "done/" + (try barn.job(in: .done))
    #expect(try barn.ticket(done, .ready, "shot_01").take == 2)
    barn.stop()
  }

  @Test func `a ticket of nonsense goes to failed, a contradiction of the plan too, and the rest goes on`() throws {
    let barn = try Barn()
    try barn.start()
    try barn.drop(options: #"{"review": "plan"}"#)
    let job = try barn.job(in: .held)
    try Data("{ not json".utf8).write(to: URL(filePath: "\(barn.path)/held/\(job)/shots/todo/shot_01.json"))
    var ticket = try barn.ticket("held/\(job)", .todo, "shot_02")
    ticket.shot.endFrame += 3
    try Data(try Document.encode(ticket)).write(to: URL(filePath: "\(barn.path)/held/\(job)/shots/todo/shot_02.json"))
    try barn.mv("held/\(job)", "generating/\(job)")
    try waitUntil("both failed and the rest is ready") {
      barn.names("generating/\(job)/shots/failed").count == 2
        && barn.names("generating/\(job)/shots/ready").count
          == ((try? barn.plan("generating/\(job)"))?.shots.count ?? 0) - 2
    }
    #expect(
      try barn.ticket("generating/\(job)", .failed, "shot_02").lastFailure?.message.contains("contradict plan.json")
        == true)
    barn.stop()
  }

  @Test func `a job whose ticket was nonsense goes on once it has its text back, and no reason stays in it`() throws {
    let barn = try Barn()
    try barn.start()
    try barn.drop(options: #"{"review": "plan"}"#)
    let job = try barn.job(in: .held)
    let ticket = barn.text("held/\(job)/job.json")
    try Data("{ not json".utf8).write(to: URL(filePath: "\(barn.path)/held/\(job)/job.json"))
    try barn.mv("held/\(job)", "generating/\(job)")
    try waitUntil("it failed") { barn.has("failed/\(job)/reason.txt") }
    try Data(ticket.utf8).write(to: URL(filePath: "\(barn.path)/failed/\(job)/job.json"))
    try barn.mv("failed/\(job)", "generating/\(job)")
    _ = try barn.job(in: .done)
    #expect(!barn.has("done/\(job)/reason.txt"))
    // That it was reviewed is in its ticket by now, and no mark of it stays.
    let end = try Document.read(JobTicket.self, "job.json", in: Folder.open("\(barn.path)/done/\(job)"))
    #expect(end.reviewed == [.plan])
    #expect(!barn.has("done/\(job)/.reviewed-plan"))
    barn.stop()
  }

  @Test func `who sees a job in held may write in its ticket at once`() throws {
    let barn = try Barn()
    try barn.start()
    try barn.drop(options: #"{"review": "plan"}"#)
    let job = "\(barn.path)/held/" + (try barn.job(in: .held))
    try waitUntil("the farm is through with it") { barn.lines.all.contains { $0.contains("held for review") } }
    var (ticket, plan) = (stat(), stat())
    try #require(stat("\(job)/job.json", &ticket) == 0 && stat("\(job)/plan.json", &plan) == 0)
    // What is written after the plan could be written over what a person wrote.
    #expect((ticket.st_ctim.tv_sec, ticket.st_ctim.tv_nsec) < (plan.st_ctim.tv_sec, plan.st_ctim.tv_nsec))
    barn.stop()
  }

  @Test func `a copied ticket is set aside, a deleted one comes back`() throws {
    let barn = try Barn()
    try barn.start()
    try barn.drop(options: #"{"review": "plan"}"#)
    let job = try barn.job(in: .held)
    let shots = "\(barn.path)/held/\(job)/shots"
    try FileManager.default.copyItem(atPath: "\(shots)/todo/shot_01.json", toPath: "\(shots)/ready/shot_01.json")
    try FileManager.default.removeItem(atPath: "\(shots)/todo/shot_02.json")
    try barn.mv("held/\(job)", "generating/\(job)")
    let done = "done/" + (try barn.job(in: .done))
    #expect(barn.names(".reelspool/aside").contains { $0.contains("shot_01") })
    #expect(try barn.ticket(done, .ready, "shot_01").take == 1)
    #expect(barn.has("\(done)/takes/shot_02/1/take.json"))
    barn.stop()
  }

  @Test func `a job with unready shots moved to assembling goes back to generating`() throws {
    let barn = try Barn()
    barn.puppet.fail(.draw, "shot_01", [Failure(.invalid, "unable to draw: no")])
    try barn.start()
    try barn.drop()
    try waitUntil("shot 1 failed") {
      barn.names("generating").first.map { barn.has("generating/\($0)/shots/failed/shot_01.json") } ?? false
    }
    let job = barn.names("generating")[0]
    try barn.mv("generating/\(job)", "assembling/\(job)")
    try waitUntil("it is back") { barn.has("generating/\(job)") }
    barn.stop()
  }

  @Test func `what is no job goes to failed with a reason, and nothing of it is lost`() throws {
    let barn = try Barn()
    try barn.start()
    try waitUntil("the spool stands") { barn.has("failed") }
    let draft = TestPlace.folder("stray")
    try Data("hello".utf8).write(to: URL(filePath: "\(draft)/notes.txt"))
    try #require(rename("\(draft)/notes.txt", "\(barn.path)/analyzing/notes.txt") == 0)
    try Data("hi".utf8).write(to: URL(filePath: "\(draft)/inside"))
    try #require(rename(draft, "\(barn.path)/planning/some-folder") == 0)
    try waitUntil("both are in failed") { barn.names("failed").count == 2 }
    #expect(barn.text("failed/some-folder/inside") == "hi")
    #expect(barn.text("failed/some-folder/reason.txt").contains("job.json"))
    let stray = try #require(barn.names("failed").first { $0 != "some-folder" })
    #expect(barn.text("failed/\(stray)/source/notes.txt") == "hello")
    barn.stop()
  }

  @Test func `a ticket with a time ahead waits, and touch makes it due`() throws {
    let barn = try Barn()
    try barn.start()
    try barn.drop(options: #"{"review": "plan"}"#)
    let job = try barn.job(in: .held)
    let file = "\(barn.path)/held/\(job)/shots/todo/shot_01.json"
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: 3600)], ofItemAtPath: file)
    try barn.mv("held/\(job)", "generating/\(job)")
    try waitUntil("all other shots are ready") {
      barn.names("generating/\(job)/shots/ready").count == ((try? barn.plan("generating/\(job)"))?.shots.count ?? 0) - 1
    }
    #expect(barn.puppet.calls(.draw, "shot_01").isEmpty)
    try #require(utimes("\(barn.path)/generating/\(job)/shots/todo/shot_01.json", nil) == 0)
    _ = try barn.job(in: .done)
    barn.stop()
  }

  @Test func `a job that failed starts again where a person puts it`() throws {
    let barn = try Barn()
    var settings = Barn.tiny
    settings.longestSong = 8
    try barn.start(settings)
    try barn.drop()
    let job = try barn.job(in: .failed)
    #expect(barn.text("failed/\(job)/reason.txt").contains("mv failed/\(job) analyzing/"))
    barn.stop()
    try barn.start()
    try barn.mv("failed/\(job)", "analyzing/\(job)")
    let done = "done/" + (try barn.job(in: .done))
    #expect(!barn.has("\(done)/reason.txt"))
    barn.stop()
  }

  @Test func `a clip of another lane is conformed after its slot was given back`() throws {
    let barn = try Barn(lane: "server")
    try barn.start()
    try barn.drop()
    let job = "done/" + (try barn.job(in: .done))
    #expect(barn.puppet.calls(.animate, "shot_01").count == 1)
    #expect(barn.lines.all.contains { $0.contains("conformed in") })
    #expect(barn.has("\(job)/final.mp4"))
    barn.stop()
  }

  @Test func `a full disk pauses the farm, is said once, costs no attempt, and the farm goes on by itself`() throws {
    let barn = try Barn()
    barn.puppet.fail(.draw, "shot_01", Array(repeating: Failure(.full, "unable to write: the disk is full"), count: 3))
    var settings = Barn.tiny
    // One at a time: nothing else gets through in between.
    settings.lanes[LaneName.cpu] = 1
    try barn.start(settings)
    try barn.drop()
    let job = "done/" + (try barn.job(in: .done))
    #expect(barn.puppet.calls(.draw, "shot_01").count == 4)
    #expect(try barn.ticket(job, .ready, "shot_01").tried.isEmpty)
    #expect(barn.lines.all.filter { $0.contains("the farm pauses") }.count == 1, "\(barn.lines.all)")
    #expect(barn.lines.all.contains { $0.contains("the farm goes on") })
    barn.stop()
  }
}
