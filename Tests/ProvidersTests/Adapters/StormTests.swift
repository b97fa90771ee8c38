// 200 shots at a rented server on a bad day: a fifth of everything fails, replies are lost after the work has begun, and
// the money ends before the film does. The server keeps its own books; they are compared with ours afterwards.
import Dispatch
import Foundation
import Ledger
import Media
import Spool
import Synchronization
import Testing
import Vocabulary

@testable import Providers

/// A small generator (SplitMix64, Steele et al. 2014): the same seed, the same day.
struct Weather: Sendable {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }

  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ mixed >> 31) >> 11) / Double(1 << 53)
  }
}

/// Replicate on that day.
final class StormyServer: Sendable {
  struct Job {
    var shot: String
    var state = "starting"
    var questions = 0
  }
  struct Books {
    var weather = Weather(20_261_122)
    var jobs: [Job] = []
    var asked = 0
    var failed = 0
    var lost = 0
    var throttled = 0
    var base = ""
  }
  let books = Mutex(Books())

  func answer(_ asked: Asked) -> Reply {
    books.withLock { books in
      books.asked += 1
      if asked.method == "POST" { return create(asked, &books) }
      let trouble = trouble(&books)
      if asked.path == "/file" {
        return trouble ?? Reply(200, "the film of \(asked.query("shot") ?? "")")
      }
      return trouble ?? state(of: Int(asked.path.split(separator: "-").last ?? "") ?? -1, &books)
    }
  }

