import Foundation
import Media
import Testing
import Vocabulary

@testable import Providers

/// A courier with a world around it.
struct CourierBench {
  let bench = try! Bench()
  let world: World
  var prices = PriceList([price(image: 1000)])
  var deadlines = quick
  var withdrawn = false
  let stop = Stop()
  let gate = Gate("rented")

  static func price(image: MicroDollars) -> Price {
    var price = Price()
    price.image = image
    return price
  }

  static let quick: Deadlines = {
    var deadlines = Deadlines()
    deadlines.poll = 0.001
    deadlines.slowestPoll = 0.002
    deadlines.farewell = 0.2
    return deadlines
  }()

  func account(_ name: String = "rented") -> Account {
    var account = Account(
      name: name, endpoint: Endpoint("http://127.0.0.1:9")!, model: "m", prices: prices, gate: gate)
    account.deadlines = deadlines
    return account
  }

  func courier(_ service: any RemoteService, _ name: String = "rented", check: Failure? = nil) -> Courier {
    let (world, withdrawn, place) = (world, withdrawn, bench.place)
    let errand = Errand(
      job: "song", step: .still, subject: "shot_05", take: 1, purse: world, notes: world,
      isWithdrawn: { withdrawn })
    return Courier(account: account(name), errand: errand, service: service, place: place, stop: stop) {
      (arrived, name, _) throws(Failure) in
      if let check { throw check }
      try working("link") { () throws(MediaError) in try place.link(arrived, as: name) }
    }
  }

  /// What came of it: the cost, or why not.
  func deliver(_ service: any RemoteService, _ name: String = "rented", check: Failure? = nil)
    -> Swift.Result<
      MicroDollars, Failure
    >
  {
    do throws(Failure) { return .success(try courier(service, name, check: check).deliver(as: "still.png")) } catch {
      return .failure(error)
    }
  }

  var picture: String? { try? bench.text("still.png") }
}

extension Swift.Result where Failure == Vocabulary.Failure {
  var failure: Failure? { if case .failure(let failure) = self { failure } else { nil } }
  var value: Success? { try? get() }
}

@Suite struct CourierTests {
  private static let remote = Remote(id: "r")
  private static let job: [Answer] = [
    .queued(remote), .running(remote), .done(.bytes(Array("picture".utf8)), Bill(reported: 700)),
  ]

  /// Every step of the way, cut before and after it, with a server that can be asked and one that cannot.
  @Test(arguments: [true, false], [true, false])
  func `whichever step the process dies at nothing is asked, or paid, twice`(isJob: Bool, canFind: Bool) throws {
    var deaths = 0
    for moment in World.Moment.allCases {
      for step in 1... {
        let world = World(crashAt: step, moment)
        let bench = CourierBench(world: world)
        let service = PuppetService(world: world, answers: isJob ? Self.job : [], canFind: canFind && isJob)
        let first = bench.deliver(service)
        guard world.hasDied else {
          #expect(first.value == 700)
          break
        }
        deaths += 1
        world.revive()
        let second = bench.deliver(service)
        let what = Comment("step \(step) \(moment) job \(isJob) find \(canFind): \(second)")
        #expect(world.now.creates.count <= 1, what)
        #expect(world.spent <= 1000, what)
        if let failure = second.failure {
          // Only a reply that was lost, at a server that cannot be asked, is left to a person.
          #expect(failure.kind == .ambiguous && !(canFind && isJob), what)
          #expect(world.note?.state == .intent && world.note?.remote == nil && world.spent == 1000, what)
        } else {
          #expect(world.now.creates.count == 1 && bench.picture == "picture", what)
          #expect(world.note?.state == .answered, what)
          // A result that lay on the disk before its bill was noted costs what was set aside for it.
          let paid = world.now.ends.values.filter { $0 > 0 }
          #expect(paid == [700] || paid == [1000], what)
        }
        let third = bench.deliver(service)
        #expect(third.value == second.value && third.failure?.kind == second.failure?.kind, what)
        #expect(world.now.creates.count <= 1, what)
      }
    }
    #expect(deaths >= (isJob ? 16 : 12))
  }

