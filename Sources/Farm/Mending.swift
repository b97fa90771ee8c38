// Tickets that lie in two folders (somebody copied instead of moved) or in none (somebody deleted one).
import Spool
import Vocabulary

extension ShotDesk {
  /// The earlier folder counts, the other copy is set aside; a shot without a ticket gets one from the plan.
  func mend() throws(SpoolError) {
    let plan = try Document.read(Plan.self, "plan.json", in: job.folder)
    for shot in plan.shots {
      let file = ShotTicket.fileName(shot.id)
      var found: [(state: ShotState, status: FileStatus)] = []
      for state in ShotState.allCases {
        let status = try ifThere { () throws(SpoolError) in try job.shots(state).status(file) }
        if let status { found.append((state, status)) }
      }
      if found.isEmpty { try restore(shot) }
      for extra in found.dropFirst() where !extra.status.isSame(as: found[0].status) {
        let place = try Aside.put(
          file, from: job.shots(extra.state), of: shop.spool,
          because: "\(shot.id) of \(job.name) was also in shots/\(found[0].state.rawValue)/; the earlier folder counts")
        shop.log(
          .warning, "\(job.name) \(shot.id): two tickets; the one of \(extra.state.rawValue)/ now lies in \(place)")
      }
    }
  }

  private func restore(_ shot: Shot) throws(SpoolError) {
    var ticket = ShotTicket(shot)
    ticket.take = try TakeFolder.numbers(of: shot.id, in: job).last ?? 0
    // Not where it is put: so that the claim sees a person's wish and begins another take.
    if ticket.take > 0 { ticket.state = .failed }
    try Durable.publish(
      Document.encode(ticket), as: ShotTicket.fileName(shot.id), in: job.shots(.todo), through: shop.tmp)
    shop.log(.warning, "\(job.name) \(shot.id): its ticket was gone; made anew from plan.json")
  }
}
