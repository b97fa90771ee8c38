// swift-format-ignore-file
// Rows of words are easier to extend than to wrap.

/// A feeling as the house knows it.
public struct Feeling: Sendable {
  public let name: String
  /// 0 (hopeless) to 1 (happy): where it sits on `Scene.mood`.
  public let mood: Double
  /// 0 (calm) to 1 (wild).
  public let arousal: Double
  /// What an arc that begins here ends with.
  public let partner: String
  let forms: String

  /// The feeling of this name; nil for a word that the house does not know.
  public static func named(_ name: String) -> Feeling? { table.first { $0.name == name } }

  static func row(_ name: String, _ mood: Double, _ arousal: Double, _ partner: String, _ forms: String) -> Feeling {
    Feeling(name: name, mood: mood, arousal: arousal, partner: partner, forms: forms)
  }

  /// Every feeling; partners are feelings of this table too.
  public static let table: [Feeling] = [
    row(
      "grief", 0.08, 0.3, "acceptance",
      "grieve, grieving, mourning, mourn, heartbreak, heartbroken, broken heart, tears, cry, cries, crying, weeping, devastated"
    ),
    row(
      "sadness", 0.18, 0.25, "comfort",
      "sad, sadness, sorrow, sorrowful, melancholy, melancholic, blue mood, gloomy, unhappy, depressed, miserable, despair, blues"
    ),
    row(
      "loneliness", 0.2, 0.2, "belonging",
      "lonely, lonesome, loneliness, solitude, isolated, isolation, abandoned, forgotten, empty inside"),
    row(
      "longing", 0.35, 0.35, "fulfilment",
      "longing, yearning, yearn, nostalgia, nostalgic, homesick, miss, misses, missing, memory, memories, remember, remembers"
    ),
    row(
      "fear", 0.15, 0.75, "courage",
      "afraid, fearful, scared, terror, terrified, horror, nightmare, nightmares, anxiety, anxious, panic, dread, paranoia, haunted, danger"
    ),
    row(
      "anger", 0.2, 0.9, "peace",
      "angry, rage, fury, furious, hate, hatred, revenge, rebel, rebellion, revolt, riot, vengeance, violent"),
    row(
      "boredom", 0.35, 0.1, "wonder",
      "bored, boring, dull, monotony, monotonous, routine, tired, weary, exhausted, numb, grey life"),
    row(
      "confusion", 0.4, 0.5, "clarity",
      "confused, lost soul, doubt, doubts, uncertain, madness, mad, crazy, dizzy, chaos, chaotic, insane"),
    row("shame", 0.2, 0.4, "pride", "ashamed, guilt, guilty, regret, regrets, sorry, humiliation, betrayal, betrayed"),
    row(
      "hope", 0.7, 0.45, "joy",
      "hopeful, optimism, optimistic, faith, believe, believes, promise, second chance, new light, new life"),
    row(
      "love", 0.85, 0.55, "devotion",
      "loving, romance, romantic, in love, falling in love, tender, tenderness, kiss, kisses, desire, passion, passionate, crush, heart"
    ),
    row(
      "joy", 0.92, 0.8, "gratitude",
      "joyful, happy, happiness, fun, funny, laughing, laugh, laughs, laughter, celebrate, celebration, cheerful, playful, euphoria, euphoric, party, bliss, uplifting, bright mood"
    ),
    row(
      "peace", 0.7, 0.1, "serenity",
      "peaceful, calm, quiet, quietly, silence, silent, stillness, gentle, tranquil, relaxed, relaxing, lullaby, slow life, meditative"
    ),
    row(
      "wonder", 0.75, 0.5, "awe",
      "magic, magical, mysterious, enchanted, miracle, curious, curiosity, discover, discovers, marvel, surreal, dreamy, imagination"
    ),
    row(
      "courage", 0.65, 0.8, "triumph",
      "brave, bravery, heroic, fight, fights, fighting, fighter, strength, defiant, defiance, determined, struggle, struggles, stand up"
    ),
    row(
      "triumph", 0.9, 0.9, "pride",
      "victory, victorious, win, wins, winning, champion, glory, conquer, conquers, unstoppable, triumphant, epic"),
    row(
      "freedom", 0.85, 0.7, "joy", "free, freely, liberated, liberation, wild, carefree, unchained, release, letting go"
    ),
    row("comfort", 0.65, 0.15, "gratitude", "cozy, cosy, warm, warmth, comforting, home again, safe, safety, shelter"),
    row(
      "acceptance", 0.62, 0.2, "peace",
      "forgive, forgives, forgiveness, healing, heals, heal, closure, makes peace, moving on, move on, moves on"),
    row("belonging", 0.8, 0.45, "joy", "friendship, together, togetherness, family, community, reconciliation"),
    row("fulfilment", 0.8, 0.5, "peace", "fulfilled, content, satisfied"),
    row("clarity", 0.7, 0.3, "peace", "clarity, insight, enlightenment"),
    row("pride", 0.8, 0.6, "gratitude", "proud, dignity, confidence, confident, swagger"),
    row("gratitude", 0.85, 0.3, "peace", "grateful, thankful"),
    row("devotion", 0.85, 0.4, "gratitude", "devoted, loyal, loyalty"),
    row("awe", 0.78, 0.5, "gratitude", "awe, breathtaking, sublime"),
    row("serenity", 0.75, 0.05, "gratitude", "serene, zen"),
    row("resolve", 0.6, 0.6, "triumph", "ambition, ambitious, goal, purpose, mission"),
    row("loss of love", 0.15, 0.4, "acceptance", "lost love, love lost, unrequited, breakup, break up, divorce"),
  ]
}

