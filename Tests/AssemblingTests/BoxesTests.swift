import Media
import Testing
import Vocabulary

@testable import Assembling

@Suite struct BoxesTests {
  let bench = Bench()

  func box(_ type: String, _ size: Int) -> [UInt8] {
    (0..<4).map { UInt8(size >> (24 - 8 * $0) & 255) } + Array(type.utf8) + [UInt8](repeating: 0, count: size - 8)
  }

  @Test func `boxes are read in order, and cut at any byte they are an error or fewer`() throws {
    let film = box("ftyp", 24) + box("moov", 40) + box("mdat", 16)
    for length in 0...film.count {
      bench.write(Array(film.prefix(length)), to: "a.mp4")
      let names = try? boxes("a.mp4", in: bench.place)
      if let names { #expect(["ftyp", "moov", "mdat"].starts(with: names), "\(length)") }
      #expect((names?.count == 3) == (length == film.count))
    }
  }

  @Test func `a length of 64 bits and one to the end are lengths`() throws {
    let long: [UInt8] = [0, 0, 0, 1] + Array("mdat".utf8) + [0, 0, 0, 0, 0, 0, 0, 20] + [1, 2, 3, 4]
    let last: [UInt8] = [0, 0, 0, 0] + Array("free".utf8) + [9, 9]
    bench.write(box("ftyp", 16) + long + last, to: "a.mp4")
    #expect(try boxes("a.mp4", in: bench.place) == ["ftyp", "mdat", "free"])
    bench.write([255, 255, 255, 255, 255, 255, 255, 255] + [UInt8](repeating: 255, count: 16), to: "a.mp4")
    #expect(throws: MediaError.self) { try boxes("a.mp4", in: bench.place) }
  }
}
