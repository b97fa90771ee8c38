import Testing
import Vocabulary

@testable import Providers

@Suite struct EstimateTests {
  func account(_ change: (inout Price) -> Void) throws -> Account {
    var price = Price()
    change(&price)
    let endpoint = try #require(Endpoint("https://api.example.com"))
    return Account(name: "a", endpoint: endpoint, model: "m", prices: PriceList([price]), gate: Gate("a"))
  }

  var picture: Usage {
    var usage = Usage()
    usage.images = 1
    return usage
  }

  @Test func `a price by what only shows afterwards is unknown before, and never nothing`() throws {
    var gpu = try account { $0.gpuSecond = 1000 }
    #expect(gpu.estimate(of: picture, on: "2026-11-22") == nil)
    gpu.usual.gpuSeconds = 12
    #expect(gpu.estimate(of: picture, on: "2026-11-22") == 12_000)
    var tokens = try account { $0.tokensOut = 40_000_000 }
    #expect(tokens.estimate(of: picture, on: "2026-11-22") == nil)
    tokens.usual.tokensOut = 4160
    #expect(tokens.estimate(of: picture, on: "2026-11-22") == 166_400)
  }

  @Test func `a price by the piece needs no more`() throws {
    #expect(try account { $0.image = 40_000 }.estimate(of: picture, on: "2026-11-22") == 40_000)
  }

  @Test func `before a price holds, nobody knows it`() throws {
    let later = try account {
      $0.from = "2026-12-01"
      $0.image = 1
    }
    #expect(later.estimate(of: picture, on: "2026-11-30") == nil)
    #expect(later.estimate(of: picture, on: "2026-12-01") == 1)
  }
}
