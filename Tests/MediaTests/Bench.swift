import Glibc
import Testing

@testable import Media

/// A folder of its own for one test, removed at the end.
final class Bench {
  let path: String
  let place: Workplace
  let stop = Stop()

  init() {
    var template = Array("/tmp/reelspool-test-XXXXXX".utf8CString)
    mkdtemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    place = Workplace(descriptor: open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
  }

  deinit {
    close(place.descriptor)
    let remove = Tool(name: "rm", path: "/bin/rm")
    _ = try? Child.run(remove, ["-rf", path], in: nil, stop: Stop())
  }

  /// Runs ffmpeg in the folder.
  func ffmpeg(_ arguments: String...) throws {
    try Child.run(try Tool.ffmpeg(), Ffmpeg.quiet + arguments, in: place, stop: stop)
  }

  func write(_ text: String, to name: String) { write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) {
    let fd = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, 0o755)
    var rest = bytes[...]
    while !rest.isEmpty { rest = rest.dropFirst(rest.withUnsafeBytes { Glibc.write(fd, $0.baseAddress, $0.count) }) }
    close(fd)
  }

  func exists(_ name: String) -> Bool { access("\(path)/\(name)", F_OK) == 0 }

  func read(_ name: String) -> [UInt8] {
    let fd = open("\(path)/\(name)", O_RDONLY)
    defer { close(fd) }
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = Glibc.read(fd, &chunk, chunk.count)
      if count <= 0 { return all }
      all += chunk[..<count]
    }
  }
}

/// The kind of the error that `body` throws; nil where it throws none.
func kind(_ body: () throws -> Void) -> MediaError.Kind? {
  do { try body() } catch { return (error as? MediaError)?.kind }
  return nil
}

enum Proc {
  /// The state letter of a process; nil where there is no such process.
  static func state(_ pid: Int32) -> Character? {
    guard let file = fopen("/proc/\(pid)/stat", "r") else { return nil }
    defer { fclose(file) }
    var text = [UInt8](repeating: 0, count: 512)
    let count = fread(&text, 1, text.count, file)
    return String(decoding: text[..<count], as: UTF8.self).split(separator: ")").last?.dropFirst().first
  }
}
