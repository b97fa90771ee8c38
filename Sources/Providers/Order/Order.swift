import Generating
import Vocabulary

/// What is wanted from a server, in no dialect yet.
struct Order: Sendable {
  var step: ErrandStep
  var prompt: String
  /// Empty where nothing is excluded.
  var negative = ""
  /// Pixels of the film, or of a reference.
  var width: Int
  var height: Int
  /// Frames a second of the film; 0 for pictures.
  var fps = 0
  /// Seconds that a clip is to last; 0 for pictures.
  var seconds: Seconds = 0
  /// The same for the same take, another for another one: 0 to 2^31 - 1, which every server takes.
  var seed: Int64
  /// What the characters look like, in the shot's order, one each.
  var references: [Picture] = []
  /// The picture that a clip begins from.
  var still: Picture?

  /// The film's shape in about so many pixels, both sides a multiple of `step`.
  func size(pixels: Int, step: Int) -> (width: Int, height: Int) {
    let scale = (Double(pixels) / Double(max(1, width * height))).squareRoot()
    func side(_ length: Int) -> Int { max(step, Int((Double(length) * scale / Double(step)).rounded()) * step) }
    return (side(width), side(height))
  }

  /// The order as bytes: what the fingerprint of a call is made of.
  var question: JSONValue {
    [
      "step": .string(step.rawValue), "prompt": .string(prompt), "negative": .string(negative),
      "size": .string("\(width)x\(height)"), "seconds": .number(seconds), "seed": .integer(seed),
      "pictures": .array((references + [still].compactMap(\.self)).map { .string($0.digest) }),
    ]
  }

  /// How much it will use.
  var usage: Usage {
    var usage = Usage()
    if step == .clip { usage.seconds = seconds } else { usage.images = 1 }
    return usage
  }
}

extension Order {
  /// From one number for the whole job to one for each take of each shot: a model that is asked the same twice draws
  /// the same twice, and a redo must not.
  static func seed(_ job: UInt64, _ subject: String, take: Int) -> Int64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ job
    for byte in "\(subject)/\(take)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int64((hash ^ hash >> 29) & 0x7FFF_FFFF)
  }
}
