// A finished job whose clips were pruned, and one scene of it is wanted anew: the other clips come back out of the last
// film, where they still lie packet by packet. A clip that does not come back as its take says is made again, as if
// somebody had deleted it.
import Assembling
import Media
import Spool
import Vocabulary

/// Brings back conformed clips of takes from the newest cut that has them.
struct Salvage {
  let shop: Workshop
  let job: JobFolder
  let stop: Stop

  /// - Parameter wanted: complete takes whose conformed.mp4 is gone.
  func run(_ wanted: [Take], _ plan: Plan, _ profile: HouseProfile) throws(Failure) {
    guard !wanted.isEmpty, let cuts = try? job.folder.folder("cuts") else { return }
    let numbers = ((try? cuts.names()) ?? []).compactMap { Int($0) }.sorted(by: >)
    guard let cut = numbers.compactMap({ try? cuts.folder(String($0)) }).first(where: { $0.has("final.mp4") }) else {
      return
    }
    let name = Durable.temporaryName("salvage")
    let bench = try onDisk { () throws(SpoolError) in
      let bench = try shop.tmp.folder(making: name)
      try bench.link("final.mp4", of: cut, as: "film.mp4")
      return bench
    }
    defer { try? shop.tmp.removeTree(name) }
    let place = Workplace(descriptor: bench.descriptor)
    let parts = try cutApart(film: "film.mp4", plan, profile, in: place, stop: stop)
    var back = 0
    for take in wanted {
      guard let index = plan.shots.firstIndex(where: { $0.id == take.shot.id }), let part = parts[index],
        part.packetHash == take.packetHash
      else { continue }
      try onDisk { () throws(SpoolError) in try put(part.name, of: bench, back: take) }
      back += 1
    }
    shop.log(.info, "\(job.name): \(back) of \(wanted.count) pruned clips are cut out of the finished film")
  }

  private func put(_ part: String, of bench: Folder, back take: Take) throws(SpoolError) {
    let folder = try TakeFolder.open(take.take, of: take.shot.id, in: job).folder
    try Durable.syncFile(part, in: bench)
    do throws(SpoolError) { try Durable.move(part, from: bench, to: folder, as: TakeFolder.conformed) } catch {
      guard error.kind == .taken else { throw error }
    }
  }
}
