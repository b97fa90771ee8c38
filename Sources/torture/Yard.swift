// One spool that is tortured, with everything about it that lies outside of it: the configuration, the paid maker and the
// book of its charges, the daemon's log.
import CStrike
import Foundation
import Glibc

/// Paths of one spool and what belongs to it. Used by one thread.
final class Yard {
  let home: String
  let maker: Maker
  /// Where the rented provider listens; nil for other makers.
  private let port: UInt16?
  let programs: Programs
  let bundle: Bundle
  private(set) var drops = 0
  private static let manager = FileManager.default

  /// - Parameter mount: the spool's filesystem, where it is not that of `home`: what must outlive a power cut stays in
  ///   `home`.
  init(
    at home: String, spool mount: String? = nil, maker: Maker, port: UInt16?, programs: Programs, bundle: Bundle
  ) throws {
    self.home = home
    self.maker = maker
    self.port = port
    self.programs = programs
    self.bundle = bundle
    spool = mount.map { "\($0)/spool" } ?? "\(home)/spool"
    try? Self.manager.removeItem(atPath: home)
    try Self.manager.createDirectory(atPath: "\(home)/drafts", withIntermediateDirectories: true)
    try write(script, to: "maker.sh")
    try write("secret\n", to: "key")
    chmod("\(home)/key", 0o600)
    try write(configuration, to: "reelspool.toml")
    try write("", to: "charges")
    chmod("\(home)/maker.sh", 0o755)
  }

  let spool: String
  var log: String { "\(home)/daemon.log" }
  var charges: String { "\(home)/charges" }
  var config: String { "\(home)/reelspool.toml" }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(home)/\(name)"))
  }

  /// Makes stills and clips, and writes each one down that it is asked for before it makes it: it has charged by then.
  /// One line is one write(2) with O_APPEND, so lines do not mix.
  private var script: String {
    #"""
    #!/bin/sh
    set -eu
    request=$(cat)
    field() { printf '%s\n' "$request" | sed -n "s/^  \"$1\" : \"\{0,1\}\([^\"]*[^\",]\)\"\{0,1\},\{0,1\}\$/\1/p"; }
    output=$(field output)
    printf '%s %s\n' "$output" "$(pwd -P)" >>'\#(charges)'
    number=$(printf '%s\n' "$request" | sed -n 's/^    "id" : "shot_0*\([0-9][0-9]*\)",\{0,1\}$/\1/p')
    look="testsrc=s=64x112:r=10,hue=h=$((${number:-0} * 77))"
    case $output in
    *.png) exec ffmpeg -nostdin -v error -y -f lavfi -i "$look" -frames:v 1 "file:$output" ;;
    *) exec ffmpeg -nostdin -v error -y -f lavfi -i "$look" -frames:v "$(field frames)" -pix_fmt yuv420p \
      -c:v libx264 -preset ultrafast -threads 1 "file:$output" ;;
    esac

    """#
  }

  /// Nobody waits long here, and no number of deaths is a reason to give up.
  private var configuration: String {
    """
    [spool]
    settle = 0.05
    patience = 2
    pause = 1
    [film]
    width = 64
    height = 112
    fps = 10
    preset = "ultrafast"
    [retry]
    attempts = 100
    base = 0.05
    cap = 0.3
    interruptions = 1000
    [providers]
    stills = "\(maker.stills)"
    clips = "\(maker.clips)"
    [providers.command.paid]
    executable = "\(home)/maker.sh"
    slots = 2
    \(rented("stills", "plain_input = { prompt = \"{prompt}\", seed = \"{seed}\" }"))
    \(rented("clips", "clip_input = { prompt = \"{prompt}\", image = \"{still}\", seconds = \"{seconds}\" }\nlengths = [6]"))
    """
  }

  /// The table of one of the rented models; empty for other makers.
  private func rented(_ what: String, _ inputs: String) -> String {
    guard let port else { return "" }
    return """
      [providers.replicate.rented-\(what)]
      endpoint = "http://127.0.0.1:\(port)"
      key_file = "\(home)/key"
      model = "a/\(what)"
      slots = 2
      poll = 0.1
      prices = [{ request = "0.05" }]
      \(inputs)
      """
  }

  /// The lines of the ledger; nil where it cannot be read, as after a power cut.
  static func ledger(of spool: String) -> [[String: Any]]? {
    let place = "\(spool)/.reelspool/ledger"
    guard let names = try? manager.contentsOfDirectory(atPath: place) else { return nil }
    var lines: [[String: Any]] = []
    for name in names {
      guard let text = try? String(contentsOfFile: "\(place)/\(name)", encoding: .utf8) else { return nil }
      lines += text.split(separator: "\n").compactMap {
        (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
      }
    }
    return lines
  }

  // MARK: What people do

  /// Drops another bundle by one rename, and gives its name.
  func drop() throws -> String {
    drops += 1
    let name = "song-\(drops)"
    try bundle.write(to: drafts, as: name)
    guard rename("\(drafts)/\(name)", "\(spool)/inbox/\(name)") == 0 else {
      throw Trouble("unable to drop \(name): \(String(cString: strerror(errno)))")
    }
    return name
  }

  /// On the spool's own filesystem, so that a drop is one rename.
  var drafts: String {
    let place = "\(spool).drafts"
    try? Self.manager.createDirectory(atPath: place, withIntermediateDirectories: true)
    return place
  }

  // MARK: What lies there

  func names(_ folder: String) -> [String] {
    ((try? Self.manager.contentsOfDirectory(atPath: "\(spool)/\(folder)")) ?? []).sorted()
  }
  func has(_ name: String) -> Bool { Self.manager.fileExists(atPath: "\(spool)/\(name)") }
  func text(of path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
}

/// Where the programs lie.
struct Programs: Sendable {
  var reelspool: String
  var ffmpeg: String
}

/// Something that keeps the harness itself from going on; no finding about the farm.
struct Trouble: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
