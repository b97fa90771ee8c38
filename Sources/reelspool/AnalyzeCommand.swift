import Analyzing
import ArgumentParser
import FoundationEssentials
import Glibc
import Media
import Spool
import Vocabulary

/// `reelspool analyze`: what is heard in one song, as JSON on standard output and nothing else there. Needs no spool.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze", abstract: "Print what is heard in a song, as JSON.")

  @Argument(help: "A song, or a video with sound.") var song: String

  func run() throws {
    guard let bytes = try? Document.encode(try hear(song, least: 0.5, most: 7200)) else { return }
    FileHandle.standardOutput(bytes)
  }
}

/// What is heard in the song at a path, with the notes of its making in it.
func hear(_ song: String, least: Seconds, most: Seconds) throws -> MusicMap {
  guard let path = realpath(song, nil) else {
    throw CommandFault.wrong("unable to open \(song): \(String(cString: strerror(errno)))")
  }
  defer { free(path) }
  let bench = try temporaryFolder()
  defer { try? FileManager.default.removeItem(atPath: bench.path) }
  let place = Workplace(descriptor: bench.descriptor)
  do throws(SongError) {
    // The song is reached by a name in our own folder: its own is data.
    guard symlink(path, "\(bench.path)/song") == 0 else {
      throw .machine(MediaError(.unreadable, "unable to link the song"))
    }
    let normal = try normalise(song: "song", limits: SongLimits(least: least, most: most), in: place, stop: Stop())
    return try listen(place, normal)
  } catch {
    switch error {
    case .song(let fault): throw CommandFault.wrong("\(fault); \(fault.remedy)")
    case .machine(let error): throw CommandFault.machine("\(error)")
    }
  }
}

private func listen(_ place: Workplace, _ normal: NormalisedSong) throws(SongError) -> MusicMap {
  var listener = Listener(sampleRate: 44100)
  do throws(MediaError) { _ = try readSong("song.wav", in: place) { listener.feed($0) } } catch {
    throw .machine(error)
  }
  var map = listener.finish()
  map.notes += normal.warnings
  return map
}

private func temporaryFolder() throws -> Folder {
  var template = Array("/tmp/reelspool-analyze-XXXXXX".utf8CString)
  guard mkdtemp(&template) != nil else {
    throw CommandFault.machine("unable to make a temporary folder: \(String(cString: strerror(errno)))")
  }
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  do { return try Folder.open(path) } catch { throw CommandFault.machine("\(error)") }
}

/// Standard output, whole.
private enum FileHandle {
  static func standardOutput(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }
}
