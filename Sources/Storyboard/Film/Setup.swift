import Media
import Vocabulary

/// One shot made ready: diorama built, camera mounted, cast placed.
struct Setup {
  let projector: Projector
  let seconds: Double
  let shot: Shot
  let staging: Staging

  init(_ staging: Staging, stop: Stop) {
    self.staging = staging
    let (format, characters, seed, take) = (staging.format, staging.characters, staging.seed, staging.take)
    // A person's edit of a prompt is what is drawn.
    var shot = staging.shot
    shot.scene = shot.scene.edited(by: shot.imagePrompt, motionPrompt: shot.motionPrompt)
    let view = View(width: format.width, height: format.height)
    let own = Dice("\(shot.id)/\(take)", seed: seed)
    var dice = own
    let key = dice.next()
    let light = Light(shot)
    let composition = Composition(shot, view: view, take: take, dice: Dice("composition", seed: key))
    let diorama = Diorama(
      shot: shot, view: view, light: light, composition: composition, closed: Diorama.isClosed(shot.scene.place),
      seed: key, stop: { stop.isAsked })
    diorama.build()
    seconds = Double(max(shot.frames, 1)) / Double(format.fps)
    self.shot = shot
    let cast = Cast(
      characters, shot: shot, composition: composition, view: view, light: light, seconds: seconds,
      dice: Dice("cast", seed: key))
    projector = Projector(
      diorama, camera: Setup.camera(diorama, cast, seconds: seconds, phase: dice.between(0, 6)), cast: cast,
      fps: format.fps)
  }

  private static func camera(_ d: Diorama, _ cast: Cast, seconds: Double, phase: Double) -> Camera {
    let moving = d.scene.pose == .walk || d.scene.pose == .run
    return Camera(
      move: d.shot.move, seconds: seconds,
      room: d.insert != nil ? 140 : d.view.width * (d.closed ? 0.17 : 0.34),
      energy: d.scene.intensity, leadDepth: 0.8, direction: cast.facing,
      speed: moving ? Cast.passing(d.composition.leadHeight, d.scene.pose) : 150, phase: phase)
  }

  func check(_ stop: Stop) throws(Failure) {
    if stop.isAsked { throw Failure(.stopped, "unable to draw \(shot.id): asked to stop") }
  }
}
