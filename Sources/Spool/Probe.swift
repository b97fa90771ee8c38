// What the spool's filesystem can do, asked by doing it. A probe decides, not a name: only network filesystems and FUSE
// are refused by type, because what they break (rename races, fsync that lies) shows itself too late to be probed.
import CShim
import Glibc

/// The answer to "can a spool live here?".
public struct SpoolProbe: Sendable {
  /// One sentence each; the daemon says them once and goes on.
  public var warnings: [String] = []

  /// - Throws: `.unusable` with what to do, where the promises could not be kept.
  public init(_ spool: SpoolFolders) throws(SpoolError) {
    try refuseForeign(spool)
    try checkOneDevice(spool)
    try checkRename(spool)
  }

  private mutating func refuseForeign(_ spool: SpoolFolders) throws(SpoolError) {
    // statfs(2) lists these numbers.
    let refused: [Int64: String] = [
      0x6969: "NFS", 0xff53_4d42: "CIFS", 0x517b: "SMB", 0xfe53_4d42: "SMB2", 0x6573_5546: "FUSE", 0x0102_1997: "9P",
      0x00c3_6400: "Ceph", 0x5346_414f: "AFS",
    ]
    let uncertain: [Int64: String] = [
      0x0102_1994: "tmpfs: nothing survives a power cut", 0x794c_7630: "overlay: its upper layer decides what survives",
    ]
    let type = rs_filesystem_type(spool.root.descriptor)
    if let name = refused[type] {
      throw SpoolError(
        .unusable,
        "unable to use the spool \(spool.path): it lies on \(name), where renames are not safe; use a local disk")
    }
    if let name = uncertain[type] { warnings.append("the spool lies on \(name)") }
  }

  private func checkOneDevice(_ spool: SpoolFolders) throws(SpoolError) {
    let root = try spool.root.status()
    var folders: [(name: String, folder: Folder)] = JobState.allCases.map { ($0.rawValue, spool[$0]) }
    folders.append((".reelspool/tmp", try spool.own("tmp")))
    for (name, folder) in folders where try folder.status().device != root.device {
      throw SpoolError(
        .unusable,
        "unable to use the spool \(spool.path): \(name)/ lies on another filesystem, so no rename can publish")
    }
  }

  private func checkRename(_ spool: SpoolFolders) throws(SpoolError) {
    let tmp = try spool.own("tmp")
    let a = Durable.temporaryName("probe")
    let b = Durable.temporaryName("probe")
    try Durable.publish([1], as: a, in: tmp, through: tmp)
    defer {
      try? tmp.remove(a)
      try? tmp.remove(b)
    }
    try Durable.publish([2], as: b, in: tmp, through: tmp)
    guard rs_rename_noreplace(tmp.descriptor, a, tmp.descriptor, b) != 0, errno == EEXIST else {
      throw SpoolError(
        .unusable,
        "unable to use the spool \(spool.path): its filesystem has no RENAME_NOREPLACE; use ext4, XFS or btrfs")
    }
  }
}