  @Test func `a reply that was lost at a paid server is left to a person, and its money stays set aside`() {
    let world = World()
    let bench = CourierBench(world: world)
    let failure = bench.deliver(
      PuppetService(world: world, refusal: Failure(.ambiguous, "cut off"))
    ).failure
    #expect(failure?.kind == .ambiguous && failure?.remedy?.contains("pays, again") == true)
    #expect(world.spent == 1000 && world.note?.state == .intent)
  }

  @Test func `a reply that was lost at a free server is asked for, then asked anew`() {
    let world = World()
    var bench = CourierBench(world: world)
    bench.prices = PriceList(otherwise: 0)
    let first = bench.deliver(PuppetService(world: world, refusal: Failure(.ambiguous, "cut off")))
    #expect(first.failure?.kind == .transient && world.note?.state == .intent)
    #expect(bench.deliver(PuppetService(world: world)).value == 700)
    #expect(world.now.creates.count == 1)
  }

  @Test(arguments: [FailureKind.invalid, .refused, .throttled, .transient, .unfunded])
  func `a request that was refused is not charged, and the next try is a new call`(kind: FailureKind) {
    let world = World()
    let bench = CourierBench(world: world)
    let failure = bench.deliver(PuppetService(world: world, refusal: Failure(kind, "no", wait: 0))).failure
    #expect(failure?.kind == kind)
    #expect(world.spent == 0 && world.note?.state == .closed && world.note?.failure?.kind == kind)
  }

  @Test func `without money nothing is sent, and the gate is as it was`() throws {
    let world = World()
    world.state.withLock { $0.most = 999 }
    let bench = CourierBench(world: world)
    #expect(bench.deliver(PuppetService(world: world)).failure?.kind == .unfunded)
    #expect(world.now.creates.isEmpty && world.note?.state == .closed)
    #expect(bench.gate.wait() == 0)
  }

  @Test func `a result that is not what was asked for is a failure that keeps its cost`() {
    let world = World()
    let bench = CourierBench(world: world)
    let failure = bench.deliver(PuppetService(world: world), check: Failure(.invalid, "it is a page")).failure
    #expect(failure?.message == "it is a page")
    #expect(world.spent == 700 && world.note?.state == .closed && world.note?.cost == 700)
    #expect(bench.picture == nil)
  }

  @Test func `a full disk while the result is looked at loses nothing`() {
    let world = World()
    let bench = CourierBench(world: world)
    #expect(bench.deliver(PuppetService(world: world), check: Failure(.full, "full")).failure?.kind == .full)
    #expect(bench.deliver(PuppetService(world: world)).value == 700)
    #expect(world.now.creates.count == 1 && bench.picture == "picture")
  }

  @Test func `a stop leaves the remote job alone, and the next start goes on asking about it`() {
    let world = World()
    let bench = CourierBench(world: world)
    bench.stop.ask()
    world.begin(reserved: 1000)
    let service = PuppetService(world: world, answers: Self.job)
    #expect(bench.deliver(service).failure?.kind == .stopped)
    #expect(world.now.cancels == 0 && world.note?.state == .running)
    let next = CourierBench(world: world)
    #expect(next.deliver(service).value == 700 && world.now.creates.isEmpty)
  }

  @Test func `a job that nobody wants is called off, and what it made all the same is kept with its cost`() {
    let world = World()
    let bench = CourierBench(world: world, withdrawn: true)
    bench.stop.ask()
    world.begin(reserved: 1000)
    #expect(bench.deliver(PuppetService(world: world, answers: Self.job)).failure?.kind == .stopped)
    #expect(world.now.cancels == 1 && world.spent == 700 && world.note?.state == .answered)
    #expect(bench.picture == "picture")
  }

  @Test func `a job that was called off in time costs what the server says`() {
    let world = World()
    let bench = CourierBench(world: world, withdrawn: true)
    bench.stop.ask()
    world.begin(reserved: 1000)
    let service = PuppetService(
      world: world, answers: [.running(Self.remote), .failed(Failure(.transient, "cancelled"), .nothing)])
    #expect(bench.deliver(service).failure?.kind == .stopped)
    #expect(world.spent == 0 && world.note?.state == .closed)
  }

