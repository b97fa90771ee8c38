import CShim
import Glibc
import Testing

@testable import Media

/// Each attack is also made outside of the box, where it succeeds: so the test could fail.
@Suite(.enabled(if: BoxState.here.landlock > 0, "this kernel has no Landlock")) struct FenceTests {
  let bench = Bench()
  /// A folder that nobody was given.
  let elsewhere = Bench()
  let shell = Tool(name: "sh", path: "/bin/sh")

  /// The kind of the end of a default ffmpeg, with none of our flags; nil for success.
  func ffmpeg(_ arguments: [String], _ fence: Fence?) -> MediaError.Kind? {
    kind {
      try Child.run(
        try Tool.ffmpeg(), ["-nostdin", "-v", "error", "-y"] + arguments, in: bench.place, fence: fence,
        stop: bench.stop)
    }
  }

  func script(_ text: String, _ fence: Fence?, _ heard: @escaping (Substring) -> Void = { _ in }) -> MediaError.Kind? {
    kind {
      try Child.run(
        shell, ["-c", text], in: bench.place, output: .lines(heard), fence: fence, stop: bench.stop)
    }
  }

  @Test func `a playlist under a song's name reads a foreign file outside of the box, and none inside`() throws {
    try elsewhere.ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "-c:a", "aac", "-f", "mpegts", "secret.ts")
    bench.write(
      "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\n\(elsewhere.path)/secret.ts\n#EXT-X-ENDLIST\n", to: "song.mp3")
    let arguments = ["-i", "file:song.mp3", "-f", "wav", "file:out.wav"]
    #expect(ffmpeg(arguments, nil) == nil && bench.read("out.wav").count > 40_000, "the attack itself works")
    unlink("\(bench.path)/out.wav")
    #expect(ffmpeg(arguments, Fence(reads: ["song.mp3"], writes: ["out.wav"])) != nil)
    #expect(!bench.exists("out.wav"), "an output that nothing came into is not left behind")
  }

  @Test func `a concat list reads the file beside it outside of the box, and not inside`() throws {
    try bench.ffmpeg("-f", "lavfi", "-i", "sine=duration=1", "private.wav")
    bench.write("ffconcat version 1.0\nfile private.wav\n", to: "song.mp3")
    let arguments = ["-i", "file:song.mp3", "-f", "wav", "file:out.wav"]
    #expect(ffmpeg(arguments, nil) == nil)
    #expect(ffmpeg(arguments, Fence(reads: ["song.mp3"], writes: ["out.wav"])) != nil)
  }

  @Test func `no host is reached from inside`() throws {
    let listener = try Listener()
    let sound = ["-f", "lavfi", "-i", "sine=duration=0.1", "-f", "wav", "tcp://127.0.0.1:\(listener.port)"]
    #expect(ffmpeg(sound, Fence()) != nil)
    #expect(!listener.wasCalled, "nothing came")
    #expect(ffmpeg(sound, nil) == nil)
    #expect(listener.wasCalled)
  }

  @Test func `nothing is written but the outputs of this call`() throws {
    let outside = "\(elsewhere.path)/x.wav"
    for name in [outside, "other.wav"] {
      let sound = ["-f", "lavfi", "-i", "sine=duration=0.1", "-f", "wav", "file:\(name)"]
      #expect(ffmpeg(sound, Fence(writes: ["out.wav"])) != nil)
      #expect(access(name == outside ? outside : "\(bench.path)/other.wav", F_OK) != 0)
      #expect(ffmpeg(sound, nil) == nil)
    }
    #expect(
      ffmpeg(
        ["-i", "file:other.wav", "-f", "wav", "file:other.wav.2"],
        Fence(of: ["-i", "file:other.wav", "file:other.wav.2"])) == nil)
    bench.write("keep", to: "job.json")
    #expect(script("echo x > job.json", Fence(reads: ["job.json"])) != nil)
    #expect(script("rm -f job.json || mv job.json y", Fence(writes: ["job.json"])) != nil)
    #expect(bench.read("job.json") == Array("keep".utf8))
  }

  @Test func `it stays in its group, and no other process can be touched`() throws {
    bench.write("sleep 1000 & echo $!\nwait\n", to: "sleeper")
    #expect(script("setsid true", Fence()) != nil)
    #expect(script("setsid true", nil) == nil)
    let bystander = Bystander()
    defer { bystander.end() }
    let signalling = BoxState.here.landlock >= 6
    #expect(script("kill -TERM \(bystander.pid)", Fence()) != nil || !signalling)
    #expect(bystander.isAlive || !signalling)
  }

  @Test func `what is there is not read, but for what was given`() throws {
    elsewhere.write("secret", to: "secret")
    bench.write("fine", to: "given")
    var heard: [String] = []
    let text = "cat given; cat \(elsewhere.path)/secret /etc/passwd /proc/1/environ; ls \(elsewhere.path) /etc; true"
    #expect(script(text, Fence(reads: ["given"])) { heard.append(String($0)) } == nil)
    #expect(heard == ["fine"])
  }

  @Test func `links, pipes and devices are refused before a program sees them`() throws {
    bench.write("x", to: "real")
    symlink("real", "\(bench.path)/link")
    mkfifo("\(bench.path)/pipe", 0o600)
    mkdir("\(bench.path)/folder", 0o700)
    let touched = "echo ran > /dev/null"
    for name in ["link", "pipe", "folder"] {
      #expect(script(touched, Fence(reads: [name])) == .unreadable, "\(name)")
      #expect(script(touched, Fence(writes: [name])) == .unreadable, "\(name)")
    }
    #expect(bench.read("real") == [120])
    #expect(script(touched, Fence(reads: ["gone"])) == nil, "what is not there the program says itself")
  }

  @Test func `without Landlock the filter of calls still holds`() throws {
    var pid: pid_t = 0
    var without: Int32 = -1
    let words: [String] = ["sh", "-c", "setsid true && exit 7; exit 9"]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/usr/bin:/bin"), nil]
    defer { for text in arguments + environment { free(text) } }
    #expect(rs_spawn("/bin/sh", &arguments, &environment, -1, [-1, -1, -1], nil, &without, &pid) == 0)
    var status: Int32 = 0
    waitpid(pid, &status, 0)
    #expect(status >> 8 & 0xff == 9)
  }

  @Test func `what arguments name is what may be opened`() {
    let fence = Fence(of: Ffmpeg.quiet + MediaFile.ours("in.wav").input + ["-vf", "scale=2:2", "file:out.mp4"])
    #expect(fence == Fence(reads: ["in.wav"], writes: ["out.mp4"]))
    #expect(Fence(of: ["file:part%04d.mp4"], reading: ["a"]) == Fence(reads: ["a"], makesFiles: true))
  }

  @Test func `what is missing of the box is said, each with what mends it`() {
    #expect(BoxState(landlock: 7, filtersCalls: true).gaps.isEmpty)
    #expect(BoxState(landlock: 2, filtersCalls: true).gaps.count == 1)
    #expect(BoxState(landlock: 4, filtersCalls: false).gaps.isEmpty)
    let none = BoxState(landlock: 0, filtersCalls: false).gaps
    #expect(none.count == 2 && none[0].contains("no Landlock") && none[1].contains("network"))
  }
}

/// A socket on this machine that takes calls.
private final class Listener {
  private let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  private(set) var port: UInt16 = 0

  init() throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = socket
    let isUp = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && listen(socket, 4) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    try #require(isUp)
    port = UInt16(bigEndian: address.sin_port)
  }

  deinit { close(socket) }

  /// Somebody waits to be heard.
  var wasCalled: Bool {
    var look = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&look, 1, 0) == 1
  }
}

/// A process that has nothing to do with it.
private struct Bystander {
  let pid: pid_t

  init() {
    var pid: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sleep"), strdup("1000"), nil]
    defer { for text in arguments { free(text) } }
    posix_spawn(&pid, "/bin/sleep", nil, nil, &arguments, nil)
    self.pid = pid
  }

  var isAlive: Bool { Proc.state(pid) != "Z" && kill(pid, 0) == 0 }

  func end() {
    kill(pid, SIGKILL)
    waitpid(pid, nil, 0)
  }
}
