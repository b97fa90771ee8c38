import Analyzing
import Glibc
import Media
import Vocabulary

/// What is heard in the song at a path, with the notes of its making in it.
///
/// - Parameters: the shortest and the longest song that is taken, in decoded seconds.
func hear(_ song: String, least: Seconds, most: Seconds) throws -> MusicMap {
  guard let path = realpath(song, nil) else {
    throw CommandFault.wrong("unable to open \(song): \(String(cString: strerror(errno)))")
  }
  defer { free(path) }
  let bench = try Bench("hear")
  do throws(SongError) {
    let limits = SongLimits(least: least, most: most)
    let normal = try normalise(song: bench.link(path), limits: limits, in: bench.place, stop: Stop())
    return try listen(bench.place, normal)
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
