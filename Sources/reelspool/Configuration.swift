// The one configuration file. Every value has a default, a unit and a range; a key that does not exist or a value out of
// its range stops the start, with the line and what to do, because a farm that runs with half of what its operator
// meant is worse than one that does not run.
import Farm
import FoundationEssentials
import Glibc
import Providers
import TOMLKit
import Vocabulary

/// What `reelspool.toml` says.
struct Configuration {
  var settings = FarmSettings()
  /// The spool, where the command line does not name it.
  var spool: String?
  /// Programs that make stills and clips, by name.
  var commands: [CommandMaker] = []
  /// Servers, in the order of their names.
  var servers: [any Provider] = []

  static let usualPath = "/etc/reelspool/reelspool.toml"

  /// The configuration at `path`; of the usual place where that is nil; the defaults where there is none either.
  ///
  /// - Parameter readsKeys: false for whoever asks no server and may not read its keys.
  static func load(_ path: String?, readsKeys: Bool = true) throws -> Configuration {
    guard let path = path ?? (access(usualPath, F_OK) == 0 ? usualPath : nil) else { return Configuration() }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFault.wrong("unable to read the configuration \(path): \(String(cString: strerror(errno)))")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CommandFault.wrong("unable to read the configuration \(path): it is not UTF-8 text; save it as UTF-8")
    }
    return try ConfigurationReader(path: path, text: text, readsKeys: readsKeys).read()
  }
}

/// The file's shape; keys as they are written.
struct ConfigurationFile: Decodable {
  struct Place: Codable {
    var path: String?
    var settle, patience, sweep, pause, stopWithin: Number?
    var songBytes, conceptBytes, bundleBytes, bundleFiles: Int?
    var shortestSong, longestSong: Number?
    var activeJobs, watchedEnds: Int?

    enum CodingKeys: String, CodingKey {
      case path, settle, patience, sweep, pause
      case stopWithin = "stop_within"
      case songBytes = "song_bytes"
      case conceptBytes = "concept_bytes"
      case bundleBytes = "bundle_bytes"
      case bundleFiles = "bundle_files"
      case shortestSong = "shortest_song"
      case longestSong = "longest_song"
      case activeJobs = "active_jobs"
      case watchedEnds = "watched_ends"
    }
  }
  struct Film: Codable {
    var width, height, fps, crf: Int?
    var preset, fidelity: String?
    var upload: Bool?
  }
  struct Retry: Codable {
    var attempts, interruptions: Int?
    var base, cap, longestThrottle: Number?

    enum CodingKeys: String, CodingKey {
      case attempts, interruptions, base, cap
      case longestThrottle = "longest_throttle"
    }
  }
  struct Budget: Codable {
    var perJob, perDay: String?
    var providers: [String: String]?

    enum CodingKeys: String, CodingKey {
      case perJob = "per_job"
      case perDay = "per_day"
      case providers
    }
  }
  struct Providers: Decodable {
    var writer, stills, clips: Names?
    var command: [String: Command]?
    /// Tables of servers: kind, name, keys.
    var servers: [String: [String: [String: JSONValue]]] = [:]

    init() {}

    init(from decoder: any Decoder) throws {
      let box = try decoder.container(keyedBy: PlainKey.self)
      writer = try box.decodeIfPresent(Names.self, forKey: PlainKey("writer"))
      stills = try box.decodeIfPresent(Names.self, forKey: PlainKey("stills"))
      clips = try box.decodeIfPresent(Names.self, forKey: PlainKey("clips"))
      command = try box.decodeIfPresent([String: Command].self, forKey: PlainKey("command"))
      for kind in Setup.kinds.map({ $0.kind }) {
        servers[kind] = try box.decodeIfPresent([String: [String: JSONValue]].self, forKey: PlainKey(kind))
      }
    }
  }
  struct Command: Codable {
    var executable: String?
    var arguments, makes: [String]?
    var slots: Int?
    var price: String?
    var timeLimit: Number?

    enum CodingKeys: String, CodingKey {
      case executable, arguments, makes, slots, price
      case timeLimit = "time_limit"
    }
  }
  var spool: Place?
  var film: Film?
  var lanes: [String: Int]?
  var retry: Retry?
  var budget: Budget?
  var providers: Providers?
}

/// Any key.
struct PlainKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }
  init(_ text: String) { stringValue = text }
  init?(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

/// One name, or a list of them.
struct Names: Decodable {
  var names: [String]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let one = try? container.decode(String.self) {
      names = [one]
    } else {
      names = try container.decode([String].self)
    }
  }
}

/// A number that may be written with or without a fraction.
struct Number: Codable {
  var value: Double

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let whole = try? container.decode(Int.self) {
      value = Double(whole)
    } else {
      value = try container.decode(Double.self)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}
