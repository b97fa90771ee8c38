// The picture by which a person checks what was heard: the wave in rows of half a minute (longer songs: one or two), so
// that single beats are apart; what was heard lies on it and under it, each in its own lane and its own colour.
import Media
import Vocabulary

/// Draws what was heard in a song.
public struct SongChart {
  let map: MusicMap
  let outline: SongOutline
  let title: String

  /// - Parameter title: written at the top as it is, such as the song's file name.
  public init(_ map: MusicMap, outline: SongOutline, title: String) {
    self.map = map
    self.outline = outline
    self.title = title
  }

  static let width = 2000
  static let gutter = 92.0
  static let margin = 24.0
  static let headHeight = 132.0

  /// Seconds in one row: few enough that single beats are apart, and a song of two hours still fits a page.
  var rowSeconds: Seconds {
    if map.duration <= 36 { return max(5, map.duration.rounded(.up)) }
    return map.duration <= 360 ? 30 : map.duration <= 3600 ? 60 : 120
  }

  /// One at least.
  var rows: Int { max(1, Int((map.duration / rowSeconds).rounded(.up))) }

  /// The chart as a PNG file's bytes, 2000 pixels wide. A song without any sound gives one empty row.
  public func png() throws(MediaError) -> [UInt8] {
    let count = rows
    let notes = map.notes.isEmpty ? 0 : 14 + 22 * Double(map.notes.count)
    let height = Self.headHeight + Double(count) * ChartRow.height + notes + 16
    let page = Page(width: Self.width, height: Int(height), paper: Colours.paper)
    ChartHead(map: map, title: title).draw(on: page)
    for index in 0..<count { row(index).draw(on: page) }
    for (index, note) in map.notes.enumerated() {
      let y = Self.headHeight + Double(count) * ChartRow.height + 14 + 22 * Double(index)
      page.write("note: \(note)", x: Self.margin, y: y, Type(15), Colours.text)
    }
    return try page.png()
  }

  private func row(_ index: Int) -> ChartRow {
    let area = Area(
      x: Self.gutter, y: Self.headHeight + Double(index) * ChartRow.height,
      width: Double(Self.width) - Self.gutter - Self.margin, height: ChartRow.height)
    return ChartRow(
      map: map, outline: outline, area: area, start: Double(index) * rowSeconds, seconds: rowSeconds)
  }
}
