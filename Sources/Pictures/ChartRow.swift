import Vocabulary

/// One row of a song's chart: bands for its sections, the wave with beats and energy, lanes for drums and events, cues.
struct ChartRow {
  let map: MusicMap
  let outline: SongOutline
  let area: Area
  let start: Seconds
  let seconds: Seconds

  static let height = 304.0
  /// Kinds that have a sign in the lane of events; drums have lanes of their own.
  static let eventKinds: [MusicEventKind] = [
    .vocalEntrance, .drop, .pause, .energyRise, .energyFall, .transition,
  ]

  private var end: Seconds { min(start + seconds, map.duration) }
  private var band: Area { Area(x: area.x, y: area.y + 24, width: x(end) - area.x, height: 24) }
  private var wave: Area { Area(x: area.x, y: area.y + 48, width: x(end) - area.x, height: 128) }
  private func lane(_ index: Int) -> Double { area.y + 182 + Double(index) * 17 }
  private var axis: Double { area.y + 270 }

  private func x(_ time: Seconds) -> Double { area.x + (time - start) / seconds * area.width }
  private func isHere(_ time: Seconds) -> Bool {
    time >= start && (time < start + seconds || (time <= map.duration && time == start + seconds))
  }

  func draw(on page: Page) {
    guard end > start else { return }
    page.box(wave, Colours.panel)
    drawSections(page)
    drawWave(page)
    drawEnergy(page)
    drawBeats(page)
    drawDrums(page)
    drawEvents(page)
    drawCues(page)
    drawAxis(page)
  }

  // MARK: Sections, wave, energy

  private func drawSections(_ page: Page) {
    for section in map.sections where section.end > start && section.start < end {
      let (left, right) = (x(max(section.start, start)), x(min(section.end, end)))
      let ink = Colours.of(section.role)
      page.box(Area(x: left, y: band.y, width: max(1, right - left - 1), height: band.height), ink)
      page.box(Area(x: left, y: wave.y, width: right - left, height: wave.height), ink.faint(0.16))
      let name = "\(section.role.rawValue) · energy \(section.energy.rawValue)"
      let short = page.width(of: name, Type(15, bold: true)) < right - left - 12 ? name : section.role.rawValue
      guard page.width(of: short, Type(15, bold: true)) < right - left - 8 else { continue }
      page.write(short, x: left + 7, y: band.y + 17, Type(15, bold: true), Colours.text)
    }
  }

  private func drawWave(_ page: Page) {
    let middle = wave.y + wave.height / 2
    let scale = wave.height / 2 * 0.96 / max(outline.peak, 0.02)
    let step = seconds / area.width
    for column in 0..<Int(wave.width) {
      let from = start + Double(column) * step
      guard let look = outline.look(from: from, to: from + step) else { continue }
      func bar(_ low: Double, _ high: Double, _ ink: Ink) {
        let height = max(1, (high - low) * scale)
        page.box(Area(x: area.x + Double(column), y: middle - high * scale, width: 1, height: height), ink)
      }
      bar(look.low, look.high, Colours.wave.faint(0.45))
      bar(-look.mean, look.mean, Colours.wave)
    }
  }

  private func drawEnergy(_ page: Page) {
    let rate = map.envelope.rate
    guard rate > 0, !map.envelope.level.isEmpty else { return }
    let points = stride(from: start, through: end, by: max(1 / rate, seconds / area.width)).map { time in
      (x: x(time), y: wave.bottom - 3 - map.envelope.level(at: time) * (wave.height - 6))
    }
    page.curve(points, width: 3.5, Colours.paper.faint(0.6))
    page.curve(points, width: 2, Colours.energy)
  }

  // MARK: Beats and drums

  private func drawBeats(_ page: Page) {
    for beat in map.beats where isHere(beat) {
      page.upright(x(beat), from: wave.y, to: wave.bottom, width: 1, Colours.beat)
    }
    let room = map.tempo.map { 60 / $0 * Double(map.beatsPerBar ?? 4) / seconds * area.width } ?? 100
    // A number each bar where it fits, else each second, fourth … bar.
    let every = [1, 2, 4, 8, 16, 32].first { Double($0) * room > 30 } ?? 64
    for (index, downbeat) in map.downbeats.enumerated() where isHere(downbeat) {
      page.upright(x(downbeat), from: wave.y, to: wave.bottom, width: 2, Colours.downbeat)
      guard index % every == 0 else { continue }
      let digits = Double(String(index + 1).count)
      page.box(Area(x: x(downbeat) + 1, y: wave.y, width: 8 + 8 * digits, height: 15), Colours.paper.faint(0.55))
      page.write(String(index + 1), x: x(downbeat) + 4, y: wave.y + 12, Type(12), Colours.text)
    }
  }

