// The provider's book against the ledger.
import Foundation

extension Oracle {
  static let price = 50_000

  /// How many paid requests a spool's ledger has set money aside for; nil where it cannot be read.
  static func promises(in spool: String) -> Int? {
    Yard.ledger(of: spool)?.count { $0["event"] as? String == "reserved" && isRented($0) }
  }

  private static func isRented(_ line: [String: Any]) -> Bool {
    (line["provider"] as? String)?.hasPrefix("rented-") == true
  }

  /// In the end: nothing was charged that the ledger does not know, and nothing was charged twice but what a person
  /// asked for again.
  ///
  /// - Parameter needed: the paid requests of an undisturbed film; nil while that is being learned.
  func audit(_ rental: Rental, needed: Int?) {
    for fault in rental.faults { blame(fault) }
    guard let lines = Yard.ledger(of: spool) else { return blame("the ledger cannot be read") }
    var owed: [String: Int] = [:]
    for line in lines where Self.isRented(line) {
      guard let id = line["id"] as? String, let event = line["event"] as? String else { continue }
      owed[id] = event == "released" ? 0 : line["amount"] as? Int ?? 0
    }
    let sum = owed.values.reduce(0, +)
    if sum < rental.charged * Self.price {
      blame("the provider charged for \(rental.charged) calls, the ledger has \(sum) millionths of a dollar")
    }
    if let needed, rental.charged > dropped.count * needed + settled + asked {
      blame(
        "\(dropped.count) films of \(needed) paid calls, \(settled + asked) asked for again by hand: charged \(rental.charged)"
      )
    }
  }
}
