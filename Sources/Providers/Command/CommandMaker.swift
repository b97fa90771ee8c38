// Any executable as a maker: one JSON document on its standard input, files in its working directory, and an exit status
// that says whether trying again may help. It is the way out for everything that has no adapter; docs/providers/command.md is
// its manual. What may go wrong in it: it hangs, floods its output, leaves half a file, forgets the file, says 0 anyway.
import FoundationEssentials
import Generating
import Media
import Vocabulary

/// A configured program that makes stills, clips or both.
public struct CommandMaker: StillMaker, ClipMaker {
  /// What a program can be asked for. Who makes stills is also asked for the references of characters.
  public enum Product: String, Sendable, CaseIterable { case stills, clips }

  public let name: String
  public let lane: String
  /// Absolute path of the program.
  public let executable: String
  public let arguments: [String]
  /// Seconds from its start to its end; positive.
  public let timeLimit: Double
  public let makes: Set<Product>
  /// What one call is expected to cost, in millionths of a US dollar; 0 for programs that cost nothing, or only say
  /// afterwards what they did.
  public let price: MicroDollars

  /// Width and height of a reference in pixels: upright, and multiples of 64, which image models like.
  static let referenceSize = (width: 768, height: 1152)
  /// References of one character that are taken at most.
  static let mostReferences = 8

  public init(
    name: String, executable: String, arguments: [String] = [], lane: String? = nil, timeLimit: Double = 900,
    makes: Set<Product> = Set(Product.allCases), price: MicroDollars = 0
  ) {
    self.name = name
    self.lane = lane ?? name
    self.executable = executable
    self.arguments = arguments
    self.timeLimit = timeLimit
    self.makes = makes
    self.price = price
  }

  public func draw(_ request: StillRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
    let task = "draw \(request.shot.id)"
    try check(.stills, for: task)
    var document = CommandRequest(request)
    document.references = try copies(of: request.references, in: place, for: task)
    return try CommandRun(maker: self, task: task, place: place, stop: stop, errand: request.errand).make(document)
  }

  public func animate(_ request: ClipRequest, in place: Workplace, stop: Stop) throws(Failure) -> Made {
    let task = "animate \(request.shot.id)"
    try check(.clips, for: task)
    return try CommandRun(maker: self, task: task, place: place, stop: stop, errand: request.errand).make(
      CommandRequest(request))
  }

  public func drawReferences(
    _ request: ReferenceRequest, in place: Workplace, stop: Stop
  ) throws(Failure) -> MadeReferences {
    let task = "draw references of \(request.character.id)"
    try check(.stills, for: task)
    // The character's folder is kept as it is: what a program leaves lying about must not become part of the job.
    let bench = try SideBench(in: place, for: task)
    defer { bench.remove() }
    var run = CommandRun(maker: self, task: task, place: bench.place, stop: stop, errand: request.errand)
    run.home = place
    let made = try run.make(CommandRequest(request)) { () throws(Failure) in
      for name in Self.referenceNames { place.remove(name) }
      for name in references(in: bench.place) { try bench.handOut(name, for: task) }
    }
    return MadeReferences(names: references(in: place), cost: made.cost)
  }

  private static let referenceNames = (1...mostReferences).map { "reference-\($0).png" }

  private func references(in place: Workplace) -> [String] {
    Array(Self.referenceNames.prefix { place.size($0) ?? 0 > 0 })
  }

  private func check(_ product: Product, for task: String) throws(Failure) {
    guard !makes.contains(product) else { return }
    throw Failure(
      .invalid, "unable to \(task) with \(name): it does not make \(product.rawValue)",
      remedy: "add \"\(product.rawValue)\" to makes of [providers.command.\(name)], or choose another maker")
  }

  /// The references under plain names beside the program: their paths hold in this process only, and a program that
  /// writes over what it was given must not reach the character's own files.
  private func copies(of paths: [String], in place: Workplace, for task: String) throws(Failure) -> [String] {
    var names: [String] = []
    for (index, path) in paths.enumerated() {
      let kind = path.split(separator: ".").last?.lowercased() ?? ""
      let name = "reference-\(index + 1).\(["png", "jpg", "jpeg", "webp"].contains(kind) ? kind : "png")"
      place.remove(name)
      do { try FileManager.default.copyItem(atPath: path, toPath: place.path(name)) } catch {
        throw Failure(lost: "copy reference \(index + 1)", for: task, in: place)
      }
      names.append(name)
    }
    return names
  }
}
