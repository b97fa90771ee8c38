/// A confidence that documents written before it was heard do not have: a missing key reads as 1, so that a finished job of
/// then is cut as it was then.
@propertyWrapper
public struct SureUnlessSaid: Codable, Sendable, Equatable {
  /// 0 to 1.
  public var wrappedValue: Double

  public init(wrappedValue: Double) {
    self.wrappedValue = wrappedValue
  }

  /// - Throws: `DecodingError` where something stands there that is no number.
  public init(from decoder: any Decoder) throws {
    wrappedValue = try decoder.singleValueContainer().decode(Double.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue)
  }
}

extension KeyedDecodingContainer {
  /// What the compiler's own decoding calls for a property marked ``SureUnlessSaid``; 1 where its key is missing.
  public func decode(_ type: SureUnlessSaid.Type, forKey key: Key) throws -> SureUnlessSaid {
    try decodeIfPresent(type, forKey: key) ?? SureUnlessSaid(wrappedValue: 1)
  }
}
