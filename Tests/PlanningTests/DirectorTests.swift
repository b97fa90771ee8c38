import Planning
import Testing
import Vocabulary

@Suite struct DirectorTests {
  let director = Director(format: FilmFormat(width: 1080, height: 1920, fps: 30))

  @Test(arguments: 0..<60)
  func `the slots of any song tile it in whole frames`(seed: UInt64) {
    let music = Songs.any(seed)
    let slots = director.slots(for: music)
    #expect(slots.first?.startFrame == 0)
    #expect(slots.last?.endFrame == FilmFormat(width: 2, height: 2, fps: 30).frames(covering: music.duration))
    #expect(zip(slots, slots.dropFirst()).allSatisfy { $0.endFrame == $1.startFrame })
    #expect(slots.allSatisfy { $0.frames > 0 })
  }

  @Test(arguments: 0..<60)
  func `no slot of any song is a strobe or a bore`(seed: UInt64) {
    let slots = director.slots(for: Songs.any(seed))
    #expect(slots.allSatisfy { $0.length > 1.2 && $0.length < 10.1 })
  }
}
