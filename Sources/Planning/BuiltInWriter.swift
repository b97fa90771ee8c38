import Vocabulary

/// The writer that needs nothing but the concept, the song and a seed: rules, a lexicon and dice.
///
/// Deterministic: equal briefs give equal films. It understands words, not sentences; what it does not understand it
/// keeps, says (`notUnderstood`), and lets steer the dice, so that two concepts in a language it has never seen still
/// give two different films.
public struct BuiltInWriter: TreatmentWriter {
  public let name = "builtin"
  public let lane = "writer"

  public init() {}

  public func treat(_ brief: Brief, isStopped: @Sendable () -> Bool) throws(Failure) -> Treatment {
    try refuseIfStopped(isStopped)
    let invention = Invention(brief)
    let arc = invention.arc()
    let locations = invention.locations()
    let times = invention.times(arc: arc)
    let place = locations[0].place
    let weather = invention.weather(in: place, arc: arc)
    let lights = invention.lights(in: place, at: times.from.value)
    var palette = invention.palette(arc: arc, time: times.from.value)
    let cast = invention.dress(invention.characters(arc: arc), in: &palette)
    let concept = invention.concept
    return Treatment(
      concept: brief.concept, fidelity: brief.fidelity, theme: invention.theme(arc),
      logline: invention.logline(lead: cast.first, location: locations[0]), characters: cast, arc: arc,
      environment: FilmEnvironment(
        locations: locations, timeFrom: times.from, timeTo: times.to, weather: weather, lights: lights),
      style: invention.style(palette: palette, lights: lights, time: times.from.value, arc: arc),
      motif: invention.motif(place: place),
      chorusChange: invention.chorusChange(
        weather: weather.value, time: times.from.value, locations: locations,
        lights: lights.map(\.value)),
      ending: invention.ending(arc: arc, lead: cast.first, time: times.to.value), avoid: concept.avoid,
      notUnderstood: invention.notUnderstood, seed: brief.seed, writer: name)
  }

  public func fill(
    _ slots: [Slot], of treatment: Treatment, brief: Brief, isStopped: @Sendable () -> Bool
  ) throws(Failure) -> [ShotWords] {
    try refuseIfStopped(isStopped)
    return Storyteller(treatment: treatment, brief: brief, slots: slots).tell()
  }
}
