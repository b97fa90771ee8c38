import Vocabulary

/// The head of a song's chart: what it is in one line, and what every mark means.
struct ChartHead {
  let map: MusicMap
  let title: String

  func draw(on page: Page) {
    page.write(title, x: SongChart.margin, y: 40, Type(26, bold: true), Colours.text)
    page.write(summary, x: SongChart.margin, y: 68, Type(17), Colours.quiet)
    legend(page)
  }

  var summary: String {
    var parts = [minutes(map.duration, tenths: true)]
    if let tempo = map.tempo {
      let tenths = Int((tempo * 10).rounded())
      parts.append(
        "\(tenths / 10).\(tenths % 10) beats a minute (\(Int((map.tempoConfidence * 100).rounded())) % sure)")
      if let bar = map.beatsPerBar { parts.append("\(bar) beats a bar") }
      parts.append("\(map.beats.count) beats, \(map.downbeats.count) downbeats")
    } else {
      parts.append("no steady tempo")
    }
    parts.append("\(map.sections.count) sections, \(map.cues.count) cues")
    return parts.joined(separator: "  ·  ")
  }

  private func legend(_ page: Page) {
    var x = SongChart.margin
    let marks: [(String, Ink, Double)] = [
      ("downbeat, with its bar", Colours.downbeat, 3), ("beat", Colours.beat, 1), ("energy", Colours.energy, 14),
      ("cue", Colours.cue, 3), ("kick", Colours.kick, 8), ("snare", Colours.snare, 8), ("hi-hat", Colours.hihat, 8),
    ]
    for (name, ink, width) in marks {
      let isFlat = name == "energy"
      page.box(Area(x: x + 7 - width / 2, y: isFlat ? 95 : 88, width: width, height: isFlat ? 3 : 18), ink)
      x = label(name, at: x + 20, page)
    }
    for kind in ChartRow.eventKinds {
      page.shape(ChartRow.mark(kind, x: x + 7, y: 97), Colours.of(kind))
      x = label(kind.rawValue, at: x + 20, page)
    }
  }

  private func label(_ name: String, at x: Double, _ page: Page) -> Double {
    page.write(name, x: x, y: 102, Type(15), Colours.text)
    return x + page.width(of: name, Type(15)) + 22
  }
}
