import Planning
import Vocabulary

/// What a model is asked for first: what the film means.
struct TreatmentQuestion {
  let brief: Brief

  static let name = "treatment"
  static let temperature = 0.7

  /// Characters of lyrics that are shown to the model.
  private static let mostLyrics = 3000

  static var person: Schema {
    let short = Schema.text(2...120)
    return .object([
      .init("description", short, "who it is, in a few words for prompts, without a name"),
      .init("face", short, "the face"), .init("age", short, "the age"), .init("hair", short, "the hair"),
      .init("build", short, "the build"), .init("wardrobe", .text(3...160), "the clothes, the same in every shot"),
      .init("wardrobeColor", .colour, "the main colour of the clothes, unlike the background"),
      .init("accessories", .list(short, 0...4), "things they carry"),
      .init("distinctiveFeatures", .list(short, 0...4), "what one knows them by"),
      .init(
        "figure",
        .object([
          .init("build", .choice(of: Figure.Build.self), ""), .init("age", .choice(of: Figure.Age.self), ""),
          .init("hair", .choice(of: Figure.Hair.self), ""),
          .init("wardrobe", .choice(of: Figure.Wardrobe.self), ""),
          .init("accessory", .choice(of: Figure.Accessory.self), ""),
        ]), "the same person as a silhouette"),
    ])
  }

  static var schema: Schema {
    let line = Schema.text(3...240)
    return .object([
      .init("theme", line, "what the film is about, in one clause"),
      .init("logline", .text(10...500), "the story in one or two sentences that keep every fact of the concept"),
      .init("characters", .list(person, 0...3), "the lead first; nobody only if the concept wants nobody"),
      .init("arcFrom", .text(2...60), "the feeling at the start, one or two words"),
      .init("arcTo", .text(2...60), "the feeling at the end"),
      .init(
        "locations",
        .list(
          .object([
            .init("description", .text(3...160), "the place in a few words, the concept's own where it has any"),
            .init("place", .choice(of: Place.self), "its kind"),
          ]), 1...4), "in the order in which the film comes to them"),
      .init("timeFrom", .choice(of: TimeOfDay.self), "the light at the start"),
      .init("timeTo", .choice(of: TimeOfDay.self), "the light at the end"),
      .init("weather", .choice(of: Weather.self), "the weather of the whole film"),
      .init("lights", .list(.choice(of: LightSource.self), 0...4), "light besides sun and moon"),
      .init("medium", .text(2...80), "the medium: cinematic, anime, watercolour, claymation"),
      .init(
        "palette", .list(.object([.init("name", .text(2...40), ""), .init("hex", .colour, "")]), 3...6),
        "from dark to light, the accent last"),
      .init("lighting", line, "how it is lit"), .init("cameraVerse", line, "the camera in verses"),
      .init("cameraChorus", line, "the camera in choruses"), .init("texture", .text(2...120), "grain, glow, paper"),
      .init("motif", .text(0...120), "a thing that comes back in the first, a middle and the last shot; may be empty"),
      .init("chorusChange", line, "what one sees change when the chorus comes"),
      .init("ending", line, "the last picture"),
      .init("avoid", .list(.text(2...40), 0...12), "what the concept says must not be seen, in single words"),
    ])
  }

  private var material: Material {
    Material([brief.concept, brief.title, brief.lyrics ?? "", brief.lead.map(Self.words) ?? ""])
  }

  // MARK: The prompt

  func system() -> String {
    """
    You are the writer of a short music video. You read a concept and the shape of a song, and answer with the film's \
    treatment: one JSON object, nothing before or after it.
    \(material.rule)
    The treatment is good when
    - every person, place, thing, colour and event of the concept is in it, and nothing contradicts the concept;
    - \(fidelityRule)
    - everything can be seen in a picture: no thoughts, no sounds, no written words, no camera brands;
    - the lead is described so that a stranger could pick them out in every shot: clothes of one clear colour that the \
    places do not have, one or two features that stay;
    - the feeling goes somewhere from the first shot to the last, and the chorus changes something one can see at once;
    - it is written in English, whatever language the concept is in, and names no living person, brand or artist.
    What the concept leaves open, you decide. Ids, times and shots are not your matter.

    The answer has exactly this shape (JSON Schema):
    \(String(decoding: Self.schema.json.bytes, as: UTF8.self))

    An example, for the concept "an old fisherman looks for his dog in the fog":
    \(Self.example)
    """
  }

  private var fidelityRule: String {
    switch brief.fidelity {
    case .preserve: "it adds no person, no place and no event that the concept does not name;"
    case .expand:
      "what it adds (a second place, a thing that comes back, a turn at the end) serves the concept's story;"
    }
  }

  func user() -> String {
    var parts = [
      material.block("concept", brief.concept), material.block("title", brief.title),
      "The song: " + Self.song(brief.music) + ".",
    ]
    if let lyrics = brief.lyrics, !lyrics.isEmpty {
      parts.append(material.block("lyrics", String(lyrics.prefix(Self.mostLyrics))))
    }
    if let lead = brief.lead { parts.append("The lead is given: " + material.block("lead", Self.words(of: lead))) }
    return parts.joined(separator: "\n\n") + "\n\nWrite the treatment."
  }

  private static func words(of lead: Character) -> String {
    ([lead.description, lead.wardrobe] + lead.distinctiveFeatures).joined(separator: ", ")
  }

  /// "3:20, 124 beats a minute; intro low, verse medium, chorus high".
  static func song(_ music: MusicMap) -> String {
    let tempo = music.tempo.map { "\(Int($0.rounded())) beats a minute" } ?? "no steady beat"
    let sections = music.sections.map { "\($0.role.rawValue) \($0.energy.rawValue)" }.joined(separator: ", ")
    return "\(Int(music.duration.rounded())) seconds, \(tempo); sections: \(sections)"
  }

  static let example = """
    {"theme":"a search that becomes a homecoming","logline":"An old fisherman rows through the fog calling for his dog, \
    and finds it waiting at his own door.","characters":[{"description":"an old fisherman","face":"weathered, deep \
    lines","age":"in his seventies","hair":"white, under a knitted cap","build":"broad, a little bent","wardrobe":"a \
    mustard oilskin coat, rubber boots","wardrobeColor":"#c9962b","accessories":["a storm lantern"],\
    "distinctiveFeatures":["a rope bracelet"],"figure":{"build":"broad","age":"old","hair":"hat","wardrobe":"coat",\
    "accessory":"lantern"}}],"arcFrom":"worry","arcTo":"relief","locations":[{"description":"a still grey bay",\
    "place":"sea"},{"description":"a fishing village of wooden houses","place":"street"}],"timeFrom":"dawn","timeTo":\
    "day","weather":"fog","lights":["lamps"],"medium":"cinematic","palette":[{"name":"deep slate","hex":"#27323a"},\
    {"name":"wet grey","hex":"#6d7b83"},{"name":"pale mist","hex":"#c8d0d2"},{"name":"mustard","hex":"#c9962b"}],\
    "lighting":"flat fog light with one warm lantern","cameraVerse":"slow push in over the water","cameraChorus":"the \
    camera rises and circles the boat","texture":"fine film grain","motif":"a chewed red ball","chorusChange":"the fog \
    tears open and the whole coast is there","ending":"The fisherman kneels at his door, the dog's head on his shoulder",\
    "avoid":[]}
    """
}
