import Vocabulary

/// Chooses the cuts of a song: as close to the wished lengths as the musical instants allow.
///
/// A shortest path over cut points. Lengths are wishes, not a grid: a strong cue is worth a shot that is longer or
/// shorter than wished, and two neighbours never wish for exactly the same length.
struct CutSearch: Sendable {
  /// No shot is shorter, where the song itself is not (a shorter one reads as a flash). `problems(in:music:)` allows a
  /// frame less, for rounding.
  static let shortest: Seconds = 1.25
  /// No shot is longer.
  static let longest: Seconds = 10
  /// A plan has fewer shots than this.
  static let mostShots = 400

  let music: MusicMap
  /// No shot of this film is longer: what its clips' maker can do, ``longest`` at most.
  var limit: Seconds = longest

  /// The cuts, without the song's start and end; empty for a song too short to be cut.
  func cuts() -> [CutPoint] {
    let points = cutPoints(of: music)
    var pace = naturalPace()
    var chosen = cuts(among: points, pace: pace)
    while chosen.count + 1 >= Self.mostShots, pace < 20 {
      pace *= 1.2
      chosen = cuts(among: points, pace: pace)
    }
    return chosen
  }

  /// The cuts when every wished length is multiplied by `pace`.
  private func cuts(among points: [CutPoint], pace: Double) -> [CutPoint] {
    let fixed = pillars(of: points)
    let edges = [CutPoint(time: 0, worth: 0)] + fixed + [CutPoint(time: music.duration, worth: 0)]
    var chosen: [CutPoint] = []
    for (from, to) in zip(edges, edges.dropFirst()) {
      let inner = points.filter { $0.time > from.time && $0.time < to.time }
      let earlier = zip(chosen, [edges[0]] + chosen).map { $0.time - $1.time }
      chosen += path(from: from, through: inner, to: to, pace: pace, after: earlier.suffix(3)) + [to]
    }
    return chosen.dropLast()
  }

  /// The fixed points that can all be cut at: of two that are too close, the stronger stays.
  private func pillars(of points: [CutPoint]) -> [CutPoint] {
    let fixed = points.filter {
      $0.isFixed && $0.time >= Self.shortest && $0.time <= music.duration - Self.shortest
    }
    return fixed.reduce(into: []) { kept, point in
      guard let last = kept.last, point.time - last.time < Self.shortest else { return kept.append(point) }
      if point.strength > last.strength { kept[kept.count - 1] = point }
    }
  }

  /// The best cuts strictly between two edges, after shots of the lengths `earlier`.
  private func path(
    from: CutPoint, through inner: [CutPoint], to: CutPoint, pace: Double, after earlier: ArraySlice<Seconds>
  ) -> [CutPoint] {
    let points = [from] + inner + [to]
    let wishes = points.map { pace * wish(at: $0.time) }
    var cost = [Double](repeating: .infinity, count: points.count)
    var before = [Int](repeating: 0, count: points.count)
    cost[0] = 0
    for end in points.indices.dropFirst() {
      for start in stride(from: end - 1, through: 0, by: -1) {
        let length = points[end].time - points[start].time
        if length > 2 * Self.longest { break }
        guard length >= Self.shortest else { continue }
        let total =
          cost[start] + strain(length, wish: min(wishes[start], limit)) - points[end].worth * 0.5
          + Self.sameness(length, after: earlier + lengths(to: start, of: points, before))
        if total < cost[end] { (cost[end], before[end]) = (total, start) }
      }
    }
    guard cost[points.count - 1].isFinite else { return [] }
    var chosen: [CutPoint] = []
    var at = before[points.count - 1]
    while at > 0 {
      chosen.append(points[at])
      at = before[at]
    }
    return chosen.reversed()
  }

  /// What a shot of this length costs where another was wished: 0 at the wish, 1 at half or double of it; a length
  /// beyond the limit costs more than any detour.
  private func strain(_ length: Seconds, wish: Seconds) -> Double {
    let off = Self.logarithm(length / wish)
    return 2.1 * off * off + 0.05 + (length > limit ? 50 : 0)
  }

  /// Lengths of the last shots, three at most, on the way to the point `end`.
  private func lengths(to end: Int, of points: [CutPoint], _ before: [Int]) -> [Seconds] {
    var (at, lengths) = (end, [Seconds]())
    while at > 0, lengths.count < 3 {
      lengths.insert(points[at].time - points[before[at]].time, at: 0)
      at = before[at]
    }
    return lengths
  }

  /// What a shot costs whose length is that of the shots before it. Two alike are music, four are a metronome.
  private static func sameness(_ length: Seconds, after earlier: ArraySlice<Seconds>) -> Double {
    let run = earlier.reversed().prefix { abs($0 - length) < 0.08 * length }.count
    return [0, 0.15, 0.8, 1.6][min(run, 3)]
  }

  /// Natural logarithm by its area-tangent series: exact enough for a cost, and no library.
  private static func logarithm(_ value: Double) -> Double {
    var (scaled, halvings) = (value, 0.0)
    while scaled > 1.5 { (scaled, halvings) = (scaled / 2, halvings + 1) }
    while scaled < 0.75 { (scaled, halvings) = (scaled * 2, halvings - 1) }
    let part = (scaled - 1) / (scaled + 1)
    let square = part * part
    return 2 * part * (1 + square / 3 + square * square / 5) + halvings * 0.693_147_180_559_945
  }
}

extension CutSearch {
  /// The length wished for a shot that begins at `time`: long where it is quiet, short where it is loud, and never the
  /// same twice in a row, so that a steady beat does not make a metronome of the cuts.
  func wish(at time: Seconds) -> Seconds {
    let section = music.section(at: time)
    let base: Seconds =
      switch section?.energy ?? .medium {
      case .low: 6
      case .falling: 5.2
      case .medium: 4.2
      case .high: 2.7
      }
    let role = section.map { $0.role == .intro || $0.role == .outro ? 1.15 : 1 } ?? 1
    let level = music.envelope.level.isEmpty ? 0.5 : music.envelope.level(at: time + 1)
    let whim = Dice(seed: 0).pick("length", [0.62, 0.85, 1.1, 1.5], Int(time * 50))
    return base * role * pulse * (1.15 - 0.3 * level) * whim
  }

  /// A slow song breathes more slowly: 1 at 110 beats a minute, up to a quarter more at 60 and below.
  private var pulse: Double {
    guard let tempo = music.tempo, tempo < 110 else { return 1 }
    return 1 + 0.25 * min(1, (110 - tempo) / 50)
  }

  /// What every wish is multiplied by: above 1 for songs so long that they would have too many shots, below 1 for
  /// songs so short that they would have no story (three shots need room for three).
  private func naturalPace() -> Double {
    let expected = stride(from: 0.25, to: music.duration, by: 0.5).reduce(0) { $0 + 0.5 / wish(at: $1) }
    if expected < 4 { return max(0.35, expected / 4) }
    return max(1, expected / (0.8 * Double(Self.mostShots)))
  }
}
