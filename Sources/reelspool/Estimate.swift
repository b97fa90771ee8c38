// What a film would cost, before anybody is paid for it: the song is heard and the film planned here, by the built-in
// writer; only the prices are the providers'.
import FoundationEssentials
import Generating
import Planning
import Providers
import Vocabulary

/// The forecast for one bundle under one configuration.
struct Estimate: Encodable {
  var title: String
  var seconds: Seconds
  var shots: Int
  var characters: Int
  var steps: [Forecast]
  /// Millionths of a US dollar; nil where a price is not known.
  var total: MicroDollars?
  /// The most that the job may spend; nil without a limit.
  var budget: MicroDollars?

  init(_ brief: Brief, hasReferences: Bool, options: JobOptions, configuration: Configuration, day: String) throws {
    let settings = configuration.settings
    let format = FilmFormat(
      width: options.width ?? settings.film.width, height: options.height ?? settings.film.height,
      fps: options.fps ?? settings.film.fps)
    let clipMaker = TeamName.split(options.clips ?? settings.clips).first
    let lengths = configuration.servers.first { $0.account.name == clipMaker }?.lengths
    let treatment = try BuiltInWriter().treat(brief, isStopped: { false })
    let film = PlannedFilm(
      brief: brief, treatment: treatment,
      slots: Director(format: format, longestClip: lengths?.last).slots(for: brief.music),
      hasReferences: hasReferences)
    title = brief.title
    seconds = brief.music.duration
    shots = film.slots.count
    characters = treatment.characters.count
    let (writer, stills, clips) = (
      options.writer ?? settings.writer, options.stills ?? settings.stills, options.clips ?? settings.clips
    )
    steps = [(ErrandStep.treatment, writer), (.slots, writer), (.reference, stills), (.still, stills), (.clip, clips)]
      .map { step, name in configuration.forecast(step, of: film, by: name, on: day) }.filter { $0.calls > 0 }
    total = steps.reduce(0) { sum, step in sum.flatMap { a in step.cost.map { a + $0 } } }
    budget = options.budget ?? settings.limits.job
  }

  func show() {
    print("\(title): \(clock(seconds)), \(shots) shots, \(characters) \(characters == 1 ? "character" : "characters")")
    for step in steps {
      let cost = step.cost.map(Money.text) ?? "nobody knows its price"
      print("  \(step.step.rawValue.padded(11))\("\(step.calls) × \(step.provider)".padded(24))\(cost)")
    }
    if steps.isEmpty { print("  everything is made on this machine") }
    print("  \("at most".padded(35))\(total.map(Money.text) ?? "unknown")")
    guard let budget else { return }
    print("  \("budget".padded(35))\(Money.text(budget))")
    if let total, total > budget {
      print("  needs \(Money.text(total - budget)) more: it would pause before it is finished")
    } else if total == nil {
      print("  under a budget nobody is asked whose price is not known: add prices to the configuration")
    }
  }
}

extension Configuration {
  /// What the first of the named providers would cost; who steps in for it may cost something else.
  func forecast(_ step: ErrandStep, of film: PlannedFilm, by name: String, on day: String) -> Forecast {
    let first = TeamName.split(name).first ?? name
    if let server = servers.first(where: { $0.account.name == first }) {
      return Forecast(step, first, server.account.costs(of: server.forecast(step, of: film), on: day))
    }
    guard let command = commands.first(where: { $0.name == first }), command.price > 0 else {
      return Forecast(step, first, [])
    }
    let calls =
      switch step {
      case .treatment, .slots: 0
      case .reference: max(0, film.treatment.characters.count - (film.hasReferences ? 1 : 0))
      case .still, .clip: film.slots.count
      }
    return Forecast(step, first, Array(repeating: command.price, count: calls))
  }
}
