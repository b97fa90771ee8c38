import Vocabulary

// How the film feels, and how that changes.
extension Invention {
  /// From what the concept feels to what it becomes. Two feelings are taken in their order; one gets its partner;
  /// an event brings its own; silence is filled by the song's energy.
  func arc() -> EmotionalArc {
    let kind: (Meaning) -> String? = { if case .feeling(let name) = $0 { name } else { nil } }
    let said = concept.reading.asked(kind)
    let names = said.map(\.value).unique
    if names.count >= 2 {
      return EmotionalArc(from: Sourced(names[0], .user), to: Sourced(names[names.count - 1], .user))
    }
    if let only = said.first { return arc(of: only.value, at: only.words.lowerBound) }
    if let refused = refused(kind).first { return bright(against: refused) }
    if let event { return EmotionalArc(from: Sourced(event.from, .inferred), to: Sourced(event.to, .inferred)) }
    if let hinted = hints.asked(kind).first?.value { return partnered(hinted, .inferred) }
    return partnered(dice.pick("feeling", songFeelings), .default)
  }

  /// One feeling: where the story ends, if it is the brighter end of an event; else where it begins.
  private func arc(of feeling: String, at word: Int) -> EmotionalArc {
    if let event, word * 2 > concept.words.count, mood(of: feeling) > mood(of: event.from) + 0.2 {
      return EmotionalArc(from: Sourced(event.from, .inferred), to: Sourced(feeling, .user))
    }
    return partnered(feeling, .user)
  }

  private func partnered(_ feeling: String, _ source: Source) -> EmotionalArc {
    let partner = Feeling.named(feeling)?.partner ?? "peace"
    return EmotionalArc(
      from: Sourced(feeling, source), to: Sourced(partner, source == .default ? .default : .inferred))
  }

  /// "Not sad": everything but that.
  private func bright(against refused: String) -> EmotionalArc {
    let wanted = mood(of: refused) < 0.5 ? ["peace", "hope", "joy", "wonder"] : ["longing", "sadness", "resolve"]
    return partnered(dice.pick("feeling", wanted.filter { $0 != refused }), .inferred)
  }

  /// Feelings that fit how loud the song is.
  private var songFeelings: [String] {
    switch songEnergy {
    case ..<0.35: ["longing", "loneliness", "peace", "wonder", "sadness"]
    case ..<0.6: ["longing", "hope", "love", "boredom", "confusion"]
    default: ["joy", "courage", "freedom", "anger", "triumph"]
    }
  }
}
