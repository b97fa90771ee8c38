import FoundationEssentials
import Vocabulary

extension Setup {
  func text(_ key: String) throws(SetupFault) -> String? {
    guard let value = keys[key] else { return nil }
    guard let text = value.text, !text.isEmpty else { throw SetupFault(key, "\(key) must be a text") }
    return text
  }

  func flag(_ key: String) throws(SetupFault) -> Bool? {
    guard let value = keys[key] else { return nil }
    guard let flag = value.bool else { throw SetupFault(key, "\(key) must be true or false") }
    return flag
  }

  func number(_ key: String, _ range: ClosedRange<Double>) throws(SetupFault) -> Double? {
    guard let value = keys[key] else { return nil }
    guard let number = value.double, range.contains(number) else {
      throw SetupFault(key, "\(key) must be a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A whole number; nil where the key is not given, as everywhere here.
  func whole(_ key: String, _ range: ClosedRange<Int>) throws(SetupFault) -> Int? {
    guard let value = keys[key] else { return nil }
    guard let number = value.int, range.contains(number) else {
      throw SetupFault(key, "\(key) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// An amount in dollars, as text: "0.05".
  func money(_ key: String) throws(SetupFault) -> MicroDollars? {
    guard let value = keys[key] else { return nil }
    guard let amount = value.text.flatMap(Money.read) else {
      throw SetupFault(key, "\(key) must be an amount in dollars, as text: \"0.05\"")
    }
    return amount
  }

  func table(_ key: String) throws(SetupFault) -> [String: JSONValue]? {
    guard let value = keys[key] else { return nil }
    guard let table = value.object, !table.isEmpty else { throw SetupFault(key, "\(key) must be a table") }
    return table
  }

  /// "832x1216", both sides 64 to 4096.
  func size(_ key: String) throws(SetupFault) -> (width: Int, height: Int)? {
    guard let text = try text(key) else { return nil }
    let sides = text.split(separator: "x").compactMap { Int($0) }
    guard sides.count == 2, sides.allSatisfy({ (64...4096).contains($0) }) else {
      throw SetupFault(key, "\(key) is \"\(text)\"; write WIDTHxHEIGHT, both from 64 to 4096")
    }
    return (sides[0], sides[1])
  }

  /// The bytes of a file that a key names.
  func file(_ key: String) throws(SetupFault) -> [UInt8]? {
    guard let path = try text(key) else { return nil }
    guard path.hasPrefix("/") else { throw SetupFault(key, "\(key) is \"\(path)\"; it must be an absolute path") }
    guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= 8 << 20 else {
      throw SetupFault(key, "\(key) is \"\(path)\", which cannot be read or is larger than 8 MB")
    }
    return Array(data)
  }
}
