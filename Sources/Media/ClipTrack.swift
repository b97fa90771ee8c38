/// The one track of a clip in the house profile, by its index.
struct ClipTrack {
  /// A packet: where it lies, and when it is shown, in ticks.
  struct Sample {
    var offset, size, presented: Int
  }

  let width, height, timescale: Int
  let parameterHash: String
  let samples: [Sample]

  /// Nil where `movie`, the inside of a `moov` box, is not that of one H.264 track in one piece.
  init?(_ movie: Boxes) {
    guard movie.all("mvex")?.isEmpty == true, let track = movie.only("trak"), let media = track.only("mdia"),
      let head = media.only("mdhd"), let ticks = head.number(head.number(0, 1) == 1 ? 20 : 12, 4), ticks > 0,
      media.only("hdlr")?.number(8, 4) == Self.code("vide"),
      let table = media.only("minf")?.only("stbl"), let described = table.only("stsd"), described.number(4, 4) == 1,
      let entry = described.skipping(8).only("avc1"), let wide = entry.number(24, 2), let high = entry.number(26, 2),
      let sets = entry.skipping(78).only("avcC"), let start = Self.start(of: track),
      let samples = Self.samples(table, start: start)
    else { return nil }
    (width, height, timescale, parameterHash) = (wide, high, ticks, sets.sha256)
    self.samples = samples
  }

  private static func code(_ word: String) -> Int { word.utf8.reduce(0) { $0 << 8 | Int($1) } }

  /// The tick at which the film begins; nil for an edit list that does more than that.
  private static func start(of track: Boxes) -> Int? {
    guard let edits = track.all("edts") else { return nil }
    guard let list = edits.first else { return 0 }
    guard edits.count == 1, let edit = list.only("elst"), edit.number(4, 4) == 1, let version = edit.number(0, 1) else {
      return nil
    }
    let wide = version == 1
    guard edit.count == (wide ? 28 : 20), edit.number(wide ? 24 : 16, 4) == 0x10000 else { return nil }
    return edit.number(wide ? 16 : 12, wide ? 8 : 4).flatMap { $0 < 1 << 31 ? $0 : nil }
  }

  private static func samples(_ table: Boxes, start: Int) -> [Sample]? {
    guard let sizes = sizes(table), let times = times(table, count: sizes.count),
      let offsets = offsets(table, sizes: sizes)
    else { return nil }
    return sizes.indices.map { Sample(offset: offsets[$0], size: sizes[$0], presented: times[$0] - start) }
  }

  private static func sizes(_ table: Boxes) -> [Int]? {
    guard let box = table.only("stsz"), let same = box.number(4, 4), let count = box.number(8, 4) else { return nil }
    guard same == 0 else { return count <= mostSamples ? Array(repeating: same, count: count) : nil }
    return box.table(8, columns: 1)
  }

  /// When each sample is shown: the sum of the steps before it, and its own delay.
  private static func times(_ table: Boxes, count: Int) -> [Int]? {
    guard let steps = spread(table.only("stts"), count: count), let late = table.all("ctts"), late.count <= 1,
      let delays = late.isEmpty ? Array(repeating: 0, count: count) : spread(late[0], count: count)
    else { return nil }
    var now = 0
    return zip(steps, delays).map { step, delay in
      defer { now += step }
      // Version 1 has delays below zero; in version 0 none is as large.
      return now + Int(Int32(truncatingIfNeeded: delay))
    }
  }

  /// Rows of how many and which value, as one value a sample.
  private static func spread(_ box: Boxes?, count: Int) -> [Int]? {
    guard let rows = box?.table(4, columns: 2) else { return nil }
    var values: [Int] = []
    for row in stride(from: 0, to: rows.count, by: 2) {
      guard rows[row] <= count - values.count else { return nil }
      values += repeatElement(rows[row + 1], count: rows[row])
    }
    return values.count == count ? values : nil
  }

  /// Where each sample lies: samples follow each other inside of a chunk. Rows of `stsc` are a chunk's number, samples in each
  /// from there on, and a description's number.
  private static func offsets(_ table: Boxes, sizes: [Int]) -> [Int]? {
    guard let chunks = chunks(table), let runs = table.only("stsc")?.table(4, columns: 3) else { return nil }
    var offsets: [Int] = []
    var run = 0
    for (index, chunk) in chunks.enumerated() {
      while run + 3 < runs.count, runs[run + 3] <= index + 1 { run += 3 }
      guard run < runs.count, runs[run] <= index + 1, runs[run + 1] <= sizes.count - offsets.count else { return nil }
      var at = chunk
      for _ in 0..<runs[run + 1] {
        offsets.append(at)
        at += sizes[offsets.count - 1]
      }
    }
    return offsets.count == sizes.count ? offsets : nil
  }

  private static func chunks(_ table: Boxes) -> [Int]? {
    // A clip above 4 GB has longer numbers, and is left to ffprobe.
    table.only("stco")?.table(4, columns: 1)
  }

  /// Five hours at 60 frames a second.
  private static let mostSamples = 1 << 20
}
