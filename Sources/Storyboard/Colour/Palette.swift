/// The treatment's colours as one ramp from dark to light, and the accent apart.
struct Palette {
  private let ramp: [OKLab]
  let accent: Colour

  /// Colours that cannot be read are left out; without any the house's own blue hour stands in.
  init(_ hex: [String]) {
    var colours = hex.compactMap(Colour.init(hex:))
    if colours.count < 2 { colours = [0x0d1321, 0x1d2d44, 0x3e5c76, 0xf0ebd8, 0xff9f1c].map(Colour.init(rgb:)) }
    accent = colours.removeLast()
    ramp = colours.map(\.lab).sorted { $0.l < $1.l }
  }

  /// The palette's hue and chroma at lightness `l`: between its neighbours, and fading at both ends.
  func tone(_ l: Double) -> Colour {
    guard let above = ramp.firstIndex(where: { $0.l >= l }) else { return faded(ramp[ramp.count - 1], to: l) }
    guard above > 0 else { return faded(ramp[0], to: l) }
    let (a, b) = (ramp[above - 1], ramp[above])
    return Colour(a.mixed(b, (l - a.l) / max(b.l - a.l, 1e-6)))
  }

  private func faded(_ edge: OKLab, to l: Double) -> Colour {
    // Deep shadows keep their hue; lights near white must lose it or they turn to candy.
    let keep = l > edge.l ? clamp((1 - l) / max(1 - edge.l, 0.01) * 1.2) : clamp(0.35 + l / max(edge.l, 0.01) * 0.65)
    return Colour(OKLab(l: l, a: edge.a * keep, b: edge.b * keep))
  }
}
