import Foundation
import Media
import Testing
import Vocabulary

@testable import Providers

@Suite struct ArrivalTests {
  private let bench = try! Bench()

  private func still(_ bytes: [UInt8], wanted: (width: Int, height: Int)? = nil) -> Failure? {
    do {
      try bench.place.write(bytes, to: "arrived")
      try ArrivedStill(place: bench.place, stop: Stop(), host: "rented", wanted: wanted).unwrap("arrived", as: "s.png")
    } catch { return error as? Failure }
    return nil
  }

  private func clip(_ bytes: [UInt8], seconds: Double = 2) -> Failure? {
    do {
      try bench.place.write(bytes, to: "arrived")
      try ArrivedClip(place: bench.place, stop: Stop(), host: "rented", seconds: seconds).unwrap("arrived", as: "c.mp4")
    } catch { return error as? Failure }
    return nil
  }

  @Test func `a picture of any of the three kinds becomes a PNG of our own`() throws {
    for bytes in [Pictures.png, Pictures.jpeg] {
      #expect(still(bytes) == nil)
      #expect(bench.place.kind("s.png") == .png)
      #expect(try PictureSize(ofPNG: "s.png", in: bench.place) == PictureSize(width: 256, height: 448))
      bench.place.remove("s.png")
    }
    #expect(try bench.names() == ["arrived"])
  }

  @Test(arguments: [
    Array("<html>".utf8), [], Array("{\"error\":1}".utf8), Array("#EXTM3U\nfile:///etc/passwd".utf8),
    Array("ffconcat version 1.0\nfile /etc/passwd".utf8), Pictures.film, Pictures.sound,
  ])
  func `what is no picture is none, whatever it was called`(bytes: [UInt8]) {
    #expect(still(bytes)?.kind == .invalid)
    #expect(bench.place.size("s.png") == nil)
  }

  @Test func `a WebP is decoded, and one that is too small for anything is refused`() {
    #expect(ArrivedKind(Pictures.webp) == .webp)
    #expect(still(Pictures.webp)?.message.contains("only 1x1 pixels large") == true)
  }

  @Test func `a picture of 40,000 pixels a side is refused before it is decoded`() {
    #expect(still(Pictures.bomb)?.kind == .invalid)
    #expect(bench.place.size("s.png") == nil)
  }

  @Test func `a picture that is cut off in its head is refused`() {
    #expect(still(Array(Pictures.png.prefix(60)))?.kind == .invalid)
  }

  @Test func `a size that is not the one that was asked for is refused, rounding is not`() {
    #expect(still(Pictures.square, wanted: (720, 1280))?.message.contains("256x256") == true)
    #expect(still(Pictures.png, wanted: (1080, 1920))?.kind == .invalid)
    #expect(still(Pictures.png, wanted: (270, 480)) == nil)
    #expect(still(Pictures.png) == nil)
  }

  @Test func `a film that decodes is kept byte for byte`() throws {
    for bytes in [Pictures.film, Pictures.webm] {
      #expect(clip(bytes) == nil)
      #expect(try Data(contentsOf: bench.folder.appendingPathComponent("c.mp4")) == Data(bytes))
      bench.place.remove("c.mp4")
    }
  }

  @Test(arguments: [
    Pictures.png, Pictures.sound, Array("#EXTM3U\n#EXT-X-VERSION:3\nfile:///etc/passwd".utf8), Array("<html>".utf8),
    Array(Pictures.film.prefix(200)), [0, 0, 0, 8] + Array("ftypisom".utf8),
  ])
  func `what is no film is none`(bytes: [UInt8]) {
    #expect(clip(bytes)?.kind == .invalid)
    #expect(bench.place.size("c.mp4") == nil)
  }

  @Test func `a film that lasts less than half of what was asked for is refused`() {
    #expect(clip(Pictures.short, seconds: 5)?.message.contains("were asked for") == true)
    #expect(clip(Pictures.short, seconds: 0.6) == nil)
  }
}