  private func drawDrums(_ page: Page) {
    let drums: [(MusicEventKind, String)] = [(.hihat, "hi-hat"), (.snare, "snare"), (.kick, "kick")]
    for (index, (kind, name)) in drums.enumerated() {
      let top = lane(index)
      page.box(Area(x: area.x, y: top, width: wave.width, height: 15), Colours.panel)
      page.write(name, x: area.x - 10, y: top + 12, Type(14), Colours.of(kind), from: .right)
      for event in map.events where event.kind == kind && isHere(event.time) {
        let tall = 4 + 11 * min(1, max(0, event.strength))
        page.upright(x(event.time), from: top + 15 - tall, to: top + 15, width: 3, Colours.of(kind))
      }
    }
  }

  // MARK: Events, cues, time

  private func drawEvents(_ page: Page) {
    let top = lane(3)
    page.box(Area(x: area.x, y: top, width: wave.width, height: 20), Colours.panel)
    page.write("events", x: area.x - 14, y: top + 15, Type(14), Colours.quiet, from: .right)
    // The later of two signs in one place stands beside the earlier one: a drop often is a transition too.
    var free = -Double.infinity
    for event in map.events where Self.eventKinds.contains(event.kind) && isHere(event.time) {
      let place = max(x(event.time), free)
      page.shape(Self.mark(event.kind, x: place, y: top + 10), Colours.of(event.kind))
      free = place + 15
    }
  }

  private func drawCues(_ page: Page) {
    let here = map.cues.filter { isHere($0.time) }
    let places = here.map { min(x($0.time), wave.right - 1) }
    for (index, cue) in here.enumerated() {
      let place = places[index]
      page.upright(place, from: area.y + 10, to: axis - 2, width: 2, Colours.cue.faint(0.9))
      page.shape([(place, area.y + 4), (place + 9, area.y + 10), (place, area.y + 16)], Colours.cue)
      let before = place - (index > 0 ? places[index - 1] : area.x)
      let after = (index + 1 < places.count ? places[index + 1] : area.right + SongChart.margin) - place
      write(cue, at: place, before, after, page)
    }
    page.write("cues", x: area.x - 10, y: area.y + 15, Type(14), Colours.cue, from: .right)
  }

  /// As many words as there is room for up to the next flag; at the end of a row they stand before their own.
  private func write(_ cue: Cue, at place: Double, _ before: Double, _ after: Double, _ page: Page) {
    let short = "\(cue.kind.rawValue) \(minutes(cue.time, tenths: true))"
    let full = cue.snappedTo == .none ? short : "\(short), on a \(cue.snappedTo.rawValue)"
    for words in [full, short, cue.kind.rawValue] {
      let long = page.width(of: words, Type(13))
      if long + 18 <= after { return page.write(words, x: place + 13, y: area.y + 15, Type(13), Colours.cue) }
      // Where the flag before it has its words is not known here: only a wide gap is surely free.
      guard long + 240 <= before, after < 60 else { continue }
      return page.write(words, x: place - 5, y: area.y + 15, Type(13), Colours.cue, from: .right)
    }
  }

  private func drawAxis(_ page: Page) {
    page.box(Area(x: area.x, y: axis, width: wave.width, height: 1), Colours.rule)
    for second in Int(start.rounded(.up))...max(Int(start.rounded(.up)), Int(end)) {
      let isLabelled = second % (seconds > 60 ? 10 : 5) == 0
      page.upright(x(Double(second)), from: axis, to: axis + (isLabelled ? 8 : 4), width: 1, Colours.quiet)
      guard isLabelled else { continue }
      page.write(minutes(Double(second)), x: x(Double(second)), y: axis + 23, Type(14), Colours.quiet, from: .middle)
    }
    page.write("time", x: area.x - 28, y: axis + 23, Type(14), Colours.quiet, from: .right)
  }

  /// The sign of an event, around its middle.
  static func mark(_ kind: MusicEventKind, x: Double, y: Double) -> [(x: Double, y: Double)] {
    switch kind {
    case .energyRise: [(x - 6, y + 5), (x, y - 6), (x + 6, y + 5)]
    case .energyFall: [(x - 6, y - 5), (x, y + 6), (x + 6, y - 5)]
    case .drop: [(x - 4, y - 7), (x + 4, y - 7), (x + 4, y), (x + 8, y), (x, y + 8), (x - 8, y), (x - 4, y)]
    case .pause:
      [
        (x - 5, y - 6), (x - 1.5, y - 6), (x - 1.5, y + 6), (x + 1.5, y + 6), (x + 1.5, y - 6), (x + 5, y - 6),
        (x + 5, y + 7), (x - 5, y + 7),
      ]
    case .vocalEntrance: [(x - 5, y), (x, y - 7), (x + 5, y), (x, y + 7)]
    case .transition: [(x - 2, y - 7), (x + 2, y - 7), (x + 2, y + 7), (x - 2, y + 7)]
    case .kick, .snare, .hihat: [(x - 4, y - 6), (x + 4, y - 6), (x + 4, y + 6), (x - 4, y + 6)]
    }
  }
}
