import Media
import Testing
import Vocabulary

@testable import Providers

/// Calls that nobody waits for any more, ended without a worker.
@Suite struct RecallTests {
  private static let remote = Remote(id: "r")

  /// A call that the process died in, once the server had accepted it.
  private func begun(_ service: (World) -> PuppetService) -> (World, CourierBench) {
    let world = World(crashAt: 6)
    let bench = CourierBench(world: world)
    _ = bench.deliver(service(world))
    world.revive()
    return (world, bench)
  }

  private func recall(_ bench: CourierBench, _ service: PuppetService) -> Failure? {
    do throws(Failure) { try bench.courier(service).recall(as: "still.png") } catch { return error }
    return nil
  }

  @Test func `a job that is called off is asked how it ended, and its money comes back`() {
    let ended = Answer.failed(Failure(.transient, "cancelled"), .nothing)
    let (world, bench) = begun { PuppetService(world: $0, answers: [.running(Self.remote)]) }
    #expect(world.hasDied == false && world.note?.isOpen == true)
    #expect(recall(bench, PuppetService(world: world, answers: [ended], canFind: true)) == nil)
    #expect(world.now.cancels == 1 && world.note?.state == .closed && world.spent == 0)
  }

  @Test func `what it made all the same is kept, with what was set aside as its cost`() {
    let done = Answer.done(.bytes(Array("picture".utf8)), .unknown)
    let (world, bench) = begun { PuppetService(world: $0, answers: [.running(Self.remote)]) }
    #expect(recall(bench, PuppetService(world: world, answers: [done], canFind: true)) == nil)
    #expect(bench.picture == "picture" && world.note?.state == .answered && world.spent == 1000)
    #expect(recall(bench, PuppetService(world: world, answers: [done])) == nil)
    #expect(world.now.cancels == 1 && world.now.creates.count == 1)
  }

  @Test func `one whose end nobody can say keeps its money set aside`() {
    let (world, bench) = begun { PuppetService(world: $0, answers: [.running(Self.remote)]) }
    let failure = recall(bench, PuppetService(world: world, answers: [.running(Self.remote)], canFind: true))
    #expect(failure?.kind == .ambiguous && failure?.remedy?.contains("settle song shot_05") == true)
    #expect(world.note?.isOpen == true && world.spent == 1000)
  }

  @Test func `where nothing was begun nobody is asked`() {
    let world = World()
    let bench = CourierBench(world: world)
    #expect(recall(bench, PuppetService(world: world)) == nil)
    #expect(world.now.cancels == 0 && world.now.polls == 0 && world.note == nil)
  }

  @Test func `work that shows no progress is called off before its time is up, and work that does is not`() {
    for moves in [true, false] {
      let world = World()
      var bench = CourierBench(world: world)
      bench.deadlines.stalled = 0.2
      let running = (0..<400).map { Answer.running(Remote(id: "r", progress: moves ? "\($0)" : "0")) }
      let done = Answer.done(.bytes(Array("picture".utf8)), Bill(reported: 700))
      let result = bench.deliver(PuppetService(world: world, answers: running + [done]))
      #expect((result.value == 700) == moves && (world.now.cancels > 0) != moves, "\(moves) \(result)")
    }
  }
}
