import CCairo
import Vocabulary

/// A scene under construction: sheets from far to near, with the lead somewhere between. Places draw into it in *set
/// units*: x from 0 to `span` (it repeats there) or across the frame where the place is closed, y down with the
/// horizon at `Diorama.horizon`; a wide shot shows the middle `view.width` of it at true size.
final class Diorama {
  static let horizon = 1200.0
  /// How much more than the frame every sheet covers, on each side: what camera moves may use up.
  static let bleed = 0.13

  let view: View
  let shot: Shot
  let scene: Scene
  let light: Light
  let composition: Composition
  /// Nothing repeats in a closed place (a room has walls), and the camera keeps inside.
  let closed: Bool
  /// The one thing that the shot is a detail of; nil where it is none.
  let insert: Insert?
  let seed: UInt64
  let stop: () -> Bool
  private(set) var elements: [Element] = []

  enum Element {
    case layer(Layer)
    case lead(depth: Double)
    case particles(depth: Double)

    var isBackdrop: Bool {
      guard case .layer(let l) = self else { return false }
      return l.depth < 0.045 && l.drift == 0 && l.period == nil
    }
  }

  init(
    shot: Shot, view: View, light: Light, composition: Composition, closed: Bool, seed: UInt64,
    stop: @escaping () -> Bool
  ) {
    (self.view, self.shot, self.light, self.composition) = (view, shot, light, composition)
    (self.closed, self.seed, self.stop) = (closed, seed, stop)
    scene = shot.scene
    insert = Insert(shot, dice: Dice("insert", seed: seed))
  }

  /// Width of the set before it repeats.
  var span: Double { view.width * 1.6 }
  var centre: Double { span / 2 }
  /// Where the composition's anchor (middle of the set, horizon) is on the screen.
  var anchor: Point { Point(view.width / 2, composition.horizon) }
  /// Set-unit edges of what a sheet covers.
  var top: Double { Diorama.horizon - (composition.horizon + Diorama.bleed * view.height) / composition.lens }
  var bottom: Double {
    Diorama.horizon + (view.height * (1 + Diorama.bleed) - composition.horizon) / composition.lens
  }
  var left: Double { closed ? centre - view.width * (0.5 + Diorama.bleed) / composition.lens : 0 }
  var right: Double { closed ? centre + view.width * (0.5 + Diorama.bleed) / composition.lens : span }
  /// The middle of the frame to its edge, in set units.
  var halfFrame: Double { view.width / 2 / composition.lens }

  /// Set units of a place on the screen.
  func set(_ screen: Point) -> Point {
    Point(centre + (screen.x - anchor.x) / composition.lens, Diorama.horizon + (screen.y - anchor.y) / composition.lens)
  }

  func dice(_ name: String) -> Dice { Dice(name, seed: seed) }

  /// Draws one sheet. `detail` below 1 makes it soft and cheap; a `drive` makes it light; `across` says how far it goes
  /// where that is less than the set.
  func sheet(
    _ name: String, depth: Double, detail: Double = 1, drive: Drive? = nil, drift: Double = 0, blur: Int = 0,
    loops: Bool? = nil, across edges: (Double, Double)? = nil, _ draw: (Canvas, inout Dice) -> Void
  ) {
    if stop() { return }
    // Behind an insert the set is out of focus, and nothing else stands before the lens.
    let isBehind = insert != nil && edges == nil
    if isBehind, depth > 0.8 { return }
    let detail = isBehind ? min(detail, 0.15) : detail
    let repeats = loops ?? !closed
    let (left, right) = edges ?? (repeats ? (0, span) : (self.left, self.right))
    // Out of focus at once for far and soft things; a lens above 1 needs no more pixels than the screen has.
    let most = edges == nil ? min(1 / composition.lens, composition.blur > 0.9 ? 0.4 : 1) : 1
    let wished = view.scale * composition.lens * min(detail, most)
    // A whole number of pixels across, or sheets that repeat would show a seam.
    let across = max(1, ((right - left) * wished).rounded())
    let sharp = across / (right - left)
    let canvas = Canvas(width: Int(across), height: Int((bottom - top) * sharp))
    cairo_scale(canvas.cr, sharp, sharp)
    cairo_translate(canvas.cr, -left, -top)
    for turn in repeats ? [-1.0, 0, 1] : [0] {
      var dice = dice(name)
      canvas.local {
        canvas.translate(turn * span, 0)
        draw(canvas, &dice)
      }
    }
    if drive == nil { air(on: canvas, depth: depth, sharp: sharp, repeats: repeats) }
    let unsharp = isBehind ? max(1, Int((19 * sharp).rounded())) : blur
    if unsharp > 0 { canvas.blur(unsharp) }
    let corner = (Point(left, top) - Point(centre, Diorama.horizon)) * composition.lens
    let pixels = sharp / composition.lens
    let whole = Layer(
      picture: canvas, corner: corner, scale: pixels, depth: depth,
      period: repeats ? span * composition.lens : nil, drive: drive, drift: drift)
    elements.append(.layer(drive == nil ? whole.cropped() : whole.cropped().weightless()))
  }

  /// Melts the still sheets at the very back into one: they hardly move against each other, and each costs a pass over
  /// the whole frame.
  func melt() {
    let count = elements.prefix { $0.isBackdrop }.count
    guard count > 1, case .layer(let first) = elements[0] else { return }
    let wide = min(Double(first.picture.width) / first.scale, view.width * (1 + 2 * Diorama.bleed))
    let corner = Point(-wide / 2, first.corner.y)
    let canvas = Canvas(
      width: Int(wide * view.scale), height: Int(Double(first.picture.height) / first.scale * view.scale))
    var stack = Stack()
    for case .layer(let l) in elements.prefix(count) {
      l.picture.settle()
      let at = (l.corner - corner) * view.scale
      stack.add(l, at: at, size: view.scale / l.scale, alpha: l.drive == nil ? 1 : 0.95, on: canvas)
    }
    stack.lay(on: canvas)
    let one = Layer(picture: canvas, corner: corner, scale: view.scale, depth: first.depth, period: nil, drive: nil)
    elements.replaceSubrange(0..<count, with: [.layer(one)])
  }

  /// Nothing is drawn into a sheet any more.
  func settle() {
    for case .layer(let layer) in elements { layer.picture.settle() }
  }

  /// The lead (and whoever is with them) stands here, between what was drawn before and what comes after.
  func people(depth: Double = 0.8) {
    extras()
    if !showsMotifAsInsert { motif() }
    showInsert()
    elements.append(.lead(depth: depth))
  }
  func weather(depth: Double) { elements.append(.particles(depth: depth)) }
}
