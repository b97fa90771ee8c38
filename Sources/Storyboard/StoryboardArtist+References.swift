import Generating
import Media
import Vocabulary

extension StoryboardArtist {
  /// The character from the side and from behind, full figure on a plain ground.
  public func drawReferences(_ request: ReferenceRequest, in place: Workplace, stop: Stop) throws(Failure)
    -> MadeReferences
  {
    var names: [String] = []
    for (number, aspect) in [Aspect.side, .back].enumerated() {
      if stop.isAsked { throw Failure(.stopped, "unable to draw \(request.character.id): asked to stop") }
      let name = "reference-\(number + 1).png"
      try reference(request.character, aspect).save(name, in: place)
      names.append(name)
    }
    return MadeReferences(names: names)
  }

  private func reference(_ character: Character, _ aspect: Aspect) -> Canvas {
    let canvas = Canvas(width: 768, height: 1152)
    let plain = Colour(rgb: 0xd9d6d0)
    canvas.rect(0, 0, 768, 1152, .down(0, 1152, plain.lighter(0.04), plain.lighter(-0.05)))
    canvas.translate(384, 1030)
    canvas.scale(8.6, 8.6)
    canvas.ellipse(Point(0, 1), 26, 3, .solid(plain.lighter(-0.22)))
    let look = Look(character, air: plain)
    canvas.scale(look.size, look.size)
    Performer(look: look, pose: .stand, bearing: Bearing(aspect: aspect)).draw(on: canvas, Motion(wind: 0.2))
    return canvas
  }
}
