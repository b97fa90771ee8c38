import Foundation
import Generating
import Media
import Storyboard
import Testing
import Vocabulary

@Suite struct StoryboardStillTests {
  @Test func `the same request draws the same bytes`() throws {
    let studio = try Studio()
    _ = try studio.still(shot(.forest, weather: .fog))
    let first = try studio.bytes("still.png")
    _ = try studio.still(shot(.forest, weather: .fog))
    #expect(try studio.bytes("still.png") == first)
  }

  @Test func `a new take, another seed and another shot each look different`() throws {
    let studio = try Studio()
    let first = try studio.still(shot()).blocks(0)
    #expect(blockDistance(first, try studio.still(shot(), take: 2).blocks(0)) > 2)
    #expect(blockDistance(first, try studio.still(shot(), seed: 8).blocks(0)) > 2)
    #expect(blockDistance(first, try studio.still(shot(number: 2)).blocks(0)) > 2)
  }

  @Test func `words that a person writes into a prompt win over the scene`() throws {
    let studio = try Studio()
    var edited = shot(.forest, .wide, time: .day)
    let before = try studio.still(edited).brightness(0)
    edited.imagePrompt = "wide shot, in a deep forest, at night"
    #expect(try studio.still(edited).brightness(0) < before - 20)
  }

  @Test func `a still has the size of the film, even a tiny, wide or odd one`() throws {
    let studio = try Studio()
    for (width, height) in [(64, 64), (200, 90), (66, 158)] {
      let format = FilmFormat(width: width, height: height, fps: 10)
      #expect(try studio.still(shot(.street, weather: .rain), format).count == 1)
    }
  }

  @Test(arguments: Place.allCases)
  func `every place is a picture, by night and by day and with every weather and pose`(_ place: Place) throws {
    let studio = try Studio()
    let n = Place.allCases.firstIndex(of: place)!
    func pick<T>(_ all: [T], _ step: Int) -> T { all[(n + step) % all.count] }
    var pictures: [[Double]] = []
    for step in 0..<2 {
      let drawn = try studio.still(
        shot(
          place, pick(Framing.allCases, step * 3), camera: pick(CameraMove.allCases, step),
          pose: pick(Pose.allCases, step),
          weather: pick(Weather.allCases, step), time: pick(TimeOfDay.allCases, step * 2),
          lights: [pick(LightSource.allCases, step)]))
      let spread = drawn.blocks(0).max()! - drawn.blocks(0).min()!
      #expect(drawn.brightness(0) > 8 && drawn.brightness(0) < 245, "\(place) \(step)")
      #expect(spread > 25, "a picture has light and dark: \(place) \(step)")
      pictures.append(drawn.blocks(0))
    }
    #expect(blockDistance(pictures[0], pictures[1]) > 5)
  }

  /// The wardrobe's colour must be found where the lead is, and nowhere where they are not.
  @Test(arguments: [Place.city, .forest, .desert, .snow, .room, .sea])
  func `the wardrobe keeps its colour in every place`(_ place: Place) throws {
    let studio = try Studio()
    let red = (200.0 / 255, 36.0 / 255, 47.0 / 255)
    for (framing, least) in [(Framing.wide, 0.003), (.medium, 0.015), (.close, 0.05), (.silhouetteBack, 0.012)] {
      let seen = try studio.still(shot(place, framing)).share(of: red, within: 14)
      #expect(seen > least, "\(place) \(framing): \(seen)")
    }
    #expect(try studio.still(shot(place, people: false)).share(of: red, within: 14) < 0.002)
  }

  @Test func `the references show the lead from two sides`() throws {
    let studio = try Studio()
    let request = ReferenceRequest(character: .lead, treatment: .empty, prompt: "", seed: 1)
    let made = try studio.artist.drawReferences(request, in: studio.place, stop: Stop())
    #expect(made.names == ["reference-1.png", "reference-2.png"])
    let red = (200.0 / 255, 36.0 / 255, 47.0 / 255)
    let format = FilmFormat(width: 768, height: 1152, fps: 1)
    for name in made.names { #expect(try studio.frames(name, format).share(of: red, within: 14) > 0.03) }
  }
}

extension Treatment {
  static let empty = Treatment(
    concept: "", fidelity: .preserve, theme: Sourced("", .default), logline: Sourced("", .default), characters: [],
    arc: EmotionalArc(from: Sourced("", .default), to: Sourced("", .default)),
    environment: FilmEnvironment(
      locations: [], timeFrom: Sourced(.day, .default), timeTo: Sourced(.day, .default),
      weather: Sourced(.clear, .default), lights: []),
    style: VisualStyle(
      medium: Sourced("", .default), palette: Sourced([], .default), lighting: Sourced("", .default),
      cameraVerse: Sourced("", .default), cameraChorus: Sourced("", .default), texture: Sourced("", .default)),
    motif: nil, chorusChange: Sourced("", .default), ending: Sourced("", .default), avoid: [], notUnderstood: [],
    seed: 1, writer: "test")
}
