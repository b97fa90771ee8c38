import FoundationEssentials
import Generating
import Glibc
import Media
import Spool
import Storyboard
import Vocabulary

/// The figures of one job, shot by shot and as a whole.
struct ContinuityGauge {
  private struct Row {
    var shot: Shot
    /// In the still, where the artist's own redraw says the coat is; nil for other makers' stills.
    var still: Coat?
    /// In the middle frame of the clip, by colour alone.
    var clip: Coat?
    /// Whether a stranger would doubt that frame; nil where nothing can be said by colour.
    var isDoubted: Bool?
    /// How many of ``strangers`` they would rightly doubt in it.
    var toldApart = 0
    var gamut: Gamut
  }

  private let job: String
  private let bench: Folder
  private let plan: Plan
  private let cast: [Vocabulary.Character]
  private let lead: Vocabulary.Character
  /// The lead's coat as the reference sheet shows it.
  private var coat: Lab
  private var rows: [Row] = []

  /// A colour that no coat has.
  private static let other = "#00ff5a"

  init(job: String, bench: Folder) throws {
    (self.job, self.bench) = (job, bench)
    plan = try ContinuityGauge.read("\(job)/plan.json")
    let ids = Set(plan.shots.flatMap(\.characterIds)).union(["lead"]).sorted()
    cast = ids.compactMap { try? ContinuityGauge.read("\(job)/characters/\($0)/character.json") }
    guard let lead = cast.first(where: { $0.id == "lead" }), let named = Lab(hex: lead.wardrobeColor) else {
      throw CommandFault.wrong("\(job) has no sound characters/lead/character.json: nothing to compare with")
    }
    (self.lead, coat) = (lead, named)
    // What the reference shows counts, not what it was meant to show.
    if let name = lead.referenceImages.first,
      let sheet = try? picture(.still("\(job)/characters/lead/\(name)"))
    {
      coat = Likeness(who: "lead", reference: sheet, named: named).garment
    }
  }

  private static func read<Value: Decodable>(_ path: String) throws -> Value {
    do { return try JSONDecoder().decode(Value.self, from: Data(contentsOf: URL(filePath: path))) } catch {
      throw CommandFault.wrong("unable to read \(path): \(error)")
    }
  }

  mutating func measure() throws {
    for shot in plan.shots {
      guard let take = newestTake(of: shot.id) else { continue }
      let folder = "\(job)/takes/\(shot.id)/\(take)"
      let clip = try picture(.clip("\(folder)/conformed.mp4"), at: shot.frames / 2)
      var row = Row(shot: shot, still: nil, clip: nil, gamut: Gamut(clip))
      if shot.characterIds.contains("lead") {
        row.clip = Coat(in: clip, near: coat)
        look(at: clip, &row)
      }
      if let record: Take = try? ContinuityGauge.read("\(folder)/take.json"), record.stillMaker == "storyboard" {
        row.still = try masked(record.shot, take: take)
      }
      rows.append(row)
    }
    guard !rows.isEmpty else { throw CommandFault.wrong("\(job) has no finished takes") }
  }

  /// The warning that a paid clip's still gets, tried on this frame: with the lead, and with people in other colours.
  private func look(at frame: Picture, _ row: inout Row) {
    guard Likeness.canJudge(row.shot.scene.framing) else { return }
    func doubts(_ garment: Lab) -> Bool {
      Likeness(who: "lead", garment: garment).doubt(frame, row.shot.scene.framing) != nil
    }
    row.isDoubted = doubts(coat)
    row.toldApart = strangers.count(where: doubts)
  }

  /// Coats as light and as colourful as the lead's, of the hues that are furthest from it.
  private var strangers: [Lab] {
    [120, 180, 240].map { Lab(l: coat.l, chroma: max(coat.chroma, 25), hue: coat.hue + $0) }
  }

  private func newestTake(of shot: String) -> Int? {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(job)/takes/\(shot)")) ?? []
    return names.compactMap(Int.init).filter {
      FileManager.default.fileExists(atPath: "\(job)/takes/\(shot)/\($0)/conformed.mp4")
    }.max()
  }

  /// The coat where a second drawing in another colour differs from a first: both are ours, so their seed does not
  /// matter, and neither does the job's.
  private func masked(_ shot: Shot, take: Int) throws -> Coat? {
    let seed: UInt64 = 1
    let own = try drawn(shot, cast, seed, take)
    let recoloured = try drawn(shot, cast.map { ContinuityGauge.recoloured($0) }, seed, take)
    return Coat(in: own, mask: own.difference(from: recoloured))
  }

  private static func recoloured(_ person: Vocabulary.Character) -> Vocabulary.Character {
    var person = person
    if person.id == "lead" { person.wardrobeColor = other }
    return person
  }

