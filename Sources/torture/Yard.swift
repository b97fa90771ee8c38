// One spool that is tortured, with everything about it that lies outside of it: the configuration, the paid maker and the
// book of its charges, the daemon's log.
import CStrike
import Foundation
import Glibc

/// Paths of one spool and what belongs to it. Used by one thread.
final class Yard {
  let home: String
  /// Who makes clips: `paid`, in a lane of its own, or `storyboard`, on this machine's processors.
  let clips: String
  let programs: Programs
  let bundle: Bundle
  private(set) var drops = 0
  private static let manager = FileManager.default

  /// - Parameter mount: the spool's filesystem, where it is not that of `home`: what must outlive a power cut stays in
  ///   `home`.
  init(at home: String, spool mount: String? = nil, clips: String, programs: Programs, bundle: Bundle) throws {
    self.home = home
    self.clips = clips
    self.programs = programs
    self.bundle = bundle
    spool = mount.map { "\($0)/spool" } ?? "\(home)/spool"
    try? Self.manager.removeItem(atPath: home)
    try Self.manager.createDirectory(atPath: "\(home)/drafts", withIntermediateDirectories: true)
    try write(maker, to: "maker.sh")
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
  private var maker: String {
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
    stills = "paid"
    clips = "\(clips)"
    [providers.command.paid]
    executable = "\(home)/maker.sh"
    slots = 2

    """
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
  private var drafts: String {
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
