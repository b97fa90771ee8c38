import Spool
import Testing

@testable import Farm

@Suite struct RosterTests {
  func entry(_ job: String, priority: Int = 0, adopted: String = "1") -> Roster.Entry {
    Roster.Entry(job: job, state: .analyzing, priority: priority, adopted: adopted)
  }

  @Test func `only so many jobs are active, the best first`() {
    var roster = Roster(limit: 2)
    for name in ["c", "a", "b"] { roster.note(entry(name, adopted: name)) }
    roster.note(entry("z", priority: 9, adopted: "z"))
    #expect(roster.promote() == ["z", "a"])
    #expect(roster.promote().isEmpty)
    roster.remove("z")
    #expect(roster.promote() == ["b"])
    #expect(roster.backlog == 1)
  }

  @Test func `noting the same job again does not double it`() {
    var roster = Roster(limit: 1)
    for _ in 0..<3 { roster.note(entry("a")) }
    roster.note(entry("a", priority: 3))
    #expect(roster.backlog == 1)
    #expect(roster.promote() == ["a"])
    roster.remove("a")
    #expect(roster.promote().isEmpty)
  }

  @Test func `ten thousand jobs leave the roster as they came`() {
    var roster = Roster(limit: 64)
    for number in 0..<10_000 { roster.note(entry("job-\(number)", adopted: "\(number % 97)")) }
    var seen = 0
    while true {
      let next = roster.promote()
      if next.isEmpty { break }
      seen += next.count
      for job in next { roster.remove(job) }
    }
    #expect(seen == 10_000)
  }
}
