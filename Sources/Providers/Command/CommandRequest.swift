// What a command reads on its standard input. The form is a promise (docs/providers/command.md): every field of the document on
// a line of its own, behind two spaces, so that `sed` can read it where neither jq nor python3 is installed. A text can
// not fake such a line, because JSON writes its line ends and quotes as escapes.
import FoundationEssentials
import Generating
import Vocabulary

/// The one document. Its version changes when a field changes its meaning or goes; new fields may come at any time.
struct CommandRequest: Encodable {
  enum Step: String, Encodable { case still, clip, references }

  var version = 1
  var step: Step
  /// Nil for references: they are drawn before any shot.
  var shot: Shot?
  var prompt: String
  /// Nil where nothing is excluded.
  var negativePrompt: String?
  /// Pixels.
  var width: Int
  var height: Int
  /// Whole frames a second, frames and seconds of the shot; nil for references, which are of no shot.
  var fps: Int?
  var frames: Int?
  var seconds: Double?
  /// Up to 64 bits; the same for all shots and takes of a job.
  var seed: UInt64
  var take: Int?
  /// Those that the shot shows, in its order; for references the one that is drawn.
  var characters: [Character]
  /// Pictures of them, names in the working directory.
  var references: [String] = []
  /// The picture that the clip begins from; nil for other steps.
  var still: String?
  /// What is to be written, a name in the working directory.
  var output: String

  /// The document as the program gets it, with a line end behind it; nil where a number in it is not finite.
  var bytes: [UInt8]? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { Array($0) + [10] }
  }
}

extension CommandRequest {
  /// For a still; the references are added where they lie.
  init(_ request: StillRequest) {
    self.init(
      step: .still, shot: request.shot, prompt: request.prompt, width: request.format.width,
      height: request.format.height, seed: request.seed, take: request.take, characters: request.characters,
      output: "still.png")
    setLength(request.shot, fps: request.format.fps)
  }

  init(_ request: ClipRequest) {
    self.init(
      step: .clip, shot: request.shot, prompt: request.prompt, width: request.profile.width,
      height: request.profile.height, seed: request.seed, take: request.take, characters: request.characters,
      still: request.still, output: "clip.mp4")
    setLength(request.shot, fps: request.profile.fps)
  }

  init(_ request: ReferenceRequest) {
    let size = CommandMaker.referenceSize
    self.init(
      step: .references, prompt: request.prompt, width: size.width, height: size.height, seed: request.seed,
      characters: [request.character], output: "reference-1.png")
    negativePrompt = Self.unlessEmpty(Prompt.negative(for: request.treatment))
  }

  private mutating func setLength(_ shot: Shot, fps: Int) {
    self.fps = fps
    frames = shot.frames
    seconds = Double(shot.frames) / Double(fps)
    negativePrompt = Self.unlessEmpty(Prompt.negative(for: shot))
  }

  private static func unlessEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
}
