import CCairo
import Foundation
import Testing
import Vocabulary

@testable import Pictures

@Suite struct SongChartTests {
  /// A beat each half second in bars of four, one section that turns into another in the middle.
  static func map(_ duration: Double, beats: Bool = true) -> MusicMap {
    let times = beats ? stride(from: 0.5, to: duration, by: 0.5).map { $0 } : []
    return MusicMap(
      duration: duration, tempo: beats ? 120 : nil, tempoConfidence: beats ? 1 : 0, beatsPerBar: beats ? 4 : nil,
      beats: times, downbeats: times.enumerated().filter { $0.offset % 4 == 0 }.map(\.element),
      beatStrength: times.map { _ in 1 }, loudness: Loudness(meanLevel: -10, peak: -1),
      envelope: Envelope(rate: 25, level: [], onset: []),
      sections: [
        Section(start: 0, end: duration / 2, role: .verse, energy: .low, level: 0.2),
        Section(start: duration / 2, end: duration, role: .chorus, energy: .high, level: 0.8),
      ], cuePoints: [0, duration], cues: [], events: [], notes: [])
  }

  /// A PNG as pixels.
  struct Picture {
    var width: Int
    var height: Int
    private var pixels: [UInt32]

    init(_ bytes: [UInt8]) throws {
      let path = "/tmp/reelspool-chart-\(UUID().uuidString).png"
      try Data(bytes).write(to: URL(filePath: path))
      defer { try? FileManager.default.removeItem(atPath: path) }
      let surface = try #require(cairo_image_surface_create_from_png(path))
      defer { cairo_surface_destroy(surface) }
      width = Int(cairo_image_surface_get_width(surface))
      height = Int(cairo_image_surface_get_height(surface))
      let data = try #require(cairo_image_surface_get_data(surface))
      let count = width * height
      pixels = data.withMemoryRebound(to: UInt32.self, capacity: count) {
        Array(UnsafeBufferPointer(start: $0, count: count))
      }
    }

    subscript(x: Int, y: Int) -> UInt32 { pixels[y * width + x] & 0xFFFFFF }
    func brightness(_ x: Int, _ y: Int) -> Int {
      let pixel = Int(self[x, y])
      return (pixel & 255) + (pixel >> 8 & 255) + (pixel >> 16)
    }
  }

  @Test(arguments: [(0, 1), (4.2, 1), (30, 1), (60, 2), (200, 7), (1200, 20), (7200, 60)] as [(Double, Int)])
  func `a song wraps into rows in which beats are apart`(duration: Double, rows: Int) throws {
    let chart = SongChart(Self.map(duration), outline: SongOutline(), title: "x")
    #expect(chart.rows == rows && chart.rowSeconds * Double(rows) >= duration)
  }

  @Test func `a chart is as high as its rows, also without any sound`() throws {
    for (duration, rows) in [(0.0, 1.0), (60, 2)] {
      let picture = try Picture(SongChart(Self.map(duration), outline: SongOutline(), title: "x").png())
      #expect(picture.width == 2000 && picture.height == Int(SongChart.headHeight + 304 * rows + 16))
    }
  }

  @Test func `every beat stands at its time and nothing between them`() throws {
    let chart = SongChart(Self.map(30), outline: SongOutline(), title: "x")
    let picture = try Picture(try chart.png())
    let perSecond = (2000 - SongChart.gutter - SongChart.margin) / chart.rowSeconds
    // Below the bars' numbers, where nothing but beats is drawn on a silent wave.
    let y = Int(SongChart.headHeight) + 100
    for beat in chart.map.beats {
      let x = Int((SongChart.gutter + beat * perSecond).rounded())
      let bright = (-1...1).map { picture.brightness(x + $0, y) }.max() ?? 0
      let beside = picture.brightness(x + 8, y)
      #expect(bright > beside + 100, "\(beat)")
      if chart.map.downbeats.contains(beat) { #expect(bright > 550, "a downbeat stands out at \(beat)") }
    }
  }

  @Test func `sections have their colours`() throws {
    let picture = try Picture(try SongChart(Self.map(30), outline: SongOutline(), title: "x").png())
    let y = Int(SongChart.headHeight) + 45
    #expect(picture[800, y] == 0x2F7F6B && picture[1200, y] == 0xB5435F)
  }

  @Test func `an outline keeps what is loud and where`() {
    var outline = SongOutline()
    let samples = (0..<88200).flatMap { frame in [Int16](repeating: frame / 44100 == 1 ? 16384 : 0, count: 2) }
    samples.withUnsafeBufferPointer { outline.feed(UnsafeBufferPointer(rebasing: $0[..<1000])) }
    samples.withUnsafeBufferPointer { outline.feed(UnsafeBufferPointer(rebasing: $0[1000...])) }
    #expect(outline.peak == 0.5)
    #expect(outline.look(from: 0.2, to: 0.4)?.high == 0)
    #expect(outline.look(from: 1.2, to: 1.4)?.mean == 0.5)
    #expect(outline.look(from: 2.5, to: 3) == nil)
  }
}
