import Foundation
import Glibc
import Spool
import Testing

@testable import Farm

/// The clock jumps an hour back and a day ahead.
@Suite(.serialized) struct ClockTests {
  @Test func `a jump is told once, whichever way, and what is steered in small steps is none`() {
    var (wall, steady) = (Instant(nanoseconds: 1_000_000_000_000), 5.0)
    var clock = ClockWatch(wall: { wall }, steady: { steady })
    func after(_ seconds: Double, set: Double = 0) -> Double {
      steady += seconds
      wall = wall + (seconds + set)
      return clock.jump().rounded()
    }
    #expect(after(10) == 0)
    #expect(after(1, set: -3600) == -3600)
    #expect(after(1) == 0)
    #expect(after(5000, set: 86400) == 86400)
    #expect(after(1, set: 0.5) == 0 && after(1, set: 0.7) == 0)
  }

  @Test(.enabled(if: FakeClock.isThere, "libfaketime is not installed (Debian: faketime)"), arguments: [-1, 24])
  func `shots that wait are due after the jump, and what is under way goes on and is made once`(hours: Int) throws {
    let maker = try PickyMaker()
    let farm = try FarmProcess(more: maker.configuration, spool: "sweep = 1")
    let clock = try FakeClock()
    try farm.start(clock.variables)
    try farm.drop()
    try waitUntil("one shot waits for long, another is being made; \(farm.log().suffix(400))") {
      maker.calls("shot_02") == 1 && farm.waits(longerThan: 60, from: Instant.now + 48 * 3600)
    }
    try clock.set(hours: hours)
    try waitUntil("the shots that waited are drawn; \(farm.log().suffix(800))") {
      farm.jobs.contains { farm.names("\($0)/shots/todo").isEmpty && farm.names("\($0)/shots/drawing").count == 1 }
    }
    try maker.letGo()
    try waitUntil("the film is done; \(farm.log().suffix(800))") {
      farm.names("done").contains { farm.has("done/\($0)/final.mp4") }
    }
    #expect(maker.calls("shot_01") == 2 && maker.calls("shot_02") == 1)
    #expect(farm.log().components(separatedBy: "the clock was put").count == 2, "\(farm.log())")
    #expect(farm.names("failed").isEmpty)
    #expect(farm.kill(SIGTERM) == 0)
  }

  @Test(.enabled(if: FakeClock.isThere, "libfaketime is not installed (Debian: faketime)"))
  func `the watchdog is fed on after the clock was put back`() throws {
    let address = "\(TestPlace.folder("notify"))/socket"
    let (farm, socket, clock) = (try FarmProcess(), try NotifySocket(address), try FakeClock())
    func fed() -> Int {
      socket.read()
      return socket.heard.filter { $0 == "WATCHDOG=1" }.count
    }
    try farm.start(clock.variables + ["NOTIFY_SOCKET=\(address)", "WATCHDOG_USEC=400000"])
    try waitUntil("it feeds") { fed() >= 2 }
    try clock.set(hours: -1)
    let before = fed()
    try waitUntil("it feeds on", seconds: 30) { fed() >= before + 5 }
    #expect(farm.kill(SIGTERM) == 0)
  }
}

/// A program that draws: of each shot but the second the first try fails; the second shot's takes until it is let go.
private final class PickyMaker {
  private let place = TestPlace.folder("picky")

  init() throws {
    let script = """
      #!/bin/sh
      set -eu
      cd '\(place)'
      request=$(cat)
      shot=$(printf '%s' "$request" | grep -o 'shot_[0-9]*' | head -n 1)
      shot=${shot:-none}
      output=$(printf '%s\\n' "$request" | sed -n 's/^  "output" : "\\(.*\\)",\\{0,1\\}$/\\1/p')
      echo "$shot" >>calls
      if [ "$shot" = shot_02 ]; then
        while [ ! -e go ]; do sleep 0.05; done
      elif [ "$shot" != none ] && [ ! -e "tried-$shot" ]; then
        touch "tried-$shot"
        exit 1
      fi
      cd "$OLDPWD"
      exec ffmpeg -nostdin -v error -y -f lavfi -i testsrc=s=64x112 -frames:v 1 "file:$output"

      """
    try Data(script.utf8).write(to: URL(filePath: "\(place)/maker"))
    chmod("\(place)/maker", 0o755)
  }

  deinit { try? FileManager.default.removeItem(atPath: place) }

  var configuration: String {
    """
    [retry]
    base = 3000
    cap = 3000
    [providers]
    stills = "picky"
    [providers.command.picky]
    executable = "\(place)/maker"
    makes = ["stills"]
    slots = 4
    """
  }

  func calls(_ shot: String) -> Int {
    let book = (try? String(contentsOfFile: "\(place)/calls", encoding: .utf8)) ?? ""
    return book.split(separator: "\n").count { $0 == shot }
  }

  func letGo() throws { try Data().write(to: URL(filePath: "\(place)/go")) }
}

extension FarmProcess {
  /// Whether some shot waits for its next try, and not only for a moment.
  fileprivate func waits(longerThan seconds: Double, from now: Instant) -> Bool {
    jobs.contains { job in
      names("\(job)/shots/todo").contains { file in
        let status = try? Folder.open("\(path)/\(job)/shots/todo").status(file)
        return status.map { Instant(nanoseconds: $0.modified) > now + seconds } ?? false
      }
    }
  }
}
