import Vocabulary

/// The song as a strip of pixels: bands for its sections, the wave, lines for cues, ticks for cuts.
struct Strip {
  var width: Int
  var height: Int
  var order: CutOrder

  /// A filter graph that reads the sound stream `sound` and ends in `[strip]`.
  func graph(sound: String, font: String?) -> String {
    let boxes = order.music.sections.map(band)
    let marks = order.music.cues.map { line($0.time, top: 22, bottom: 14, color: "0xffd166@0.9") }
    let cuts = order.plan.shots.map { line($0.startTime, top: height - 10, bottom: 2, color: "0xffffff@0.8") }
    let words = font.map { font in names.map { name($0, $1, font) } } ?? []
    let wave = "[\(sound)]aformat=channel_layouts=mono,showwavespic=s=\(width)x\(height - 36):scale=sqrt"
    return "color=c=0x101014:s=\(width)x\(height):d=1,format=rgb24" + boxes.map { "," + $0 }.joined() + "[bands];"
      + wave + ":colors=0x9fc3ff[wave];[bands][wave]overlay=0:22,format=rgb24"
      + (marks + cuts + words).map { "," + $0 }.joined() + "[strip]"
  }

  private func x(_ time: Seconds) -> Int {
    let share = order.music.duration > 0 ? time / order.music.duration : 0
    return min(width - 1, max(0, Int(share * Double(width))))
  }

  private func band(_ section: Section) -> String {
    let left = x(section.start)
    return
      "drawbox=x=\(left):y=0:w=\(max(1, x(section.end) - left - 1)):h=\(height - 12):t=fill:color=\(color(section.role))"
  }

  private func line(_ time: Seconds, top: Int, bottom: Int, color: String) -> String {
    "drawbox=x=\(x(time)):y=\(top):w=2:h=\(height - top - bottom):t=fill:color=\(color)"
  }

  /// Where each section's name stands.
  private var names: [(SectionRole, Int)] { order.music.sections.map { ($0.role, x($0.start) + 5) } }

  private func name(_ role: SectionRole, _ x: Int, _ font: String) -> String {
    "drawtext=fontfile=\(font):text=\(role.rawValue):expansion=none:fontsize=14:fontcolor=0xffffff@0.9:x=\(x):y=5"
  }

  private func color(_ role: SectionRole) -> String {
    switch role {
    case .intro: "0x2c3e50"
    case .verse: "0x1f4e4a"
    case .chorus: "0x7a2e45"
    case .bridge: "0x5a4a1f"
    case .outro: "0x33304f"
    }
  }
}
