import FoundationEssentials
import Inbox
import Planning
import Vocabulary

extension SubmitCommand {
  /// Says what the film would cost. Nothing is sent, and nothing is put anywhere.
  func forecast() throws {
    let configuration = try Configuration.load(config, readsKeys: false)
    let found = try parts()
    var options = found.options
    options.fps = fps ?? options.fps
    options.width = width ?? options.width
    options.height = height ?? options.height
    options.budget = budget.flatMap(Money.read) ?? options.budget
    options.writer = writer ?? options.writer
    options.stills = stills ?? options.stills
    options.clips = clips ?? options.clips
    let settings = configuration.settings
    let brief = Brief(
      concept: found.concept, title: title ?? bundleName(),
      fidelity: fidelity.flatMap(Fidelity.init) ?? options.fidelity ?? settings.fidelity,
      music: try hear(found.song, least: settings.shortestSong, most: settings.longestSong),
      seed: seed ?? options.seed ?? 0)
    let day = String(Date.now.ISO8601Format().prefix(10))
    do {
      try Estimate(
        brief, hasReferences: found.hasReferences, options: options, configuration: configuration, day: day
      ).show()
    } catch let failure as Failure { throw CommandFault.wrong("\(failure)") }
  }

  /// The song and the concept of what is to be submitted.
  private func parts() throws -> (song: String, concept: String, options: JobOptions, hasReferences: Bool) {
    let manager = FileManager.default
    var isFolder = false
    guard manager.fileExists(atPath: files[0], isDirectory: &isFolder) else {
      throw CommandFault.wrong("unable to open \(files[0]): there is no such file or folder")
    }
    guard files.count == 2 || isFolder else {
      throw CommandFault.wrong("unable to estimate an archive: unpack it and give the folder")
    }
    let names =
      files.count == 2
      ? files
      : ((try? manager.contentsOfDirectory(atPath: files[0])) ?? []).sorted()
        .filter { !$0.hasPrefix(".") }.map { "\(files[0])/\($0)" }
    let kinds: Set<String> = ["txt", "md", "json"]
    let others: Set<String> = ["lrc", "png", "jpg", "jpeg"]
    let written = names.filter { kinds.contains(Self.ending($0)) && !$0.hasSuffix("/character.json") }
    let song = names.first { name in
      var isFolder = false
      return manager.fileExists(atPath: name, isDirectory: &isFolder) && !isFolder
        && !kinds.union(others).contains(Self.ending(name))
    }
    guard let song, !written.isEmpty else {
      throw CommandFault.wrong("unable to estimate: there must be a song, and a concept (.txt, .md or .json)")
    }
    let read = { (isJSON: Bool) in
      written.first { (Self.ending($0) == "json") == isJSON }.flatMap { manager.contents(atPath: $0) }.map { Array($0) }
    }
    do throws(WrittenConcept.Fault) {
      let concept = try WrittenConcept(prose: read(false), options: read(true))
      return (song, concept.prose, concept.options, names.contains { $0.hasSuffix("/references") })
    } catch { throw CommandFault.wrong("unable to estimate: \(error.reason)") }
  }

  private static func ending(_ name: String) -> String { name.split(separator: ".").last?.lowercased() ?? "" }
}
