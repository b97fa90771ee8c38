import Testing
import Vocabulary

@testable import Providers

@Suite struct PriceListTests {
  private func price(_ change: (inout Price) -> Void) -> Price {
    var price = Price()
    change(&price)
    return price
  }

  @Test func `every unit counts, and the sum is rounded up to a whole millionth`() {
    let price = price {
      $0.request = 5
      $0.image = 40_000
      $0.second = 100_000
      $0.tokensIn = 2_500_000
      $0.tokensOut = 10_000_000
      $0.gpuSecond = 1_400
    }
    var usage = Usage()
    usage.images = 2
    usage.seconds = 5
    usage.tokensIn = 1000
    usage.tokensOut = 333
    usage.gpuSeconds = 1.5
    #expect(price.cost(of: usage) == 5 + 80_000 + 500_000 + 2_500 + 3_330 + 2_100)
    usage.tokensIn = 1
    #expect(price.cost(of: usage) == 5 + 80_000 + 500_000 + 3 + 3_330 + 2_100)
  }

  @Test func `a model's own price goes before the provider's, a newer one before an older, a later day's not yet`() {
    let list = PriceList([
      price { $0.image = 1 }, price { ($0.image, $0.from) = (2, "2026-06-01") },
      price { ($0.image, $0.model) = (3, "a") }, price { ($0.image, $0.model, $0.from) = (4, "a", "2027-01-01") },
    ])
    var usage = Usage()
    usage.images = 1
    #expect(list.cost(of: usage, model: "b", on: "2026-01-01") == 1)
    #expect(list.cost(of: usage, model: "b", on: "2026-11-22") == 2)
    #expect(list.cost(of: usage, model: "a", on: "2026-11-22") == 3)
    #expect(list.cost(of: usage, model: "a", on: "2027-01-01") == 4)
  }

  @Test func `what nobody knows is nil, not nothing`() {
    #expect(PriceList().cost(of: Usage(), model: "a", on: "2026-11-22") == nil)
    #expect(PriceList(otherwise: 0).cost(of: Usage(), model: "a", on: "2026-11-22") == 0)
    let later = PriceList([price { ($0.image, $0.from) = (2, "2027-01-01") }])
    #expect(later.cost(of: Usage(), model: "a", on: "2026-11-22") == nil)
  }

  @Test(arguments: [("0.0421", 42_100), ("0", 0), ("0.0000001", 1), ("-1", nil), ("much", nil), ("inf", nil)])
  func `dollars in a header become millionths, rounded up`(text: String, amount: Int64?) {
    #expect(MicroDollars(dollars: text) == amount)
  }
}
