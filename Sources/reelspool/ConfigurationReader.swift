import Farm
import Media
import TOMLKit
import Vocabulary

/// Reads one configuration file, and says what is wrong with it by line.
struct ConfigurationReader {
  var path: String
  var text: String
  /// Whether the keys of servers are looked up.
  var readsKeys = true

  func read() throws -> Configuration {
    let file = try decode()
    var out = Configuration()
    out.spool = file.spool?.path
    try apply(file.spool ?? ConfigurationFile.Place(), to: &out.settings)
    try apply(file.film ?? ConfigurationFile.Film(), to: &out.settings)
    try apply(file.retry ?? ConfigurationFile.Retry(), to: &out.settings)
    for (lane, width) in file.lanes ?? [:] {
      try check(width, 1...256, "lanes", lane, "slots")
      out.settings.lanes[lane] = width
    }
    try apply(file.providers ?? ConfigurationFile.Providers(), to: &out)
    try apply(file.budget ?? ConfigurationFile.Budget(), to: &out)
    try checkTogether(out.settings)
    return out
  }

  private func decode() throws -> ConfigurationFile {
    try refuseNamelessTables()
    do {
      return try TOMLDecoder(strictDecoding: true).decode(ConfigurationFile.self, from: TOMLTable(string: text))
    } catch let error as TOMLParseError {
      throw CommandFault.wrong("\(path):\(error.source.begin.line): \(error.description); correct the line")
    } catch let error as UnexpectedKeysError {
      throw unknownKey(error)
    } catch let error as DecodingError {
      throw wrongType(error)
    }
  }

