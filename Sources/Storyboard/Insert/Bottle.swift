extension Diorama {
  /// A bottle with a letter in it.
  func bottle() {
    backdrop(Point(lit * 240, -560), 950, light.key, 0.45, discs: false)
    beach()
    near("bottle") { c, _ in
      shade(c, Point(0, 190), 560, 90, 0.6)
      c.translate(0, 30)
      c.rotate(-lit * 0.16)
      c.scale(-lit, 1)
      let glass = Colour(rgb: 0x6fae9c).mixed(light.skyMid, 0.3)
      let outline = [
        Point(-430, -140), Point(-400, -156), Point(150, -156), Point(260, -120), Point(330, -62), Point(470, -56),
        Point(470, 56), Point(330, 62),
        Point(260, 120), Point(150, 156), Point(-400, 156), Point(-430, 140),
      ]
      c.modelled(
        outline,
        .linear(
          Point(0, -156), Point(0, 156),
          [
            (0, glass.mixed(light.key, 0.6), 0.85), (0.3, glass, 0.4), (0.7, glass.mixed(light.ink, 0.4), 0.55),
            (1, glass.mixed(light.ink, 0.7), 0.9),
          ])
      ) { c in
        letter(c)
        c.line([Point(-380, -112), Point(140, -112)], .solid(light.key, 0.75), 20)
        c.curve([Point(160, -108), Point(260, -76), Point(330, -34), Point(450, -32)], .solid(light.key, 0.6), 10)
        c.line([Point(-390, 122), Point(120, 122)], .solid(light.skyLow, 0.5), 12)
      }
      c.polygon(outline, .solid(light.key, 0.04))
      c.rounded(452, -50, 120, 100, 20)
      c.fill(.down(-50, 50, stuff(0xb98f5e), stuff(0xb98f5e).mixed(light.ink, 0.6)))
    }
    near("glint", depth: 0.87, detail: 0.5, drive: .beat, blur: 2) { c, _ in
      c.glow(Point(lit * 230, -130), 200, light.key, 0.7)
    }
  }

  private func letter(_ c: Canvas) {
    let paper = stuff(0xeedfba)
    c.polygon(
      [Point(-300, -66), Point(90, -82), Point(96, 74), Point(-294, 90)],
      .linear(
        Point(0, -80), Point(0, 90),
        [
          (0, paper.mixed(light.ink, 0.25), 1), (0.35, paper.mixed(light.key, 0.3), 1),
          (1, paper.mixed(light.ink, 0.55), 1),
        ]))
    c.ellipse(Point(92, -4), 22, 78, .solid(paper.mixed(light.ink, 0.4)))
    c.line([Point(-116, -76), Point(-110, 84)], .solid(light.accent.mixed(light.ink, 0.2)), 20)
  }
}
