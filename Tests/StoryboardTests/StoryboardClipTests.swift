import Dispatch
import Foundation
import Generating
import Media
import Storyboard
import Testing
import Vocabulary

@Suite struct StoryboardClipTests {
  @Test func `the same request gives the same clip, byte for byte`() throws {
    let studio = try Studio()
    _ = try studio.clip(shot(.city, weather: .rain, frames: 6))
    let first = try studio.bytes("clip.mp4")
    _ = try studio.clip(shot(.city, weather: .rain, frames: 6))
    #expect(try studio.bytes("clip.mp4") == first)
  }

  @Test(arguments: [(64, 64, 7), (160, 90, 12), (90, 160, 10)])
  func `a clip has exactly the shot's frames at the film's size`(_ width: Int, _ height: Int, _ fps: Int) throws {
    let format = FilmFormat(width: width, height: height, fps: fps)
    for frames in [1, 13] { #expect(try Studio().clip(shot(frames: frames), format).count == Double(frames)) }
  }

  @Test(arguments: CameraMove.allCases)
  func `no picture stands still`(_ move: CameraMove) throws {
    let n = CameraMove.allCases.firstIndex(of: move)!
    let place = Place.allCases[n % Place.allCases.count]
    let seen = try Studio().clip(shot(place, camera: move, pose: .stand, frames: 20))
    for i in 0..<10 { #expect(seen.movement(i, i + 9) > 0.15, "\(move) in \(place), frame \(i)") }
  }

  @Test(arguments: [Transition.cut, .dip, .flash, .whip, .dissolve])
  func `a transition neither blacks out nor hides the shot`(_ transition: Transition) throws {
    let seen = try Studio().clip(shot(.sea, frames: 12, transition: transition))
    let usual = seen.brightness(11)
    for i in 4..<12 { #expect(abs(seen.brightness(i) - usual) < 20, "\(transition) frame \(i)") }
    #expect(seen.brightness(0) > 1.5)
    switch transition {
    case .dip: #expect(seen.brightness(0) < usual * 0.6)
    case .flash: #expect(seen.brightness(0) > usual + 15 && seen.brightness(0) < 235)
    case .whip: #expect(seen.movement(0, 5) > 3)
    case .cut, .dissolve: #expect(abs(seen.brightness(0) - usual) < 20)
    }
  }

  @Test func `the darkest night is never black`() throws {
    for place in [Place.space, .forest, .underwater, .train] {
      let seen = try Studio().clip(shot(place, weather: .storm, time: .night, frames: 6))
      for i in 0..<6 { #expect(seen.brightness(i) > 8, "\(place) frame \(i)") }
    }
  }

  @Test func `somebody else's still is moved, whatever its kind and shape`() throws {
    let studio = try Studio()
    _ = try studio.still(shot(.desert), FilmFormat(width: 160, height: 120, fps: 10))
    try Child.run(
      try Tool.ffmpeg(), Ffmpeg.quiet + ["-i", "file:still.png", "file:other.jpg"], in: studio.place, stop: Stop())
    for still in ["still.png", "other.jpg"] {
      let seen = try studio.clip(shot(.desert, camera: .panLeft, frames: 12), still: still, by: "a server")
      #expect(seen.count == 12)
      #expect(seen.movement(0, 9) > 0.3)
    }
  }

  @Test func `a still that is no picture is an invalid request`() throws {
    let studio = try Studio()
    try Data("no picture".utf8).write(to: studio.folder.appendingPathComponent("still.png"))
    #expect(throws: Failure.self) { try studio.clip(shot(), by: nil) }
  }

  @Test func `a stop ends the work as stopped, before it begins and while it goes on`() throws {
    let studio = try Studio()
    let asked = Stop()
    asked.ask()
    #expect { try studio.clip(shot(), stop: asked) } throws: { ($0 as? Failure)?.kind == .stopped }
    let later = Stop()
    DispatchQueue.global().async { later.ask() }
    // Far more frames than anybody would draw before the other thread gets its turn.
    #expect { try studio.clip(shot(frames: 50_000), stop: later) } throws: { ($0 as? Failure)?.kind == .stopped }
  }
}
