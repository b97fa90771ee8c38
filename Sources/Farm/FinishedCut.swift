// A finished cut, looked at once more: the whole file is decoded, and all that was measured before it was published is
// measured again. Nothing in the job is touched; the work is done on second names of its files in a folder of its own.
import Assembling
import Glibc
import Inbox
import Media
import Spool
import Vocabulary

/// One cut of a job that has been published.
public struct FinishedCut {
  public let job: JobFolder
  /// From 1.
  public let number: Int
  /// What was measured when it was published.
  public let published: Report
  public let plan: Plan
  private let folder: Folder

  /// Opens the cut `number` of `job`; the one that `current` points to where that is nil.
  ///
  /// - Throws: `.lostRace` where there is no such cut.
  public init(_ number: Int? = nil, of job: JobFolder) throws(SpoolError) {
    guard let number = number ?? Self.current(of: job.folder) else {
      throw SpoolError(.lostRace, "unable to find the film of \(job.name): no cut of it is finished")
    }
    self.job = job
    self.number = number
    folder = try job.folder.folder("cuts").folder(String(number))
    published = try Document.read(Report.self, "report.json", in: folder)
    plan = try Document.read(Plan.self, "plan.json", in: job.folder)
  }

  /// The number of the cut that `current` points to; nil where nothing is finished.
  public static func current(of job: Folder) -> Int? {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = buffer.withUnsafeMutableBytes {
      readlinkat(job.descriptor, "current", $0.baseAddress!.assumingMemoryBound(to: CChar.self), 64)
    }
    guard count > 0 else { return nil }
    let target = String(decoding: buffer[..<count], as: UTF8.self)
    return target.hasPrefix("cuts/") ? Int(target.dropFirst(5)) : nil
  }

  /// Measures the file again. With which of the encoder's presets it was made is found out from the file's report.
  ///
  /// - Parameter scratch: an empty folder on the spool's disk.
  /// - Throws: `transient` or `invalid` naming the measure that failed; `stopped`.
  public func verify(in scratch: Folder, stop: Stop) throws(Failure) -> Report {
    let place = Workplace(descriptor: scratch.descriptor)
    let guess = HouseProfile(width: plan.width, height: plan.height, fps: plan.fps)
    let profile = try findProfile(of: published.parameterHash, guess: guess, in: place, stop: stop)
    let order = try onDisk { () throws(SpoolError) in try link(into: scratch, profile) }
    return try Assembling.verify(film: "final.mp4", order, in: place, stop: stop)
  }

  private func link(into scratch: Folder, _ profile: HouseProfile) throws(SpoolError) -> CutOrder {
    try scratch.link("final.mp4", of: folder, as: "final.mp4")
    for name in ["song.m4a", "song.wav"] where job.folder.has(name) { try scratch.link(name, of: job.folder, as: name) }
    var clips: [CutOrder.Clip] = []
    for (index, shot) in published.shots.enumerated() {
      let clip = CutOrder.Clip(name: "c\(index + 1).mp4", take: shot.take, packetHash: shot.packetHash)
      if let take = try? TakeFolder.open(shot.take, of: shot.id, in: job).folder, take.has(TakeFolder.conformed) {
        try scratch.link(TakeFolder.conformed, of: take, as: clip.name)
      }
      clips.append(clip)
    }
    let music = try Document.read(MusicMap.self, "analysis.json", in: job.folder)
    return CutOrder(cut: number, plan: plan, profile: profile, clips: clips, music: music)
  }
}
