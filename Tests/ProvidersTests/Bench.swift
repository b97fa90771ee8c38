import Foundation
import Generating
import Glibc
import Media
import Providers
import Testing
import Vocabulary

typealias Person = Vocabulary.Character

/// A take's folder with a still and an attempt in it, as a maker finds them, and small requests to make there.
final class Bench {
  let take: URL
  let folder: URL
  let place: Workplace

  init() throws {
    take = FileManager.default.temporaryDirectory.appendingPathComponent("reelspool-test-\(UUID().uuidString)")
    folder = take.appendingPathComponent(".attempt-1")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    place = Workplace(descriptor: open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
  }

  deinit {
    close(place.descriptor)
    try? FileManager.default.removeItem(at: take)
  }

  /// A maker whose program is these lines of shell.
  func maker(_ script: String, limit: Double = 60, makes: Set<CommandMaker.Product> = [.stills, .clips]) -> CommandMaker
  {
    CommandMaker(name: "puppet", executable: "/bin/sh", arguments: ["-c", script], timeLimit: limit, makes: makes)
  }

  @discardableResult func draw(
    _ maker: CommandMaker, _ shot: Shot = .plain, references: [String] = [], stop: Stop = Stop()
  ) throws -> Made {
    try maker.draw(
      StillRequest(
        shot: shot, format: .tiny, characters: [.lead], references: references, prompt: "a \"red\" forest, Überall",
        seed: UInt64.max, take: 2), in: place, stop: stop)
  }

  @discardableResult func animate(_ maker: CommandMaker, _ shot: Shot = .plain, stop: Stop = Stop()) throws -> Made {
    let format = FilmFormat.tiny
    return try maker.animate(
      ClipRequest(
        shot: shot, profile: HouseProfile(width: format.width, height: format.height, fps: format.fps),
        characters: [.lead], still: "../still.png", stillMaker: nil, music: .silent, prompt: "slow push", seed: 7,
        take: 2), in: place, stop: stop)
  }

  func drawReferences(_ maker: CommandMaker, _ treatment: Treatment = .avoiding([])) throws -> MadeReferences {
    try maker.drawReferences(
      ReferenceRequest(character: .lead, treatment: treatment, prompt: "front view", seed: 7), in: place, stop: Stop())
  }

  /// The failure of drawing with this script.
  func failure(_ script: String, limit: Double = 60, stop: Stop = Stop()) -> Failure? {
    do { try draw(maker(script, limit: limit), stop: stop) } catch { return error as? Failure }
    return nil
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }

  /// What the program got on its standard input, where it was told to keep it.
  func request() throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appendingPathComponent("request.json"))
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// Every frame of a picture or a clip as RGB, as ffmpeg decodes it.
  func pixels(_ name: String) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try Child.run(
      try Tool.ffmpeg(), Ffmpeg.quiet + ["-i", "file:\(name)", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"],
      in: place, output: .bytes { bytes.append(contentsOf: $0) }, stop: Stop())
    return bytes
  }
}

/// A moment in which others may go on; what is waited for is always a condition.
func breathe() { poll(nil, 0, 5) }

/// Whether a process still runs; a zombie that nobody has looked at yet does not.
func runs(_ pid: Int32) -> Bool {
  guard let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
  return stat.split(separator: ")").last?.dropFirst().first != "Z"
}