  /// toml++ ends the program at "[.name]" or "[=" (an assertion of its `parse_key`) instead of saying so.
  private func refuseNamelessTables() throws {
    for (number, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
    {
      let header = Array(line.drop { $0 == 32 || $0 == 9 })
      guard header.first == UInt8(ascii: "[") else { continue }
      let brackets = header.starts(with: Array("[[".utf8)) ? 2 : 1
      let name = header.dropFirst(brackets).first { $0 != 32 && $0 != 9 }
      if let name, Self.nameStarts.contains(name) { continue }
      throw CommandFault.wrong("\(path):\(number + 1): the name of a table is missing; correct the line")
    }
  }

  private static let nameStarts = Set(
    "_-\"']0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)

  private func unknownKey(_ error: UnexpectedKeysError) -> CommandFault {
    let keys = error.keys.values.map { $0.map(\.stringValue) }.sorted {
      $0.joined(separator: ".") < $1.joined(separator: ".")
    }
    let key = keys.first ?? error.keys.keys.sorted().prefix(1).map { $0 }
    let name = key.last ?? "?"
    let table = key.dropLast().joined(separator: ".")
    let place = table.isEmpty ? "" : " in [\(table)]"
    return .wrong(
      "\(path):\(line(of: name, in: table)): there is no key \"\(name)\"\(place); docs/configuration.md lists the keys")
  }

  private func wrongType(_ error: DecodingError) -> CommandFault {
    var keys: [String]
    switch error {
    // TOMLKit says so of a value of another type, too, and its path ends with the key already.
    case .keyNotFound(_, let context), .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      keys = context.codingPath.map(\.stringValue)
    @unknown default: keys = []
    }
    // The place in a list says less than the list's own name, which has a line.
    while keys.last?.hasPrefix("Index ") == true { keys.removeLast() }
    let name = keys.last ?? "?"
    let table = keys.dropLast().joined(separator: ".")
    return .wrong(
      "\(path):\(line(of: name, in: table)): the value of \"\(name)\" has the wrong type; see docs/configuration.md")
  }

  /// The line on which `key` of `table` stands, from 1; 1 where it is not found.
  func line(of key: String, in table: String) -> Int {
    var here = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let plain = line.drop { $0 == " " || $0 == "\t" }
      if plain.hasPrefix("["), let end = plain.firstIndex(of: "]") {
        // [[a]] is one of several tables a.
        here = String(plain[..<end].drop { $0 == "[" })
        if table.isEmpty && here == key { return index + 1 }
      }
      let name = plain.prefix { $0 != "=" && $0 != " " && $0 != "\t" }
      if here == table && name == key { return index + 1 }
    }
    return table.isEmpty ? firstLine(with: key) : 1
  }

  /// Where the decoder does not say in which table it was.
  private func firstLine(with key: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let found = lines.firstIndex { line in
      line.drop { $0 == " " || $0 == "\t" }.prefix { $0 != "=" && $0 != " " && $0 != "\t" } == key
    }
    return (found ?? 0) + 1
  }

  // MARK: Values

  func check<Value: Comparable>(
    _ value: Value, _ range: ClosedRange<Value>, _ table: String, _ key: String, _ unit: String
  ) throws {
    guard !range.contains(value) else { return }
    throw CommandFault.wrong(
      "\(path):\(line(of: key, in: table)): \(key) is \(value); it must be from \(range.lowerBound) to \(range.upperBound) \(unit)"
    )
  }

  func set<Value: Comparable>(
    _ target: inout Value, _ value: Value?, _ range: ClosedRange<Value>, _ table: String, _ key: String, _ unit: String
  ) throws {
    guard let value else { return }
    try check(value, range, table, key, unit)
    target = value
  }

  private func apply(_ place: ConfigurationFile.Place, to settings: inout FarmSettings) throws {
    try set(&settings.inbox.settle, place.settle?.value, 0...3600, "spool", "settle", "seconds")
    try set(&settings.inbox.patience, place.patience?.value, 0...86400, "spool", "patience", "seconds")
    try set(&settings.sweep, place.sweep?.value, 1...86400, "spool", "sweep", "seconds")
    try set(&settings.pause, place.pause?.value, 1...3600, "spool", "pause", "seconds")
    try set(&settings.stopWithin, place.stopWithin?.value, 1...600, "spool", "stop_within", "seconds")
    try set(&settings.shortestSong, place.shortestSong?.value, 1...3600, "spool", "shortest_song", "seconds")
    try set(&settings.longestSong, place.longestSong?.value, 1...7200, "spool", "longest_song", "seconds")
    try set(&settings.activeJobs, place.activeJobs, 1...10000, "spool", "active_jobs", "jobs")
    try set(&settings.watchedEnds, place.watchedEnds, 0...100_000, "spool", "watched_ends", "jobs")
    try setBytes(place, &settings)
  }

  private func setBytes(_ place: ConfigurationFile.Place, _ settings: inout FarmSettings) throws {
    var song = Int(settings.inbox.songBytes)
    var concept = Int(settings.inbox.conceptBytes)
    var bundle = Int(settings.inbox.bundleBytes)
    try set(&song, place.songBytes, 1000...10_000_000_000, "spool", "song_bytes", "bytes")
    try set(&concept, place.conceptBytes, 16...1_000_000, "spool", "concept_bytes", "bytes")
    try set(&bundle, place.bundleBytes, 1000...100_000_000_000, "spool", "bundle_bytes", "bytes")
    try set(&settings.inbox.members, place.bundleFiles, 2...10000, "spool", "bundle_files", "files")
    settings.inbox.songBytes = UInt64(song)
    settings.inbox.conceptBytes = UInt64(concept)
    settings.inbox.bundleBytes = UInt64(bundle)
  }

  private func apply(_ film: ConfigurationFile.Film, to settings: inout FarmSettings) throws {
    try set(&settings.film.width, film.width, 64...4096, "film", "width", "pixels")
    try set(&settings.film.height, film.height, 64...4096, "film", "height", "pixels")
    try set(&settings.film.fps, film.fps, 1...60, "film", "fps", "frames a second")
    try set(&settings.crf, film.crf, 0...51, "film", "crf", "")
    for (key, value) in [("width", settings.film.width), ("height", settings.film.height)] where value % 2 != 0 {
      throw CommandFault.wrong(
        "\(path):\(line(of: key, in: "film")): \(key) is \(value); it must be an even number of pixels")
    }
    let presets = HouseProfile.presets
    settings.preset = try choice(film.preset, presets, "preset") ?? settings.preset
    let fidelity = try choice(film.fidelity, Fidelity.allCases.map(\.rawValue), "fidelity")
    settings.upload = film.upload ?? settings.upload
    settings.fidelity = fidelity.flatMap(Fidelity.init) ?? settings.fidelity
  }

  private func choice(_ value: String?, _ known: [String], _ key: String) throws -> String? {
    guard let value, !known.contains(value) else { return value }
    throw CommandFault.wrong(
      "\(path):\(line(of: key, in: "film")): \(key) is \"\(value)\"; it must be one of \(known.joined(separator: ", "))"
    )
  }

  private func apply(_ retry: ConfigurationFile.Retry, to settings: inout FarmSettings) throws {
    try set(&settings.retry.attempts, retry.attempts, 1...100, "retry", "attempts", "attempts")
    try set(&settings.retry.interruptions, retry.interruptions, 1...1000, "retry", "interruptions", "deaths")
    try set(&settings.retry.base, retry.base?.value, 0.01...3600, "retry", "base", "seconds")
    try set(&settings.retry.cap, retry.cap?.value, 0.01...86400, "retry", "cap", "seconds")
    try set(
      &settings.retry.longestThrottle, retry.longestThrottle?.value, 1...86400, "retry", "longest_throttle", "seconds")
  }

  private func checkTogether(_ settings: FarmSettings) throws {
    if settings.inbox.settle > settings.inbox.patience {
      throw CommandFault.wrong(
        "\(path):\(line(of: "patience", in: "spool")): patience is shorter than settle; make it longer")
    }
    if settings.shortestSong > settings.longestSong {
      throw CommandFault.wrong(
        "\(path):\(line(of: "longest_song", in: "spool")): longest_song is shorter than shortest_song; make it longer")
    }
  }
}
