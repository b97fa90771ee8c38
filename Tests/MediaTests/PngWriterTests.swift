import Glibc
import Testing

@testable import Media

@Suite struct PngWriterTests {
  let bench = Bench()

  func write(_ pixels: [UInt8], _ width: Int, _ height: Int, to name: String) throws {
    try pixels.withUnsafeBytes { try bench.place.writePNG($0, width: width, height: height, to: name) }
  }

  @Test(arguments: [(1, 1), (7, 3), (120, 200)]) func `what comes out is what went in, without its fourth byte`(
    _ width: Int, _ height: Int
  ) throws {
    let pixels = (0..<width * height * 4).map { (n: Int) -> UInt8 in UInt8(truncatingIfNeeded: n * n / 7 + n) }
    try write(pixels, width, height, to: "a.png")
    try bench.ffmpeg("-i", "a.png", "-pix_fmt", "bgr24", "-f", "rawvideo", "a.raw")
    let seen = pixels.enumerated().filter { $0.offset % 4 < 3 }.map(\.element)
    #expect(bench.read("a.raw") == seen)
  }

  @Test func `a file that was there is replaced, and the same picture gives the same bytes`() throws {
    bench.write(String(repeating: "long", count: 9999), to: "a.png")
    let pixels = [UInt8](repeating: 77, count: 64 * 64 * 4)
    try write(pixels, 64, 64, to: "a.png")
    try write(pixels, 64, 64, to: "b.png")
    #expect(bench.read("a.png") == bench.read("b.png") && bench.read("a.png").count < 9999)
  }

  @Test func `a full disk is one, and pixels that do not fit are refused`() throws {
    #expect(symlink("/dev/full", "\(bench.path)/full.png") == 0)
    #expect(kind { try write([UInt8](repeating: 1, count: 400), 10, 10, to: "full.png") } == .full)
    #expect(kind { try write([UInt8](repeating: 1, count: 399), 10, 10, to: "a.png") } == .unreadable)
    #expect(kind { try write([], 0, 0, to: "a.png") } == .unreadable)
    #expect(!bench.exists("a.png"))
  }
}
