import Generating
import Media
import Testing
import Vocabulary

@testable import Providers

@Suite struct CommandMoneyTests {
  static let bill = "printf '{\"cost\": 700}' > result.json; "

  /// Draws with a program that has a price, and says what the books say.
  func draw(_ script: String, price: MicroDollars = 0, notes: KeptNotes, purse: CountingPurse, bench: Bench) throws
    -> Made
  {
    let maker = CommandMaker(name: "puppet", executable: "/bin/sh", arguments: ["-c", script], price: price)
    let errand = Errand(job: "song-1", step: .still, subject: "shot_01", take: 1, purse: purse, notes: notes)
    return try maker.draw(
      StillRequest(
        shot: .plain, format: .tiny, characters: [], references: [], prompt: "x", seed: 1, take: 1, errand: errand),
      in: bench.place, stop: Stop())
  }

  @Test(arguments: [
    (bill + "echo x > still.png", 0, 700), ("echo x > still.png", 40, 40), ("echo x > still.png", 0, 0),
  ])
  func `a program's bill is in the books`(script: String, price: MicroDollars, cost: MicroDollars) throws {
    let (notes, purse) = (KeptNotes(), CountingPurse())
    #expect(try draw(script, price: price, notes: notes, purse: purse, bench: Bench()).cost == cost)
    #expect(purse.all.map(\.estimate) == [price] && purse.spent == cost && purse.open == 0)
    #expect(notes.all.map(\.state) == [.answered])
  }

  @Test(arguments: [("exit 100", 0), (bill + "exit 100", 700), (bill + "true", 700)])
  func `what a failed call cost is not lost`(script: String, cost: MicroDollars) throws {
    let (notes, purse) = (KeptNotes(), CountingPurse())
    #expect(throws: Failure.self) { try draw(script, price: 40, notes: notes, purse: purse, bench: Bench()) }
    #expect(purse.spent == cost && purse.open == 0 && notes.all.map(\.state) == [.closed])
  }

  @Test func `too little money means that it is not run`() throws {
    let bench = try Bench()
    let purse = CountingPurse(limit: 10)
    #expect(throws: Failure.self) {
      try draw("touch ran", price: 40, notes: KeptNotes(), purse: purse, bench: bench)
    }
    #expect(try bench.names() == [])
  }

  @Test func `a restart takes what was paid for, and asks a person about what was cut off`() throws {
    let bench = try Bench()
    let (notes, purse) = (KeptNotes(), CountingPurse())
    let script = "echo x >> count; echo x > still.png"
    _ = try draw(script, price: 40, notes: notes, purse: purse, bench: bench)
    _ = try draw(script, price: 40, notes: notes, purse: purse, bench: bench)
    #expect(try bench.text("count") == "x\n" && purse.spent == 40)
    notes.forgetEnds()
    let failure = #expect(throws: Failure.self) {
      try draw(script, price: 40, notes: notes, purse: purse, bench: bench)
    }
    #expect(failure?.kind == .ambiguous)
    #expect(try bench.text("count") == "x\n")
  }

  @Test func `a free one that was cut off is simply run again`() throws {
    let bench = try Bench()
    let (notes, purse) = (KeptNotes(), CountingPurse())
    _ = try draw("echo x > still.png", notes: notes, purse: purse, bench: bench)
    notes.forgetEnds()
    _ = try draw("echo x > still.png", notes: notes, purse: purse, bench: bench)
    #expect(purse.all.count == 2 && purse.open == 0)
  }
}
