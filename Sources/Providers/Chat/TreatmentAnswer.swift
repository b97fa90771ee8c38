// From a model's object to a treatment. Each field is looked at by itself: what fits is taken, what does not comes from
// the built-in writer, and each says who wrote it.
import Planning
import Vocabulary

/// A model's answer beside what the built-in writer would say.
struct TreatmentAnswer {
  let object: JSONValue
  /// The built-in writer's treatment of the same brief.
  let spare: Treatment
  let brief: Brief
  /// Name of the writer.
  let writer: String
  private let bad: [String]

  init(_ object: JSONValue, spare: Treatment, brief: Brief, writer: String) {
    self.object = object
    self.spare = spare
    self.brief = brief
    self.writer = writer
    bad = TreatmentQuestion.schema.faults(in: object).map(\.pointer)
  }

  /// What is wrong with it: against the schema, and against the concept.
  var faults: [Schema.Fault] {
    TreatmentQuestion.schema.faults(in: object)
      + lostPlaces.map {
        Schema.Fault(
          pointer: "/locations", text: "lacks \"\($0.description)\" (\($0.place.rawValue)), which the concept names")
      }
  }

  var treatment: Treatment {
    var out = spare
    out.writer = writer
    out.theme = text("theme", spare.theme)
    // A film that keeps to its concept is told in the concept's own words.
    out.logline = keeps ? spare.logline : text("logline", spare.logline)
    out.characters = characters
    out.arc = EmotionalArc(from: text("arcFrom", spare.arc.from), to: text("arcTo", spare.arc.to))
    out.environment = FilmEnvironment(
      locations: locations, timeFrom: word("timeFrom", spare.environment.timeFrom),
      timeTo: word("timeTo", spare.environment.timeTo), weather: word("weather", spare.environment.weather),
      lights: lights)
    out.style = style
    out.motif = motif
    out.chorusChange = text("chorusChange", spare.chorusChange)
    out.ending = text("ending", spare.ending)
    out.avoid = (spare.avoid + (isGood("/avoid") ? strings("avoid") : [])).unique
    return out
  }

  // MARK: Fields

  /// Whether there is nothing wrong with a value or anything in it.
  private func isGood(_ pointer: String) -> Bool {
    !bad.contains { $0 == pointer || $0.hasPrefix(pointer + "/") || $0.isEmpty }
  }

  /// A value of the built-in writer where the model gave none: what the concept says stays the concept's.
  private func filled<Value>(_ value: Sourced<Value>) -> Sourced<Value> {
    value.source == .user ? value : Sourced(value.value, .fallback)
  }

  private func text(_ name: String, _ spare: Sourced<String>) -> Sourced<String> {
    guard isGood("/\(name)"), let text = object[name]?.text else { return filled(spare) }
    return Sourced(Self.line(text), .model)
  }

  /// A word of a closed set. Where a film keeps to its concept, what the concept says is not the model's to change.
  private func word<Word: RawRepresentable & Codable & Sendable & Equatable>(
    _ name: String, _ spare: Sourced<Word>
  ) -> Sourced<Word> where Word.RawValue == String {
    guard isGood("/\(name)"), let word = object[name]?.text.flatMap(Word.init) else { return filled(spare) }
    if spare.source == .user && (word == spare.value || keeps) { return spare }
    return Sourced(word, .model)
  }

  private var keeps: Bool { brief.fidelity == .preserve }

  private func strings(_ name: String) -> [String] { (object[name]?.array ?? []).compactMap(\.text).map(Self.line) }

