// What all servers that make pictures and films have in common: the order is put together, a courier gets it done, and
// what arrives is looked at before anybody says that it is there.
import Generating
import Media
import Vocabulary

/// A server as a maker.
struct ServerMaker: StillMaker, ClipMaker, Recaller {
  let account: Account
  /// Lengths in seconds that its clips come in, ascending; empty for any.
  var lengths: [Seconds] = []
  /// Puts an order into the server's dialect.
  let translate: @Sendable (Order) throws(Failure) -> any RemoteService

  var name: String { account.name }
  var lane: String { account.name }
  var longestClip: Seconds? { lengths.last }

  /// Pixels of a character's reference: upright, and multiples of 64.
  static let referenceSize = (width: 768, height: 1152)

  func draw(_ request: StillRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
    var order = Order(
      step: .still, prompt: request.prompt, width: request.format.width, height: request.format.height,
      seed: Order.seed(request.seed, request.shot.id, take: request.take))
    order.negative = Prompt.negative(for: request.shot)
    for (index, path) in request.references.enumerated() {
      order.references.append(try Picture(reading: path, called: "reference \(index + 1) of \(request.shot.id)"))
    }
    return Made(cost: try get(order, request.errand, as: "still.png", in: place, stop))
  }

  func drawReferences(_ request: ReferenceRequest, in place: Workplace, stop: Stop) throws(Failure) -> MadeReferences {
    var order = Order(
      step: .reference, prompt: request.prompt, width: Self.referenceSize.width, height: Self.referenceSize.height,
      seed: Order.seed(request.seed, request.character.id, take: 0))
    order.negative = Prompt.negative(for: request.treatment)
    let name = "reference-1.png"
    return MadeReferences(names: [name], cost: try get(order, request.errand, as: name, in: place, stop))
  }

  func animate(_ request: ClipRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
    var order = Order(
      step: .clip, prompt: request.prompt, width: request.profile.width, height: request.profile.height,
      seed: Order.seed(request.seed, request.shot.id, take: request.take))
    order.negative = Prompt.negative(for: request.shot)
    order.fps = request.profile.fps
    order.seconds = offered(Double(request.shot.frames) / Double(max(1, request.profile.fps)))
    order.still = try Picture(reading: place.path(request.still), called: "the still of \(request.shot.id)")
    return Made(cost: try get(order, request.errand, as: "clip.mp4", in: place, stop))
  }

  /// The next longer length that the model offers; its longest where none is long enough.
  func offered(_ seconds: Seconds) -> Seconds {
    // A frame more or less is no reason to pay for five seconds more.
    lengths.first { $0 >= seconds - 0.02 } ?? lengths.last ?? seconds
  }

  /// What was ordered is not known any more, and need not be: a job has its name, and what it made is a picture or a film.
  func recall(_ errand: Errand, in place: Workplace) throws(Failure) {
    let order = Order(
      step: errand.step, prompt: "", width: Self.referenceSize.width, height: Self.referenceSize.height, seed: 0)
    let name = errand.step == .clip ? "clip.mp4" : errand.step == .still ? "still.png" : "reference-1.png"
    try courier(order, try translate(order), errand, size: nil, in: place, Stop()).recall(as: name)
  }

  private func get(_ order: Order, _ errand: Errand?, as name: String, in place: Workplace, _ stop: Stop)
    throws(Failure) -> MicroDollars
  {
    guard let errand else {
      throw Failure(.invalid, "unable to ask \(account.name): nobody pays for it, and nobody notes what was asked")
    }
    let service = try translate(order)
    return try courier(order, service, errand, size: service.size, in: place, stop).deliver(as: name)
  }

  private func courier(
    _ order: Order, _ service: any RemoteService, _ errand: Errand, size: (width: Int, height: Int)?,
    in place: Workplace, _ stop: Stop
  ) -> Courier {
    let host = account.name
    return Courier(account: account, errand: errand, service: service, place: place, stop: stop) {
      (arrived, name, stop) throws(Failure) in
      if order.step == .clip {
        try ArrivedClip(place: place, stop: stop, host: host, seconds: order.seconds).unwrap(arrived, as: name)
      } else {
        try ArrivedStill(place: place, stop: stop, host: host, wanted: size).unwrap(arrived, as: name)
      }
    }
  }
}
