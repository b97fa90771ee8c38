import Foundation
import Media
import Testing
import Vocabulary

@testable import Pictures

@Suite struct StoryboardPageTests {
  private func plan(_ count: Int, _ format: FilmFormat = FilmFormat(width: 1080, height: 1920, fps: 30)) -> Plan {
    let scene = Scene(
      place: .sea, timeOfDay: .dawn, timeTo: .dawn, timeMix: 0, weather: .clear, lights: [], framing: .wide,
      camera: .static, pose: .stand, palette: [], mood: 0.5, intensity: 0.5, motif: nil)
    let shots = (0..<count).map { index in
      Shot(
        id: Shot.id(index + 1), startTime: Double(index), endTime: Double(index + 1), startFrame: index * 30,
        endFrame: index * 30 + 30, purpose: .develop, sectionRole: .bridge, energy: .low, cue: nil, imagePrompt: "",
        motionPrompt: "", characterIds: [], continuityNotes: "", changes: "", transitionIn: .cut, transitionFrames: 0,
        scene: scene)
    }
    return Plan(format: format, aspectRatio: "9:16", visualSummary: "", shots: shots)
  }

  private func page(_ plan: Plan, tiles: [String] = []) -> StoryboardPage {
    StoryboardPage(plan, map: SongChartTests.map(30), outline: SongOutline(), tiles: tiles)
  }

  @Test(arguments: [(1, 4), (8, 8), (9, 5), (12, 6), (22, 8), (33, 9), (300, 20)])
  func `tiles stand in rows that are about full`(shots: Int, columns: Int) {
    #expect(page(plan(shots)).columns == columns)
  }

  @Test func `a wide film has fewer tiles in a row`() {
    #expect(page(plan(22, FilmFormat(width: 1920, height: 1080, fps: 25))).columns == 5)
  }

  @Test func `each tile is laid at its place, and a missing one leaves its place dark`() throws {
    let folder = "/tmp/reelspool-page-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let red = Page(width: 90, height: 160, paper: Ink(0xFF0000))
    try Data(try red.png()).write(to: URL(filePath: "\(folder)/tile0001.png"))
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY)
    defer { close(descriptor) }
    let page = page(plan(4), tiles: ["tile0001.png", "tile0002.png", "tile0003.png", "tile0004.png"])
    let picture = try SongChartTests.Picture(page.png(tilesIn: Workplace(descriptor: descriptor)))
    #expect(picture.width == 2000)
    let (top, left) = (Int(StoryboardPage.strip) + 200, Int(StoryboardPage.margin) + 200)
    #expect(picture[left, top] == 0xFF0000)
    #expect(picture[left + 490, top] == 0x1C1E26)
  }

  @Test func `sound in any portions gives the same outline`() {
    let samples = (0..<4000).map { Int16($0 * 7 % 20000) }
    var whole = SongOutline(sampleRate: 10000)
    samples.withUnsafeBufferPointer { whole.feed($0) }
    var pieces = SongOutline(sampleRate: 10000)
    samples.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: 7) {
        pieces.feed(bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<min(bytes.count, start + 7)]))
      }
    }
    #expect(pieces.high == whole.high && pieces.power == whole.power && !whole.high.isEmpty)
  }
}
