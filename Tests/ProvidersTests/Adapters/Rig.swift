import Foundation
import Generating
import Media
import Testing
import Vocabulary

@testable import Providers

/// One adapter, one server of the test's, one take.
struct Rig {
  let bench = try! Bench()
  let world = World()
  let server: PuppetServer
  var account: Account
  let stop = Stop()
  var withdrawn = false

  /// - Parameter price: millionths for each picture and second; nil for a server that is free.
  init(
    model: String = "m", price: MicroDollars? = nil, _ answer: @escaping @Sendable (Asked) -> Reply
  ) throws {
    server = try PuppetServer(answer)
    var prices = PriceList(otherwise: 0)
    if let price {
      var entry = Price()
      entry.image = price
      entry.second = price
      prices = PriceList([entry])
    }
    var account = Account(
      name: "rented", endpoint: Endpoint(server.base, key: Secret("sk-word"))!, model: model, prices: prices,
      gate: Gate("rented"))
    account.deadlines = CourierBench.quick
    self.account = account
  }

  /// Another price than the one that the server was made with.
  mutating func price(_ change: (inout Price) -> Void) {
    var price = Price()
    change(&price)
    account.prices = PriceList([price])
  }

  func setup(_ keys: [String: JSONValue] = [:], lengths: [Seconds] = []) -> Setup {
    Setup(account: account, lengths: lengths, keys: keys)
  }

  func errand(_ step: ErrandStep) -> Errand {
    let withdrawn = withdrawn
    return Errand(
      job: "song", step: step, subject: "shot_05", take: 2, purse: world, notes: world, isWithdrawn: { withdrawn })
  }

  /// A file for the setup's keys.
  func file(_ name: String, _ bytes: [UInt8]) throws -> JSONValue {
    try bench.place.write(bytes, to: name)
    return .string(bench.folder.appendingPathComponent(name).path)
  }

  /// Draws shot_05 of a 720x1280 film, with the lead's reference where one is given.
  func draw(
    _ maker: (any StillMaker)?, references: [[UInt8]] = [], notes: String = "palette blue; never seen: rain"
  ) -> Swift.Result<Made, Failure> {
    var paths: [String] = []
    for (index, bytes) in references.enumerated() {
      try! bench.place.write(bytes, to: "ref-\(index)")
      paths.append(bench.place.path("ref-\(index)"))
    }
    let request = StillRequest(
      shot: .shot(5, notes: notes), format: FilmFormat(width: 720, height: 1280, fps: 24), characters: [.lead],
      references: paths, prompt: "a forest, a red coat", seed: 7, take: 2, errand: errand(.still))
    do throws(Failure) { return .success(try maker!.draw(request, in: bench.place, stop: stop)) } catch {
      return .failure(error)
    }
  }

  /// Animates shot_05, 1.2 s, from its still.
  func animate(_ maker: (any ClipMaker)?, still: [UInt8] = Pictures.png) -> Swift.Result<Made, Failure> {
    try! bench.place.write(still, to: "still.png")
    let request = ClipRequest(
      shot: .shot(5), profile: HouseProfile(width: 720, height: 1280, fps: 10), characters: [.lead],
      still: "still.png", stillMaker: nil, music: .silent, prompt: "slow push", seed: 7, take: 2, errand: errand(.clip))
    do throws(Failure) { return .success(try maker!.animate(request, in: bench.place, stop: stop)) } catch {
      return .failure(error)
    }
  }

  func drawReferences(_ maker: (any StillMaker)?) -> Swift.Result<MadeReferences, Failure> {
    let request = ReferenceRequest(
      character: .lead, treatment: .avoiding(["rain"]), prompt: "the lead, front view", seed: 7,
      errand: errand(.reference))
    do throws(Failure) { return .success(try maker!.drawReferences(request, in: bench.place, stop: stop)) } catch {
      return .failure(error)
    }
  }
}

extension Swift.Result {
  /// For expectations on what a maker made.
  var isMade: Bool { if case .success = self { true } else { false } }
}
