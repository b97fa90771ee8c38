// The network as it was taught. Text is turned into numbers here and not by a library: this room is arithmetic and imports
// nothing that reads files.

extension Network {
  /// The one network of this program; made once, at the first song.
  static let taught = Network(halves(bytes(ofBase64: learned)))
}

/// The bytes behind a text in base 64 (RFC 4648, section 4). Padding at the end is allowed, anything else is left out.
func bytes(ofBase64 text: String) -> [UInt8] {
  var result: [UInt8] = []
  var (pending, count): (UInt32, Int) = (0, 0)
  for character in text.utf8 {
    guard let value = sextet(character) else { continue }
    pending = pending << 6 | value
    count += 6
    guard count >= 8 else { continue }
    count -= 8
    result.append(UInt8(truncatingIfNeeded: pending >> UInt32(count)))
  }
  return result
}

private func sextet(_ character: UInt8) -> UInt32? {
  switch character {
  case 65...90: UInt32(character - 65)
  case 97...122: UInt32(character - 71)
  case 48...57: UInt32(character + 4)
  case 43: 62
  case 47: 63
  default: nil
  }
}

/// Numbers of 16 bits (IEEE 754 half precision, little-endian); a last single byte is left out.
func halves(_ bytes: [UInt8]) -> [Float] {
  stride(from: 0, to: bytes.count - 1, by: 2).map { half(UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8) }
}

private func half(_ bits: UInt16) -> Float {
  let sign: Float = bits & 0x8000 == 0 ? 1 : -1
  let (exponent, fraction) = (Int(bits >> 10 & 31), Float(bits & 1023))
  // Half precision counts its subnormal numbers in steps of 2⁻²⁴; weights are never infinite.
  guard exponent > 0 else { return sign * fraction * Float(sign: .plus, exponent: -24, significand: 1) }
  return sign * Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
}
