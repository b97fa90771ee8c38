import Testing
import Vocabulary

@Suite struct FilmFormatTests {
  let format = FilmFormat(width: 1080, height: 1920, fps: 30)

  @Test func `a boundary falls on the nearest frame of its absolute time`() {
    #expect(format.frame(at: 0) == 0)
    #expect(format.frame(at: 1.0 / 60) == 1)
    #expect(format.frame(at: 206.222) == 6187)
  }

  @Test func `a film covers its song wholly, and a whole number of frames gets no extra one`() {
    #expect(format.frames(covering: 206.222) == 6187)
    #expect(format.frames(covering: 10) == 300)
    #expect(format.frames(covering: 0.1 + 0.2) == 9)
    #expect(format.frames(covering: 10.0001) == 301)
  }

  @Test func `shot ids keep two digits and grow to three`() {
    #expect(Shot.id(5) == "shot_05")
    #expect(Shot.id(100) == "shot_100")
  }
}
