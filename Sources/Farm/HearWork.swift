// analyzing/: the song is normalised, its sound for every cut is made, and it is listened to. analysis.json comes last:
// where it stands, the rest is on the disk.
import Analyzing
import Media
import Spool
import Vocabulary

struct HearWork {
  let shop: Workshop
  let job: JobFolder
  let stop: Stop

  func run() throws(Failure) {
    let ticket = try onDisk { () throws(SpoolError) in try JobDesk(shop: shop, job: job).ticket() }
    guard let song = ticket.source.song else {
      throw Failure(
        .invalid, "unable to hear the song: the job has none", remedy: "mend what source/ holds and drop it into inbox/"
      )
    }
    let place = Workplace(descriptor: job.folder.descriptor)
    let normal = try normalised("source/\(song.name)", in: place)
    try media("make the film's sound") { () throws(MediaError) in
      try layDownSong(
        original: "source/\(song.name)", upload: shop.profile(ticket.options).upload, in: place, stop: stop)
    }
    var map = try listen(in: place)
    map.notes += normal.warnings
    if normal.isSilent { map.notes.append("the song is silent") }
    for warning in normal.warnings { note(warning) }
    try onDisk { () throws(SpoolError) in
      try Durable.syncFile("song.wav", in: job.folder)
      try Durable.syncFile("song.m4a", in: job.folder)
      try job.folder.remove("analysis.json")
      try Durable.publish(Document.encode(map), as: "analysis.json", in: job.folder, through: shop.tmp)
    }
  }

  private func normalised(_ song: String, in place: Workplace) throws(Failure) -> NormalisedSong {
    let limits = SongLimits(least: shop.settings.shortestSong, most: shop.settings.longestSong)
    do throws(SongError) {
      return try normalise(song: song, limits: limits, in: place, stop: stop)
    } catch {
      switch error {
      case .song(let fault): throw Failure(.invalid, "\(fault)", remedy: fault.remedy)
      case .machine(let error): throw Failure(error, "normalise the song")
      }
    }
  }

  private func listen(in place: Workplace) throws(Failure) -> MusicMap {
    var listener = Listener(sampleRate: 44100)
    _ = try media("read song.wav") { () throws(MediaError) in
      try readSong("song.wav", in: place) { samples in if !stop.isAsked { listener.feed(samples) } }
    }
    guard !stop.isAsked else { throw Failure(.stopped, "unable to hear the song: stopped") }
    return listener.finish()
  }

  private func note(_ warning: String) {
    shop.log(.warning, "\(job.name): \(warning)")
    Journal.note("warning: \(warning)", in: job.folder)
  }
}

/// Runs work of the media room, with its errors as failures.
@discardableResult
func media<Value>(_ doing: String, _ body: () throws(MediaError) -> Value) throws(Failure) -> Value {
  do throws(MediaError) { return try body() } catch { throw Failure(error, doing) }
}
