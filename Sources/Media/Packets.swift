// The packets of a stream: what a stream copy must not change. Reading them decodes nothing.

/// One packet as it lies in the file; times in ticks of the stream's time base.
public struct Packet: Sendable, Equatable {
  public var presented: Int
  public var size: Int
  /// SHA-256 of its bytes, in hex.
  public var hash: String
}

/// All packets of one stream of `source`, in the order of the file.
///
/// - Parameter stream: `v:0` is the first picture stream, `a:0` the first sound.
/// - Throws: ``MediaError/Kind/unreadable`` where a packet has no time or no hash.
public func readPackets(
  _ source: MediaFile, stream: String = "v:0", in place: Workplace, stop: Stop
) throws(MediaError) -> [Packet] {
  var all: [Packet] = []
  var next = (presented: Int?.none, size: Int?.none)
  var isWhole = true
  let arguments =
    [
      "-v", "error", "-select_streams", stream, "-show_entries", "packet=pts,size,data_hash", "-show_data_hash",
      "sha256", "-of", "default=noprint_wrappers=1",
    ] + source.input
  try Child.run(
    try Tool.ffprobe(), arguments, in: place,
    output: .lines { line in
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return }
      switch parts[0] {
      case "pts": next.presented = Int(parts[1])
      case "size": next.size = Int(parts[1])
      case "data_hash":
        // The last line of each packet.
        if let presented = next.presented, let size = next.size {
          all.append(Packet(presented: presented, size: size, hash: String(parts[1].split(separator: ":").last ?? "")))
        } else {
          isWhole = false
        }
        next = (nil, nil)
      default: break
      }
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
