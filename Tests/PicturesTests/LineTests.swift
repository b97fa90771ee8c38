import Testing

@testable import Pictures

/// Words in any script, on a machine with whatever fonts it has.
@Suite struct LineTests {
  private let page = Page(width: 400, height: 60, paper: Ink(0))
  private let type = Type(20, bold: true)

  @Test func `letters that every machine has are drawn as they are`() {
    for words in ["Night Drive", "Über den Wolken", "Ночь", "Νύχτα"] {
      #expect(page.shown(words, type) == words)
      #expect(page.width(of: words, type) > 30)
    }
  }

  @Test func `a script without a font becomes dots, never boxes, and keeps what can be drawn`() {
    // Private letters: no font of any machine has them.
    #expect(page.shown("\u{10FFF0}\u{10FFF1}", type) == "…")
    #expect(page.shown("Song \u{10FFF0}\u{10FFF1} 2", type) == "Song … 2")
    for words in ["雨の夜", "밤", "夜に駆ける (live)"] {
      let shown = page.shown(words, type)
      #expect(shown == words || shown.contains("…"))
    }
  }

  @Test func `ends of lines and controls are spaces, and no words have no width`() {
    #expect(page.shown("one\ntwo\u{7}", type) == "one two ")
    #expect(page.width(of: "", type) == 0)
  }

  @Test func `words that end at a place, or stand around it, cover as much as those that begin there`() throws {
    for side in [Side.left, .middle, .right] {
      let page = Page(width: 400, height: 60, paper: Ink(0))
      page.write("mmmm", x: 200, y: 40, type, Ink(0xFFFFFF), from: side)
      let picture = try SongChartTests.Picture(page.png())
      let lit = (0..<400).filter { x in (0..<60).contains { picture[x, $0] != 0 } }
      let wide = page.width(of: "mmmm", type)
      let start = 200 - (side == .left ? 0 : side == .middle ? wide / 2 : wide)
      #expect(abs(Double(lit[0]) - start) < 4 && abs(Double(lit[lit.count - 1]) - start - wide) < 5)
    }
  }
}
