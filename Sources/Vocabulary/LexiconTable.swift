// swift-format-ignore-file
// Rows of words are easier to extend than to wrap.

/// The tables of the lexicon, one file a subject. A row is a list of phrases and what each of them stands for; see
/// `Lexicon.add` for the marks `~` and `=`.
enum LexiconTable {
  typealias Row = (String, [Meaning])

  static var all: [Row] {
    places + otherPlaces + times + weathers + lights + framings + cameras + poses + people + clothes + bodies
      + feelings + events + genres + mediums + endings + objects + grammar + emoji + foreign
  }

  static let grammar: [Row] = [
    (
      "a, an, the, =this, =that, these, those, and, or, but, nor, so, yet, =if, then, than, as, at, by, for, from, in, into, of, off, on, onto, out, over, per, to, toward, towards, under, until, till, up, down, upon, via, with, within, through, throughout, across, along, around, about, after, before, behind, beneath, beside, between, beyond, during, among, amid, inside, outside, against, above, below, near, there, here, where, when, while, who, whom, whose, which, what, how, why",
      [.filler]
    ),
    (
      "i, me, my, mine, you, your, yours, he, him, his, she, her, hers, it, its, we, us, our, they, them, their, someone, somebody, everyone, everybody, everything, something, anything, nothing, nobody, one, ones, each, every, all, both, some, any, many, much, more, most, few, less, such, own, same, other, others, another, =else",
      [.filler]
    ),
    (
      "=is, =are, =was, =were, =be, =been, =being, =am, =has, =have, =had, having, =do, =does, =did, doing, =will, would, can, could, shall, should, may, might, must, =get, gets, got, getting, let, lets, let's, there's, it's, i'm, he's, she's, they're, goes, =go, going, come, comes, coming, make, makes, take, takes, just like, slowly, again, always, ever, never, often, also, too, very, really, quite, still, only just, even, now, =not only, no one, no longer, no more, no matter, each other, perhaps, maybe, like, almost, only, style, aesthetic, vibe, vibes, whole, entire, tombe, fällt, cae",
      [.filler]
    ),
    (
      "video, film, movie, clip, music video, song, track, story, scene, shot, show, shows, showing, start, starts, begin, begins, beginning, end, ends, ending, finally, at the end, in the end, please, want, wants, about",
      [.filler]
    ),
    ("=no, =not, without, avoid, except, minus, free of, never show, don't show, do not show, nothing of", [.negation]),
    (
      "turning to, turning into, turns to, turns into, turn to, becoming, becomes, fading to, fading into, fades into, transitioning into, transitioning to, transitions to, changing to, changing into, giving way to, on its way to, melting into, moving into, moving to",
      [.turning]
    ),
    (
      "exactly as written, exactly this, exactly like this, keep it exactly, keep exactly, keep to the text, keep to this, as written, strictly, verbatim, literally, nothing else, no additions, don't add anything, do not add anything, just this, only this",
      [.keep]
    ),
    ("people, humans, human beings, persons, characters, actors, faces, anyone, humanity", [.people]),
    ("chorus, choruses, refrain", [.chorus]),
    ("black and white, monochrome", [.colour(NamedColour(name: "black", hex: "#0b0b0d")), .colour(NamedColour(name: "white", hex: "#f4f5f6"))]),
    ("alone, lone, single, solitary", [.count(1)]),
    ("two, pair, couple, both, twins, lovers, duo", [.count(2)]),
    ("three, trio, threesome", [.count(3)]),
  ]
}