/// Something that happens to people in stories.
public struct StoryEvent: Sendable {
  public let name: String
  /// The feelings that it begins and ends with, where the concept names none.
  public let from: String
  public let to: String
  /// What recurs through a film about it.
  public let motifs: [String]
  let forms: String

  /// The event of this name; nil for a word that the house does not know.
  public static func named(_ name: String) -> StoryEvent? { table.first { $0.name == name } }

  static func row(_ name: String, _ from: String, _ to: String, _ motifs: [String], _ forms: String) -> StoryEvent {
    StoryEvent(name: name, from: from, to: to, motifs: motifs, forms: forms)
  }

  /// Every event; the first that a concept names decides.
  public static let table: [StoryEvent] = [
    row(
      "loss", "grief", "acceptance",
      ["an empty chair", "a second coat on a hook", "a folded letter", "an old photograph"],
      "lose, loses, losing, lost someone, after losing, loss, died, dies, dead, death, die, funeral, gone, passed away, left me, left him, left her, goodbye, farewell, lost, widow"
    ),
    row(
      "search", "longing", "fulfilment", ["a torn map", "a single key", "a paper arrow"],
      "search, searches, searching, looking for, seek, seeks, seeking, find, finds, finding, quest, treasure"),
    row(
      "journey", "longing", "freedom", ["a ticket", "a worn suitcase", "a paper boat"],
      "journey, travel, travels, travelling, traveling, leave home, leaves home, leaving, leaves her, leaves his, trip, voyage, odyssey, drive, driving, pilgrimage, on the way, adventure"
    ),
    row(
      "escape", "fear", "freedom", ["a broken chain", "an open door", "a red kite"],
      "escape, escapes, escaping, run away, runs away, running away, flee, flees, breaks free, break free, prison, trapped, captive"
    ),
    row(
      "love story", "longing", "love", ["a paper flower", "two cups", "a ribbon"],
      "falls in love, fall in love, fell in love, first love, love story, meet, meets, date, wedding, marry, marries, kiss"
    ),
    row(
      "reunion", "loneliness", "belonging", ["two cups", "a half medallion", "a bench for two"],
      "reunite, reunites, reunited, reunion, comes home, come home, coming home, returns home, return home, together again"
    ),
    row(
      "conflict", "anger", "peace", ["a torn flag", "a cracked mirror", "a dropped helmet"],
      "war, battle, fight, fights, fighting, revenge, riot, revolution, rebellion, army, duel, enemy"),
    row(
      "dream", "confusion", "wonder", ["a floating door", "a paper moon", "a feather"],
      "dream, dreams, dreaming, nightmare, sleepwalking, sleepwalker, lucid, subconscious, vision"),
    row(
      "waiting", "loneliness", "hope", ["a stopped clock", "an empty bench", "a candle"],
      "wait, waits, waiting, insomnia, sleepless, someday, one day"),
    row(
      "rise", "shame", "triumph", ["a worn pair of shoes", "a trophy", "a poster on a wall"],
      "fame, famous, dreams of becoming, success, rise, rises, rising, overcome, overcomes, overcoming, comeback, underdog, audition"
    ),
    row(
      "growing up", "wonder", "acceptance", ["a toy robot", "a paper plane", "a swing"],
      "childhood, growing up, grow up, grows up, youth, coming of age, summer vacation, school, birthday, innocence"),
    row(
      "celebration", "joy", "gratitude", ["a string of lights", "a glass raised", "a balloon"],
      "party, celebrate, celebration, dance, dances, dancing, festival, carnival, wedding, birthday, disco"),
    row(
      "discovery", "boredom", "wonder", ["a glowing stone", "a small door", "a compass"],
      "discover, discovers, discovery, explore, explores, exploring, secret, hidden, uncover, mystery"),
    row(
      "end of the world", "fear", "acceptance", ["a stopped clock", "a wilted flower", "a radio"],
      "apocalypse, end of the world, last human, last man, extinction, collapse, catastrophe, doomsday, post apocalyptic"
    ),
    row(
      "work", "boredom", "freedom", ["a paper cup", "a name tag", "a wall clock"],
      "work, works, working, job, nine to five, factory shift, overtime, labour, money"),
  ]
}

extension LexiconTable {
  static var feelings: [Row] { Feeling.table.map { ($0.name + ", " + $0.forms, [.feeling($0.name)]) } }
  static var events: [Row] { StoryEvent.table.map { ($0.name + ", " + $0.forms, [.event($0.name)]) } }
}
