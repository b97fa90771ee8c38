// What every piece of work has at hand.
import Assembling
import Generating
import Inbox
import Media
import Planning
import Spool
import Vocabulary

/// The things shared by all workers of one daemon.
struct Workshop: Sendable {
  let spool: SpoolFolders
  let tmp: Folder
  let settings: FarmSettings
  let makers: Makers
  let purse: any Purse
  let log: Log
  let lanes: Lanes

  init(spool: SpoolFolders, tmp: Folder, settings: FarmSettings, makers: Makers, purse: any Purse, log: Log) {
    (self.spool, self.tmp, self.settings, self.makers) = (spool, tmp, settings, makers)
    (self.purse, self.log) = (purse, log)
    lanes = Lanes(settings.lanes)
  }

  /// The frame size, rate and encoding of one job's film.
  func profile(_ options: JobOptions) -> HouseProfile {
    HouseProfile(
      width: options.width ?? settings.film.width, height: options.height ?? settings.film.height,
      fps: options.fps ?? settings.film.fps, crf: settings.crf, preset: settings.preset,
      upload: options.upload ?? settings.upload)
  }

  func format(_ options: JobOptions) -> FilmFormat {
    let profile = profile(options)
    return FilmFormat(width: profile.width, height: profile.height, fps: profile.fps)
  }

  /// The seed of a job that gives none: the beginning of its digest, so that the same drop gives the same film.
  func seed(_ ticket: JobTicket) -> UInt64 { ticket.options.seed ?? UInt64(ticket.digest.prefix(15), radix: 16) ?? 0 }

  func writer(_ options: JobOptions) throws(Failure) -> any TreatmentWriter {
    try named(options.writer ?? settings.writer, in: makers.writers, "writer")
  }

  func stillMaker(_ options: JobOptions) throws(Failure) -> any StillMaker {
    try named(options.stills ?? settings.stills, in: makers.stills, "maker of stills")
  }

  func clipMaker(_ options: JobOptions) throws(Failure) -> any ClipMaker {
    try named(options.clips ?? settings.clips, in: makers.clips, "maker of clips")
  }

  private func named<Maker>(_ name: String, in known: [String: Maker], _ what: String) throws(Failure) -> Maker {
    if let maker = known[name] { return maker }
    let names = known.keys.sorted().joined(separator: ", ")
    throw Failure(
      .invalid, "unable to find the \(what) \"\(name)\"", remedy: "configured are: \(names); correct the job's options")
  }
}

/// How a piece of work ended, for the loop. Everything else about it is on the disk.
enum WorkEnd: Sendable {
  /// Something changed on the disk, or nothing had to be done.
  case done
  /// The disk is full, or something else is used up that everybody needs: everybody pauses.
  case full(String)
  /// It could not even be said on the disk that it failed: it is tried again after a while.
  case stuck(String)
}

extension Failure {
  /// A disk's error as work sees it.
  init(_ error: SpoolError) {
    switch error.kind {
    case .full: self.init(.full, error.message, remedy: "free some space on the spool's disk")
    case .exhausted: self.init(.full, error.message, remedy: "raise LimitNOFILE, or close what holds files open")
    case .lostRace: self.init(.stopped, error.message)
    case .notRegular: self.init(.invalid, error.message)
    default: self.init(.transient, error.message)
    }
  }
}

/// Runs work on the disk, with its errors as failures.
func onDisk<Value>(_ body: () throws(SpoolError) -> Value) throws(Failure) -> Value {
  do throws(SpoolError) { return try body() } catch { throw Failure(error) }
}
