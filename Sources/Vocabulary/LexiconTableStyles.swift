// swift-format-ignore-file
// Rows of words are easier to extend than to wrap.

/// A genre as the house knows it: what it brings along where the concept is silent.
public struct Genre: Sendable {
  public let name: String
  public let place: Place?
  public let time: TimeOfDay?
  public let weather: Weather?
  public let light: LightSource?
  /// Hues of its colours, in degrees of CIE Lab, and how strong they are (0 to 1).
  public let hues: [Double]
  public let strength: Double
  let forms: String

  /// The genre of this name; nil for a word that the house does not know.
  public static func named(_ name: String) -> Genre? { table.first { $0.name == name } }

  static func row(
    _ name: String, _ place: Place?, _ time: TimeOfDay?, _ weather: Weather?, _ light: LightSource?, _ hues: [Double],
    _ strength: Double, _ forms: String
  ) -> Genre {
    Genre(
      name: name, place: place, time: time, weather: weather, light: light, hues: hues, strength: strength,
      forms: forms)
  }

  /// Every genre; the first that a concept names decides.
  public static let table: [Genre] = [
    row(
      "cyberpunk", .city, .night, .rain, .neon, [290, 330], 0.9,
      "futuristic, sci fi, science fiction, future, dystopia, dystopian, cyber, blade runner, android city, high tech, ai, virtual, digital, matrix, techno"
    ),
    row(
      "western", .desert, .goldenHour, .dust, .fire, [60, 40], 0.7,
      "wild west, cowboy, cowboys, saloon, outlaw, frontier, country song, americana"),
    row(
      "noir", .street, .night, .rain, .lamps, [260, 80], 0.15,
      "film noir, detective, crime, black and white, monochrome, hardboiled, gangster"),
    row(
      "fairy tale", .forest, .dusk, .fog, .lamps, [150, 300], 0.6,
      "fairytale, fairy, fantasy, enchanted, princess, dragon, witch, wizard, elf, elves, once upon a time, myth, mythical, legend, unicorn"
    ),
    row(
      "eighties", .road, .dusk, .clear, .neon, [330, 280], 0.95,
      "80s, 1980s, synthwave, retrowave, vaporwave, retro, arcade, vhs, outrun"),
    row(
      "horror", .corridor, .night, .fog, .lightning, [20, 140], 0.4,
      "haunted, vampire, zombie, zombies, demon, demons, monster, monsters, gothic, blood, occult, creepy"),
    row(
      "space opera", .space, .night, .clear, .screens, [270, 200], 0.8,
      "cosmic, interstellar, alien, aliens, astronaut, spaceship, ufo, galactic"),
    row(
      "medieval", .ruins, .dusk, .fog, .fire, [70, 130], 0.4,
      "middle ages, knight, knights, castle, sword, swords, viking, vikings, kingdom, crusade"),
    row("romance", .rooftop, .goldenHour, .petals, .sun, [10, 45], 0.6, "romantic, love song, ballad, valentine"),
    row(
      "disaster", .ruins, .dusk, .embers, .fire, [45, 30], 0.7,
      "apocalypse, post apocalyptic, end of the world, wasteland, nuclear, catastrophe"),
    row(
      "documentary", .street, .day, .clear, .sun, [90, 230], 0.3,
      "realistic, realism, documentary, everyday, ordinary, working class, slice of life"),
    row(
      "psychedelic", .abstract, .dusk, .petals, .aurora, [330, 100], 1,
      "trippy, psychedelic, surreal, surrealism, hallucination, kaleidoscopic, acid, dreamlike"),
    row(
      "folk", .field, .goldenHour, .leaves, .fire, [75, 120], 0.5,
      "folk, rural, pastoral, traditional, campfire song, acoustic"),
    row(
      "tropical", .sea, .day, .clear, .sun, [200, 90], 0.9,
      "tropical, caribbean, reggae, island life, summer vacation, hawaii, beach party"),
  ]
}

extension LexiconTable {
  static var genres: [Row] { Genre.table.map { ($0.name + ", " + $0.forms, [.genre($0.name)]) } }

