import Vocabulary

// Beats that are probably wrong are worse than none: a cut that claims a beat and misses it is what a viewer sees. Below a
// line the film follows what is certain of any song, its energy and its onsets, and the plan says so.

extension Section {
  /// Whether its start is cut whatever the lengths say; elsewhere it only is a good place for a cut.
  var isBelieved: Bool { confidence >= 0.5 }
}

extension MusicMap {
  /// Least ``beatConfidence`` at which cuts follow the beats. Every second beat wrong is as good as none.
  public static let leastBeatConfidence = 0.5

  /// Whether there are beats that are not believed.
  var hasDoubtfulBeats: Bool { !beats.isEmpty && beatConfidence < Self.leastBeatConfidence }

  /// The map without what is not believed: of doubtful beats only the instants of its cues stay, as what they are, changes of
  /// the sound.
  var believed: MusicMap {
    guard hasDoubtfulBeats else { return self }
    var map = self
    (map.tempo, map.beatsPerBar) = (nil, nil)
    (map.beats, map.downbeats, map.beatStrength) = ([], [], [])
    map.cues = cues.filter { $0.kind != .phrase }.map { cue in
      var free = cue
      free.snappedTo = .none
      return free
    }
    map.cuePoints = map.cues.map(\.time)
    return map
  }

  /// What a person should know of how the cuts follow this song; plain sentences.
  var cutNotes: [String] {
    if beats.isEmpty { return ["no steady beat was heard: cuts follow energy and onsets"] }
    guard hasDoubtfulBeats else { return [] }
    let percent = Int((beatConfidence * 100).rounded())
    return ["the beats are doubtful (\(percent) % sure): cuts follow energy and onsets"]
  }
}