  @Test(arguments: [true, false])
  func `a job that takes too long is called off, and left to a person only where it may be charged`(isPaid: Bool) {
    let world = World()
    var bench = CourierBench(world: world)
    bench.deadlines.queued = 0.01
    bench.deadlines.farewell = 0.01
    if !isPaid { bench.prices = PriceList(otherwise: 0) }
    let failure = bench.deliver(PuppetService(world: world, answers: [.queued(Self.remote)])).failure
    #expect(failure?.kind == (isPaid ? .ambiguous : .stale))
    #expect(failure?.message.contains("job-") == true)
    #expect(world.now.cancels == 1 && world.spent == (isPaid ? 1000 : 0))
    #expect(world.note?.state == (isPaid ? .running : .closed))
  }

  @Test func `a job that is late but ends when it is called off is settled like any other`() {
    let world = World()
    var bench = CourierBench(world: world)
    bench.deadlines.queued = 0.001
    bench.deadlines.poll = 0.01
    let answers: [Answer] = [
      .queued(Self.remote), .queued(Self.remote), .failed(Failure(.transient, "cancelled"), Bill(reported: 5)),
    ]
    #expect(bench.deliver(PuppetService(world: world, answers: answers)).failure?.message == "cancelled")
    #expect(world.spent == 5)
  }

  @Test func `a model's failure is settled with what the server says, else with the estimate`() {
    for (bill, cost) in [(Bill.nothing, 0), (Bill(reported: 30), 30), (Bill.unknown, 1000)] {
      let world = World()
      let bench = CourierBench(world: world)
      let answers: [Answer] = [.failed(Failure(.invalid, "the model fell over"), bill)]
      #expect(bench.deliver(PuppetService(world: world, answers: answers)).failure?.message == "the model fell over")
      #expect(world.spent == MicroDollars(cost) && world.note?.state == .closed)
    }
  }

  @Test func `usage times the price is the cost where the server names none`() {
    let world = World()
    var bench = CourierBench(world: world)
    var price = CourierBench.price(image: 1000)
    price.gpuSecond = 10
    bench.prices = PriceList([price])
    var usage = Usage()
    usage.gpuSeconds = 4.5
    usage.images = 1
    let service = PuppetService(world: world, atOnce: .done(.bytes([1]), Bill(usage: usage)))
    #expect(bench.deliver(service).value == 1045)
  }

  @Test func `an open call of a provider that is not asked any more is never begun anew where it is paid`() {
    let world = World()
    let bench = CourierBench(world: world)
    world.begin(reserved: 1000)
    let failure = bench.deliver(PuppetService(world: world), "another").failure
    #expect(failure?.kind == .ambiguous && failure?.remedy?.contains("rented") == true)
    #expect(world.now.creates.isEmpty)
  }

  @Test func `questions that fail say nothing about the job`() {
    struct Flaky: RemoteService {
      let inner: PuppetService
      var question: [UInt8] { inner.question }
      var expected: Usage { inner.expected }
      func create(_ id: String, stop: Stop?) throws(Failure) -> Answer { try inner.create(id, stop: stop) }
      func poll(_ remote: Remote, stop: Stop) throws(Failure) -> Answer {
        let count = inner.world.state.withLock { state in
          state.polls += 1
          return state.polls
        }
        if count < 4 { throw Failure([.transient, .throttled, .stale][count - 1], "busy", wait: 0.001) }
        return .done(.bytes([1]), .unknown)
      }
    }
    let world = World()
    let bench = CourierBench(world: world)
    let service = Flaky(inner: PuppetService(world: world, answers: [.queued(Self.remote)]))
    #expect(bench.deliver(service).value == 1000)
    #expect(world.now.creates.count == 1 && world.now.polls == 4)
  }
}

extension CallNote {
  /// A note of a job that runs at "rented".
  static func running(_ id: String, reserved: MicroDollars) -> CallNote {
    var note = CallNote(
      id: id, provider: "rented", model: "m", fingerprint: "f", reserved: reserved, begun: "2026-11-22T12:00:00.000Z")
    note.state = .running
    note.remote = "r"
    return note
  }
}