  private func drawn(_ shot: Shot, _ cast: [Vocabulary.Character], _ seed: UInt64, _ take: Int) throws -> Picture {
    let format = FilmFormat(width: Picture.measured.width, height: Picture.measured.height, fps: plan.fps)
    let request = StillRequest(
      shot: shot, format: format, characters: cast, references: [], prompt: "", seed: seed, take: take)
    do {
      _ = try StoryboardArtist().draw(request, in: Workplace(descriptor: bench.descriptor), stop: Stop())
    } catch { throw CommandFault.machine("\(error)") }
    return try picture(.still("\(bench.path)/still.png"))
  }

  private func picture(_ file: MediaFile, at frame: Int = 0) throws -> Picture {
    do {
      return try Picture(decoding: file, frame: frame, in: Workplace(descriptor: bench.descriptor), stop: Stop())
    } catch { throw CommandFault.machine("\(error)") }
  }
}

extension ContinuityGauge {
  /// One line a shot, then the whole.
  var table: String {
    var text = "shot      framing          still: share  colour  shape   clip: share  colour   drift\n"
    var before: Gamut?
    for row in rows {
      let drift = before.map { ContinuityGauge.figure(row.gamut.distance($0), 6, 1) } ?? "     -"
      before = row.gamut
      text += pad(row.shot.id, 10) + pad(row.shot.scene.framing.rawValue, 17)
      text +=
        columns(row.still, 13) + ContinuityGauge.figure(row.still?.shape, 7, 2) + columns(row.clip, 14) + "  \(drift)\n"
    }
    return text + summary
  }

  private func columns(_ coat: Coat?, _ width: Int) -> String {
    return ContinuityGauge.figure(coat.map { $0.share * 100 }, width, 2)
      + ContinuityGauge.figure(coat.map { $0.colour.clothDistance(self.coat) }, 8, 1)
  }

  private var summary: String {
    let shown = rows.filter { $0.shot.characterIds.contains("lead") }
    let stills = Continuity(shown.compactMap(\.still))
    let clips = Continuity(shown.compactMap(\.clip))
    let seen = shown.count { row in (row.clip?.share ?? -1) >= 0.6 * (row.still?.share ?? 0) }
    var text = "\n\(shown.count) shots with the lead, \(rows.count) in all; coat \(lead.wardrobeColor)\n"
    for (name, one) in [("stills, masked", stills), ("clips, by colour", clips)] {
      text +=
        pad("  \(name)", 20) + "pairs \(one.pairs.count)  median \(ContinuityGauge.figure(one.quantile(0.5), 0, 1))"
      text += "  95 % \(ContinuityGauge.figure(one.quantile(0.95), 0, 1))"
      text += "  within \(Int(Continuity.same)): \(ContinuityGauge.figure(one.held * 100, 0, 1)) % (bar: 95 %)\n"
    }
    let share = shown.isEmpty ? 0 : Double(seen) / Double(shown.count) * 100
    text += "  coat found by colour alone in \(ContinuityGauge.figure(share, 0, 1)) % of these shots (bar: 90 %)\n"
    return text + areas(shown) + doubts + others
  }

  /// How much of the frame the coat takes up by the exact mask: in shots with the lead, and in those without.
  private func areas(_ shown: [Row]) -> String {
    let shares = shown.compactMap(\.still?.share).sorted()
    guard let least = shares.first, let most = shares.last else { return "" }
    let within = shares.count { Continuity.area.contains($0) }
    let strays = rows.count { !$0.shot.characterIds.contains("lead") && $0.still != nil }
    return
      "  coat, share of the frame: \(ContinuityGauge.figure(least * 100, 0, 2)) to"
      + " \(ContinuityGauge.figure(most * 100, 0, 1)) %; from 2 to 35 %: \(within) of \(shown.count) shots;"
      + " seen in shots without the lead: \(strays)\n"
      + "  build \(lead.figure.build.rawValue), hair \(lead.figure.hair.rawValue), prop"
      + " \(lead.figure.accessory.rawValue): one document for all shots\n"
  }

  /// How far the warning can be trusted on this film.
  private var doubts: String {
    let judged = rows.compactMap(\.isDoubted)
    guard !judged.isEmpty else { return "" }
    let apart = rows.reduce(0) { $0 + $1.toldApart }
    return
      "  doubted though it is the lead: \(judged.count { $0 }) of \(judged.count) shots; another coat taken for the lead's:"
      + " \(judged.count * strangers.count - apart) of \(judged.count * strangers.count)\n"
  }

  /// Everybody else against the lead.
  private var others: String {
    cast.filter { $0.id != "lead" }.compactMap { other in
      guard let a = Lab(hex: lead.wardrobeColor), let b = Lab(hex: other.wardrobeColor) else { return nil }
      return
        "  \(other.id) against the lead: \(ContinuityGauge.figure(a.clothDistance(b), 0, 1)) (bar: \(Int(Continuity.apart)))\n"
    }.joined()
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func figure(_ value: Double?, _ width: Int, _ digits: Int) -> String {
    guard let value else { return String(repeating: " ", count: max(0, width - 1)) + "-" }
    let scale = digits == 2 ? 100.0 : 10
    let whole = Int((value * scale).rounded())
    let fraction = String(whole % Int(scale))
    let text = "\(whole / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
