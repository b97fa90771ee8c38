// The index of a clip that this program made, read without starting another: a film of sixty shots is measured sixty times,
// and ffprobe needs longer to be linked than to read. What is not exactly as our encoder writes it is left to ffprobe.
import Glibc

extension Workplace {
  /// Codec, clock, parameter sets and packets of the clip `name`, as ``probe(_:packets:in:stop:)`` would tell them; nil where
  /// the file is not what ``FrameEncoder`` writes: one H.264 track, whole, in one piece, its edit list at most the one that
  /// begins with the first frame.
  ///
  /// Source: ISO/IEC 14496-12 (boxes), 14496-15 (`avc1`, `avcC`).
  public func ownClip(_ name: String) -> Probe? {
    guard let movie = movie(of: name), let track = ClipTrack(movie), let packets = packets(of: track, in: name) else {
      return nil
    }
    let stream = Probe.Stream(
      kind: "video", codec: "h264", codecTag: "avc1", width: track.width, height: track.height,
      timeBase: "1/\(track.timescale)", parameterHash: track.parameterHash, isAttachedPicture: false, packets: packets)
    return Probe(formatName: "mov,mp4,m4a,3gp,3g2,mj2", headerSeconds: nil, score: 100, streams: [stream])
  }

  /// More than the index of any shot: some 24 bytes a frame.
  private static let largestIndex = 4 << 20

  /// What is in the `moov` box.
  private func movie(of name: String) -> Boxes? {
    guard let box = boxes(of: name)?.first(where: { $0.head.kind == "moov" }), box.head.size <= Self.largestIndex,
      let all = try? bytes(name, at: box.offset, count: box.head.size), all.count == box.head.size
    else { return nil }
    return Boxes(all[box.head.head...])
  }

  private func packets(of track: ClipTrack, in name: String) -> [Packet]? {
    // A crafted index names the same bytes a million times.
    guard let size = size(name), track.samples.reduce(0, { $0 + $1.size }) <= size, let file = try? open(name) else {
      return nil
    }
    defer { close(file) }
    var packets: [Packet] = []
    for sample in track.samples {
      var bytes = [UInt8](repeating: 0, count: sample.size)
      guard readFully(file, &bytes, sample.size, sample.offset) == sample.size else { return nil }
      let digest = Sha256()
      digest.update(bytes)
      packets.append(Packet(presented: sample.presented, hash: digest.hex()))
    }
    return packets
  }
}
