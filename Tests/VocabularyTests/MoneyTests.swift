import Testing
import Vocabulary

@Suite struct MoneyTests {
  @Test(arguments: [
    (0, "$0.00"), (1, "$0.000001"), (42_000, "$0.042"), (1_500_000, "$1.50"), (-10_000, "-$0.01"),
    (12_345_678, "$12.345678"),
  ])
  func `an amount is written with the digits it has`(amount: MicroDollars, text: String) {
    #expect(Money.text(amount) == text)
  }

  @Test(arguments: [
    ("0.042", 42_000), ("$1.5", 1_500_000), ("12", 12_000_000), ("1.", nil), ("", nil), ("$", nil), ("-1", nil),
    ("1e3", nil), ("0.0000001", nil), ("1,5", nil), ("99999999", nil), ("1000000.000001", nil),
  ])
  func `only plain amounts are read`(text: String, amount: MicroDollars?) {
    #expect(Money.read(text) == amount)
  }
}
