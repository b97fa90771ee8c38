import Foundation
import Testing

@testable import reelspool

/// A configuration that somebody's editor, disk or cat has been at: it is read, or refused with a sentence; nothing traps.
@Suite struct ConfigurationMutationTests {
  @Test func `a damaged configuration is read or refused, never a crash`() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../config/reelspool.toml")
    // The farm's own settings are commented out, as they are the defaults: here they are all given.
    let farm = try String(contentsOf: path, encoding: .utf8).prefix { $0 != "{" }.replacing(/\n# ([a-z_]+ = )/) {
      "\n" + $0.1
    }
    let given = farm.prefix(upTo: try #require(farm.range(of: "# A program")).lowerBound) + Self.server
    _ = try ConfigurationReader(path: "reelspool.toml", text: String(given), readsKeys: false).read()
    var chance = Chance(state: 7)
    var (read, refused) = (0, 0)
    for _ in 0..<500 {
      let text = String(decoding: damaged(Array(given.utf8), &chance), as: UTF8.self)
      do {
        _ = try ConfigurationReader(path: "reelspool.toml", text: text, readsKeys: false).read()
        read += 1
      } catch {
        #expect(!"\(error)".isEmpty)
        refused += 1
      }
    }
    #expect(refused > 50 && read > 50)
  }

  private static let server = """
    [providers.replicate.rented]
    endpoint = "https://api.example.com"
    model = "a/b"
    clip_input = { prompt = "{prompt}", image = "{still}", seconds = "{seconds}" }
    lengths = [5, 10.5]
    prices = [{ from = "2026-11-22", second = "0.09" }]
    [budget]
    per_job = "5"

    """

  /// One to four blows: a byte changed, a stretch cut out, a stretch doubled.
  private func damaged(_ bytes: [UInt8], _ chance: inout Chance) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int.random(in: 0...3, using: &chance) {
      let start = Int.random(in: 0..<bytes.count - 40, using: &chance)
      let stretch = start..<start + Int.random(in: 1...40, using: &chance)
      switch Int.random(in: 0...2, using: &chance) {
      case 0: bytes[start] = UInt8.random(in: 0...255, using: &chance)
      case 1: bytes.removeSubrange(stretch)
      default: bytes.insert(contentsOf: bytes[stretch], at: start)
      }
    }
    return bytes
  }

  /// xorshift64: the same damage in every run.
  private struct Chance: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }
}
