// The packets of a picture stream: what a stream copy must not change. Reading them decodes nothing.

/// One packet as it lies in the file; times in ticks of the stream's time base.
public struct Packet: Sendable, Equatable {
  public var presented: Int
  public var size: Int
  /// SHA-256 of its bytes, in hex.
  public var hash: String
}

/// All packets of the first picture stream of `source`, in the order of the file.
///
/// - Throws: ``MediaError/Kind/unreadable`` where a packet has no time or no hash.
public func readPackets(_ source: MediaFile, in place: Workplace, stop: Stop) throws(MediaError) -> [Packet] {
  var all: [Packet] = []
  var isWhole = true
  let arguments =
    [
      "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts,size,data_hash", "-show_data_hash",
      "sha256", "-of", "compact=p=0",
    ] + source.input
  try Child.run(
    try Tool.ffprobe(), arguments, in: place,
    output: .lines { line in
      guard let packet = packet(line) else { return isWhole = false }
      all.append(packet)
    }, limits: ChildLimits(outputBytes: 256 << 20), stop: stop)
  guard isWhole else {
    throw MediaError(.unreadable, "unable to read the packets of \(source.name): one has no time")
  }
  return all
}

/// SHA-256 over the packets' own SHA-256s in hex, one a line: equal where every packet is.
public func packetHash(_ packets: some Sequence<Packet>) -> String {
  var digest = Sha256()
  for packet in packets { digest.update((packet.hash + "\n").utf8) }
  return digest.hex()
}

private func packet(_ line: Substring) -> Packet? {
  var presented: Int?
  var size: Int?
  var hash: String?
  for field in line.split(separator: "|") {
    let parts = field.split(separator: "=", maxSplits: 1)
    guard parts.count == 2 else { continue }
    switch parts[0] {
    case "pts": presented = Int(parts[1])
    case "size": size = Int(parts[1])
    case "data_hash": hash = parts[1].split(separator: ":").last.map(String.init)
    default: break
    }
  }
  guard let presented, let size, let hash else { return nil }
  return Packet(presented: presented, size: size, hash: hash)
}
