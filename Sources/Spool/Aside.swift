// Nothing is deleted because it is bad: what stands where it makes no sense is moved to `.reelspool/aside/` whole.

/// The place for what nobody can use but somebody may want back.
public enum Aside {
  /// Moves `name` out of `folder`; the new name carries when and why.
  ///
  /// - Returns: where it lies now, below the spool.
  @discardableResult
  public static func put(_ name: String, from folder: Folder, of spool: SpoolFolders, because reason: String)
    throws(SpoolError) -> String
  {
    let aside = try spool.own("aside")
    // With the time, our own ending and `.reason.txt` it still fits into the 255 bytes of a name.
    let kept = Durable.temporaryName("\(Instant.now).\(DiskName.prefix(name, bytes: 120))")
    try Durable.move(name, from: folder, to: aside, as: kept)
    try? Durable.publish(Array((reason + "\n").utf8), as: kept + ".reason.txt", in: aside, through: spool.own("tmp"))
    return ".reelspool/aside/\(kept)"
  }
}
