// The film on one page: the song as a wave with its sections, cues and cuts, and below it one frame of each shot with
// its number, time, section and purpose. Every word on it is ours: numbers and names of enum cases.
import Media
import Vocabulary

/// Draws the storyboard of a plan.
public struct StoryboardPage {
  let plan: Plan
  let map: MusicMap
  let outline: SongOutline
  let tiles: [String]

  /// - Parameters:
  ///   - outline: of the sound that the film has.
  ///   - tiles: names of PNGs, one a shot, in the shape of the film; a missing one leaves its place dark.
  public init(_ plan: Plan, map: MusicMap, outline: SongOutline, tiles: [String]) {
    self.plan = plan
    self.map = map
    self.outline = outline
    self.tiles = tiles
  }

  static let width = 2000.0
  static let margin = 28.0
  static let strip = 214.0

  /// Tiles in a row: so many that their letters can be read, and few enough that a long film is one page.
  var columns: Int {
    let count = max(1, plan.shots.count)
    let upright = count <= 32 ? 8 : count <= 80 ? 10 : count <= 168 ? 14 : 20
    let most = plan.width > plan.height ? upright * 5 / 8 : upright
    // As many rows as that takes, and then all of them about full.
    let rows = (count + most - 1) / most
    return max(4, (count + rows - 1) / rows)
  }

  private var gap: Double { columns > 12 ? 10 : 16 }
  private var tileWidth: Double {
    ((Self.width - 2 * Self.margin - gap * Double(columns - 1)) / Double(columns)).rounded(.down)
  }
  private var tileHeight: Double { (tileWidth * Double(plan.height) / Double(max(1, plan.width))).rounded() }
  /// Letters follow the tiles, but stay readable.
  private var letters: Double { min(18, max(10, tileWidth / 13)) }
  private var captionHeight: Double { letters * 4.4 }

  /// The page as a PNG file's bytes, 2000 pixels wide.
  ///
  /// - Parameter place: where the tiles lie.
  public func png(tilesIn place: Workplace) throws(MediaError) -> [UInt8] {
    let rows = Double((plan.shots.count + columns - 1) / columns)
    let height = Self.strip + rows * (tileHeight + captionHeight + gap) + Self.margin
    let page = Page(width: Int(Self.width), height: Int(min(32000, height)), paper: Colours.paper)
    StoryboardStrip(plan: plan, map: map, outline: outline).draw(on: page)
    for (index, shot) in plan.shots.enumerated() {
      let area = Area(
        x: Self.margin + Double(index % columns) * (tileWidth + gap),
        y: Self.strip + Double(index / columns) * (tileHeight + captionHeight + gap), width: tileWidth,
        height: tileHeight)
      draw(shot, tiles.indices.contains(index) ? tiles[index] : "", in: area, place, page)
    }
    return try page.png()
  }

  private func draw(_ shot: Shot, _ tile: String, in area: Area, _ place: Workplace, _ page: Page) {
    page.card(area, radius: 8, Colours.panel)
    page.lay(tile, of: place, in: area, radius: 8)
    let line = area.bottom + letters * 1.45
    let number = String(shot.id.dropFirst(5))
    page.write(number, x: area.x, y: line, Type(letters * 1.15, bold: true), Colours.text)
    page.write(
      minutes(shot.startTime, tenths: true), x: area.right, y: line, Type(letters), Colours.quiet, from: .right)
    let chip = Area(x: area.x, y: area.bottom + letters * 2.05, width: letters * 0.8, height: letters * 0.8)
    page.card(chip, radius: 3, Colours.of(shot.sectionRole))
    page.write(
      shot.sectionRole.rawValue, x: chip.right + letters * 0.45, y: chip.bottom, Type(letters), Colours.text)
    page.write(
      shot.purpose.rawValue, x: area.x, y: area.bottom + letters * 4.0, Type(letters * 0.95),
      shot.purpose == .climax ? Colours.cue : Colours.quiet)
  }
}

/// The song above a storyboard.
struct StoryboardStrip {
  let plan: Plan
  let map: MusicMap
  let outline: SongOutline

  private var area: Area {
    Area(x: StoryboardPage.margin, y: 44, width: StoryboardPage.width - 2 * StoryboardPage.margin, height: 104)
  }

  private func x(_ time: Seconds) -> Double {
    area.x + (map.duration > 0 ? min(1, max(0, time / map.duration)) : 0) * area.width
  }

  func draw(on page: Page) {
    for section in map.sections { draw(section, on: page) }
    drawWave(on: page)
    for cue in map.cues where cue.kind != .start && cue.kind != .end {
      page.upright(x(cue.time), from: area.y - 5, to: area.bottom, width: 2, Colours.cue.faint(0.85))
      page.shape(
        [(x(cue.time) - 5, area.y - 12), (x(cue.time) + 5, area.y - 12), (x(cue.time), area.y - 4)], Colours.cue)
    }
    drawCuts(on: page)
  }

  private func draw(_ section: Section, on page: Page) {
    let (left, right) = (x(section.start), x(section.end))
    let ink = Colours.of(section.role)
    let band = Area(x: left, y: area.y, width: max(1, right - left - 2), height: area.height)
    page.card(band, radius: min(6, band.width / 2), ink.faint(0.42))
    let words = "\(section.role.rawValue)  \(minutes(section.start))"
    guard page.width(of: words, Type(15, bold: true)) < right - left - 4 else { return }
    page.write(words, x: left + 2, y: area.y - 16, Type(15, bold: true), Colours.text)
  }

  private func drawWave(on page: Page) {
    let middle = area.y + area.height / 2
    let scale = area.height / 2 * 0.92 / max(outline.peak, 0.02)
    // Bars with air between them read better than a solid mass.
    for column in stride(from: 0.0, to: area.width, by: 3) {
      let step = map.duration / area.width
      guard let look = outline.look(from: column * step, to: (column + 3) * step) else { continue }
      let tall = max(1, max(look.high, -look.low) * scale)
      let mean = max(1, look.mean * scale)
      page.box(Area(x: area.x + column, y: middle - tall, width: 2, height: 2 * tall), Colours.text.faint(0.3))
      page.box(Area(x: area.x + column, y: middle - mean, width: 2, height: 2 * mean), Colours.text.faint(0.75))
    }
  }

  /// A tick for each cut, with the shot's number where there is room.
  private func drawCuts(on page: Page) {
    var free = -Double.infinity
    for shot in plan.shots {
      let place = x(shot.startTime)
      page.upright(place, from: area.bottom + 4, to: area.bottom + 14, width: 2, Colours.text.faint(0.8))
      let number = String(shot.id.dropFirst(5))
      guard place >= free else { continue }
      page.write(number, x: place, y: area.bottom + 31, Type(13), Colours.quiet)
      free = place + page.width(of: number, Type(13)) + 6
    }
  }
}