  static let mediums: [Row] = [
    ("anime, manga, ghibli, japanese animation", [.medium("anime")]),
    (
      "watercolour, watercolor, aquarelle, painted, painting, oil painting, impressionist, gouache",
      [.medium("watercolour")]
    ),
    ("claymation, clay, stop motion, plasticine, puppet, puppets", [.medium("claymation")]),
    ("photorealistic, photographic, photo, live action, cinematic, 35mm, film grain", [.medium("photographic")]),
    ("vhs, camcorder, home video, glitch, analog, analogue, lo fi, lofi", [.medium("VHS tape")]),
    ("comic, comic book, graphic novel, cartoon, pop art, animated", [.medium("comic")]),
    ("paper cut, papercut, paper cutout, origami, collage, cut out", [.medium("paper cut-out")]),
    ("pencil, sketch, charcoal drawing, ink, line art, hand drawn, drawing", [.medium("ink drawing")]),
    ("pixel art, pixel, 8 bit, 16 bit, video game", [.medium("pixel art")]),
    ("silhouette animation, shadow play, shadow puppets, shadow theatre", [.medium("shadow play")]),
    ("minimal, minimalist, minimalistic, simple, flat design", [.medium("flat design")]),
    ("3d, cgi, low poly, render, unreal engine", [.medium("3D render")]),
  ]

  static let endings: [Row] = [
    ("return, returns, come back, comes back, comes home, go home, goes home, homecoming", [.ending("return")]),
    ("reunite, reunites, reunited, together again, meet again, meets again, embrace, embraces", [.ending("reunion")]),
    (
      "disappear, disappears, vanish, vanishes, fade away, fades away, dissolve, dissolves, gone forever",
      [.ending("disappearance")]
    ),
    (
      "sunrise, new day, morning comes, new light, new beginning, dawn breaks, starts over, start over",
      [.ending("sunrise")]
    ),
    ("arrive, arrives, reach, reaches, get there, makes it, finds, find, discovers", [.ending("arrival")]),
    ("let go, lets go, letting go, move on, moves on, moving on, goodbye, farewell", [.ending("letting go")]),
    ("fly away, flies away, fly, flies, takes off, rise up, ascends, ascend", [.ending("flight")]),
    ("wake up, wakes up, wakes, awakens, awake", [.ending("waking")]),
    ("win, wins, triumph, triumphs, victory", [.ending("victory")]),
    ("fall asleep, falls asleep, sleep, rests", [.ending("rest")]),
  ]

  static let objects: [Row] = [
    ("letter, letters", [.object("a letter")]),
    ("photograph, photo album, old photo, picture of", [.object("an old photograph")]),
    ("umbrella", [.object("an umbrella")]), ("mirror", [.object("a mirror")]),
    ("clock, watch on, hourglass", [.object("a clock")]),
    ("piano", [.object("a piano")]), ("guitar, violin", [.object("an instrument")]), ("radio", [.object("a radio")]),
    ("rose, roses, flower, flowers, sunflower, sunflowers", [.object("a flower")]), ("key, keys", [.object("a key")]),
    ("balloon, balloons", [.object("a balloon")]), ("kite, kites", [.object("a kite")]),
    ("boat, paper boat", [.object("a small boat")]),
    ("car, cars, cab, taxi, truck", [.object("a car")]),
    ("motorcycle, motorbike, bicycle, bike", [.object("a bicycle")]),
    ("candle, candles", [.object("a candle")]), ("lantern, lanterns", [.object("a lantern")]),
    ("door, doors", [.object("a door")]),
    ("ring, necklace, medallion", [.object("a ring")]), ("mask, masks", [.object("a mask")]),
    ("butterfly, butterflies, moth", [.object("a butterfly")]),
    ("feather, feathers", [.object("a feather")]), ("tree, trees", [.object("a lone tree")]),
    ("suitcase, luggage", [.object("a suitcase")]),
    ("telephone, phone, phone booth", [.object("a telephone")]), ("book, books, diary, notebook", [.object("a book")]),
    ("bottle, glass, wine, whiskey, coffee, cup", [.object("a glass")]), ("ticket, tickets", [.object("a ticket")]),
    ("mountain of, star on, paper star", [.object("a paper star")]), ("crown", [.object("a crown")]),
    ("ghost ship, lighthouse", [.object("a lighthouse")]),
    (
      "gold, silver, glass, chrome, velvet, leather, wood, wooden, stone, marble, steel, metal, concrete, silk, paper, ice",
      [.filler]
    ),
  ]
}
