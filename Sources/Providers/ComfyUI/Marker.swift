/// What of ours goes into a workflow.
enum Marker: Hashable, Sendable {
  case prompt, negative, seed, width, height, frames, fps, image
  /// The reference of the first, second… character of a shot; from 1.
  case character(Int)

  /// Nil for a word that is none of ours: "mv:prompt", or "prompt" in a map.
  init?(_ word: some StringProtocol) {
    let name = word.hasPrefix("mv:") ? String(word.dropFirst(3)) : String(word)
    switch name {
    case "prompt": self = .prompt
    case "negative": self = .negative
    case "seed": self = .seed
    case "width": self = .width
    case "height": self = .height
    case "frames": self = .frames
    case "fps": self = .fps
    case "image": self = .image
    default:
      guard name.hasPrefix("character_"), let number = Int(name.dropFirst(10)), (1...9).contains(number) else {
        return nil
      }
      self = .character(number)
    }
  }

  static let words = "prompt, negative, seed, width, height, frames, fps, image, character_1"

  /// Inputs that take it, the likeliest first.
  var inputs: [String] {
    switch self {
    case .prompt, .negative: ["text", "prompt", "string", "value", "clip_l", "t5xxl"]
    case .seed: ["seed", "noise_seed", "value"]
    case .width: ["width", "value"]
    case .height: ["height", "value"]
    case .frames: ["length", "frames", "num_frames", "frames_number", "amount", "value"]
    case .fps: ["fps", "frame_rate", "value"]
    case .image, .character: ["image"]
    }
  }
}