  /// A fifth of what costs nothing goes wrong, in each way that there is.
  private func trouble(_ books: inout Books) -> Reply? {
    let luck = books.weather.next()
    guard luck < 0.2 else { return nil }
    books.failed += 1
    switch luck {
    case ..<0.05: return Reply(500, #"{"detail":"Internal Server Error"}"#)
    case ..<0.1: return .closed
    case ..<0.15: return Reply(200, "{\"id\": \"p-1\", \"status\":", [:], .cutOff(after: 12))
    default:
      books.throttled += 1
      return Reply(429, #"{"detail":"throttled"}"#, ["retry-after-ms": "5"])
    }
  }

  /// A fifth of what is paid goes wrong too: some of it before, some of it after the work was begun.
  private func create(_ asked: Asked, _ books: inout Books) -> Reply {
    let luck = books.weather.next()
    switch luck {
    case ..<0.08:
      books.throttled += 1
      return Reply(429, #"{"detail":"throttled"}"#, ["retry-after-ms": "10"])
    case ..<0.12: return Reply(503, "", ["retry-after": "0"])
    case ..<0.15:
      books.lost += 1
      return .closed
    case ..<0.17: return Reply(500, #"{"detail":"Internal Server Error"}"#)
    default: break
    }
    books.jobs.append(Job(shot: asked.json["input"]?["prompt"]?.text ?? ""))
    if luck < 0.2 {
      books.lost += 1
      return .closed
    }
    return reply(books.jobs.count - 1, books, 201)
  }

  private func state(of number: Int, _ books: inout Books) -> Reply {
    guard books.jobs.indices.contains(number) else { return Reply(404, #"{"detail":"Not Found"}"#) }
    books.jobs[number].questions += 1
    switch books.jobs[number].questions {
    case 1: books.jobs[number].state = "processing"
    case 2 where books.weather.next() < 0.05: books.jobs[number].state = "failed"
    case 2: books.jobs[number].state = "succeeded"
    default: break
    }
    return reply(number, books, 200)
  }

  private func reply(_ number: Int, _ books: Books, _ status: Int) -> Reply {
    let job = books.jobs[number]
    return Reply(
      status,
      json: [
        "id": .string("p-\(number)"), "status": .string(job.state),
        "output": .string("\(books.base)/file?shot=\(job.shot)"), "error": "please try again",
        "metrics": ["predict_time": 1],
      ])
  }
}

/// A farm in small: workers, tickets, and what becomes of failures (docs/providers.md).
private final class Storm: Sendable {
  static let shots = 200
  static let price: MicroDollars = 50_000
  /// Enough for 190 shots.
  static let cap: MicroDollars = 9_500_000

  let stormy = StormyServer()
  let server: PuppetServer
  let ledger: Ledger
  let folder: LedgerFolder
  private let account: Account
  private let settings: HostedSettings
  private let path: String
  private let todo: Mutex<[Int]>
  let ends = Mutex<[String: String]>([:])

  init() throws {
    let stormy = stormy
    server = try PuppetServer { stormy.answer($0) }
    let base = server.base
    stormy.books.withLock { $0.base = base }
    path = NSTemporaryDirectory() + "reelspool-test-storm-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let root = try Folder.open(path)
    var limits = Limits()
    limits.day = Self.cap
    let books = try root.folder(making: "ledger")
    folder = LedgerFolder(books)
    ledger = try Ledger(
      books, aside: try root.folder(making: "aside"), tmp: try root.folder(making: "tmp"), limits: limits)
    var rules = Gate.Rules()
    rules.requests = 30_000
    rules.rest = 0.02
    rules.longestRest = 0.1
    rules.retryEvery = 0.005
    var account = Account(
      name: "rented", endpoint: Endpoint(base, key: Secret("sk-word"))!, model: "o/m",
      prices: PriceList([CourierBench.price(image: Self.price)]), gate: Gate("rented", rules))
    account.deadlines = CourierBench.quick
    self.account = account
    settings = try HostedSettings(Setup(account: account, keys: ["still_input": ["prompt": "{prompt}"]]))
    todo = Mutex(Array((1...Self.shots).reversed()))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func run(workers: Int) {
    let group = DispatchGroup()
    for number in 1...workers {
      DispatchQueue(label: "worker-\(number)").async(group: group) {
        while let shot = self.todo.withLock({ $0.popLast() }) { self.finish(Shot.id(shot)) }
      }
    }
    group.wait()
  }

  /// One ticket until it is done or a person's.
  private func finish(_ shot: String) {
    let bench = try! Bench()
    let notes = World()
    var failures = 0
    while true {
      do throws(Failure) {
        _ = try courier(shot, bench, notes).deliver(as: "clip.mp4")
        let text = try! bench.text("clip.mp4")
        return end(shot, text == "the film of \(shot)" ? "done" : "the film of another")
      } catch {
        switch error.kind {
        case .throttled: poll(nil, 0, Int32(min(20, (error.wait ?? 0) * 1000)))
        case .transient, .stale:
          failures += 1
          if failures > 12 { return end(shot, "failed") }
        case .unfunded: return end(shot, "no money")
        default: return end(shot, error.kind.rawValue)
        }
      }
    }
  }

  private func courier(_ shot: String, _ bench: Bench, _ notes: World) -> Courier {
    let order = Order(step: .still, prompt: shot, width: 90, height: 160, seed: 1)
    let place = bench.place
    return Courier(
      account: account,
      errand: Errand(job: "song", step: .clip, subject: shot, take: 1, purse: ledger, notes: notes),
      service: ReplicateCall(account: account, settings: settings, mapping: settings.stills!, order: order),
      place: place, stop: Stop()
    ) { (arrived, name, _) throws(Failure) in
      try working("link") { () throws(MediaError) in try place.link(arrived, as: name) }
    }
  }

  private func end(_ shot: String, _ how: String) { ends.withLock { $0[shot] = how } }
}

@Suite struct StormTests {
  @Test func `200 shots on a bad day all settle, none is asked for twice, and the cap holds`() throws {
    let storm = try Storm()
    let began = ContinuousClock.now
    storm.run(workers: 8)
    let ends = storm.ends.withLock { $0 }
    let books = storm.stormy.books.withLock { $0 }
    let (lines, damaged) = try storm.folder.lines()

    #expect(ends.count == Storm.shots && damaged.isEmpty)
    #expect(Set(ends.values).isSubset(of: ["done", "ambiguous", "no money"]), "\(Set(ends.values))")
    for (shot, jobs) in Dictionary(grouping: books.jobs, by: \.shot) {
      #expect(
        jobs.dropLast().allSatisfy { $0.state == "failed" }, "\(shot) was asked for while a job was open: \(jobs)")
      if ends[shot] == "done" { #expect(jobs.last?.state == "succeeded") }
      #expect(ends[shot] != "no money" || jobs.allSatisfy { $0.state == "failed" })
    }
    let done = ends.values.filter { $0 == "done" }.count
    let lost = ends.values.filter { $0 == "ambiguous" }.count
    var open: [String: MicroDollars] = [:]
    var most: MicroDollars = 0
    for line in lines {
      open[line.id] = line.amount ?? 0
      most = max(most, open.values.reduce(0, +))
    }
    #expect(most <= Storm.cap)
    let costs = Costs(lines, by: .job)
    // What was made is paid once; what nobody can tell stays set aside; a model's failure is charged by the time it ran.
    #expect(costs.total.actual == MicroDollars(done) * Storm.price)
    #expect(costs.total.reserved == MicroDollars(lost) * Storm.price)
    #expect(done + lost >= 185 && books.jobs.filter { $0.state == "succeeded" }.count == done)
    print(
      "storm: \(done) done, \(lost) left to a person, \(Storm.shots - done - lost) without money; \(books.asked) requests,"
        + " \(books.failed) failed, \(books.throttled) throttled, \(books.lost) replies lost, \(books.jobs.count) jobs"
        + " made; spent \(Money.text(costs.total.actual)), set aside \(Money.text(costs.total.reserved)), at most"
        + " \(Money.text(most)) of \(Money.text(Storm.cap)); \(ContinuousClock.now - began)")
  }
}