  /// One line without controls or marks that turn text around.
  private static func line(_ text: String) -> String {
    Material.visible(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private var motif: Sourced<String>? {
    guard isGood("/motif"), let text = object["motif"]?.text.map(Self.line), !text.isEmpty else { return spare.motif }
    return keeps ? spare.motif : Sourced(text, .model)
  }

  private var lights: [Sourced<LightSource>] {
    guard isGood("/lights") else { return spare.environment.lights.map(filled) }
    let said = spare.environment.lights.filter { $0.source == .user }
    let told = strings("lights").compactMap(LightSource.init).map { Sourced($0, Source.model) }
    return (said + told).unique(by: \.value)
  }

  private var style: VisualStyle {
    let old = spare.style
    var palette = filled(old.palette)
    if isGood("/palette"), !(keeps && old.palette.source == .user) {
      let colours = (object["palette"]?.array ?? []).compactMap { item -> NamedColour? in
        guard let name = item["name"]?.text, let hex = item["hex"]?.text else { return nil }
        return NamedColour(name: Self.line(name), hex: hex.lowercased())
      }
      palette = Sourced(Self.fromDarkToLight(colours), .model)
    }
    return VisualStyle(
      medium: keeps && old.medium.source == .user ? old.medium : text("medium", old.medium), palette: palette,
      lighting: text("lighting", old.lighting), cameraVerse: text("cameraVerse", old.cameraVerse),
      cameraChorus: text("cameraChorus", old.cameraChorus), texture: text("texture", old.texture))
  }

  /// From dark to light, whatever order they came in; the last one, the accent, stays last.
  private static func fromDarkToLight(_ colours: [NamedColour]) -> [NamedColour] {
    let lightness = { (colour: NamedColour) in Lab(hex: colour.hex)?.l ?? 0 }
    return colours.dropLast().sorted { lightness($0) < lightness($1) } + colours.suffix(1)
  }

  // MARK: Places

  private var told: [Location] {
    (object["locations"]?.array ?? []).prefix(4).enumerated().compactMap { index, item in
      guard isGood("/locations/\(index)"), let place = item["place"]?.text.flatMap(Place.init),
        let words = item["description"]?.text
      else { return nil }
      return Location(id: "", place: place, description: Self.line(words), source: .model)
    }
  }

  private var said: [Location] { spare.environment.locations.filter { $0.source == .user } }

  /// Places that the concept names and the model left out.
  private var lostPlaces: [Location] {
    let places = Set(told.map(\.place))
    return said.filter { !places.contains($0.place) }
  }

  private var locations: [Location] {
    var found = told.map { location in
      var location = location
      if said.contains(where: { $0.place == location.place }) { location.source = .user }
      return location
    }
    if keeps {
      let allowed = Set(spare.environment.locations.map(\.place))
      found = found.filter { allowed.contains($0.place) }.unique(by: \.place)
    }
    // No place that the concept names is lost; invented ones make room.
    let lost = lostPlaces
    while found.count + lost.count > 4, let invented = found.lastIndex(where: { $0.source == .model }) {
      found.remove(at: invented)
    }
    found += lost.prefix(max(0, 4 - found.count))
    guard !found.isEmpty else {
      return spare.environment.locations.map { location in
        var location = location
        if location.source != .user { location.source = .fallback }
        return location
      }
    }
    return found.enumerated().map { index, location in
      var location = location
      location.id = "place-\(index + 1)"
      return location
    }
  }

  // MARK: People

  private var characters: [Character] {
    if spare.characters.isEmpty || keeps { return spare.characters }
    var cast = (object["characters"]?.array ?? []).prefix(3).enumerated().compactMap { index, item -> Character? in
      isGood("/characters/\(index)") ? person(item) : nil
    }
    if cast.isEmpty {
      return spare.characters.map { person in
        var person = person
        if person.source != .user { person.source = .fallback }
        return person
      }
    }
    if let lead = brief.lead { cast[0] = lead }
    return cast.enumerated().map { index, person in
      var person = person
      person.id = ["lead", "second", "third"][index]
      person.emotionalRange = [text("arcFrom", spare.arc.from).value, text("arcTo", spare.arc.to).value]
      return person
    }
  }

  private func person(_ item: JSONValue) -> Character? {
    func text(_ name: String) -> String { item[name]?.text.map(Self.line) ?? "" }
    func list(_ name: String) -> [String] { (item[name]?.array ?? []).compactMap(\.text).map(Self.line) }
    guard let figure = figure(item["figure"]) else { return nil }
    return Character(
      id: "", description: text("description"),
      physicalDescription: PhysicalDescription(
        face: text("face"), age: text("age"), hair: text("hair"), build: text("build")),
      wardrobe: text("wardrobe"), wardrobeColor: text("wardrobeColor").lowercased(), accessories: list("accessories"),
      distinctiveFeatures: list("distinctiveFeatures"), emotionalRange: [], referenceImages: [], figure: figure,
      source: .model)
  }

  private func figure(_ item: JSONValue?) -> Figure? {
    guard let item, let build = item["build"]?.text.flatMap(Figure.Build.init),
      let age = item["age"]?.text.flatMap(Figure.Age.init), let hair = item["hair"]?.text.flatMap(Figure.Hair.init),
      let wardrobe = item["wardrobe"]?.text.flatMap(Figure.Wardrobe.init),
      let accessory = item["accessory"]?.text.flatMap(Figure.Accessory.init)
    else { return nil }
    return Figure(build: build, age: age, hair: hair, wardrobe: wardrobe, accessory: accessory)
  }
}
