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
    guard let size = size(name), let file = try? open(name) else { return nil }
    defer { close(file) }
    guard let movie = movie(of: file, size: size), let track = ClipTrack(movie) else { return nil }
    guard let packets = packets(of: track, in: file, size: size) else { return nil }
    let stream = Probe.Stream(
      kind: "video", codec: "h264", codecTag: "avc1", width: track.width, height: track.height,
      timeBase: "1/\(track.timescale)", parameterHash: track.parameterHash, isAttachedPicture: false, packets: packets)
    return Probe(formatName: "mov,mp4,m4a,3gp,3g2,mj2", headerSeconds: nil, score: 100, streams: [stream])
  }

  /// More than the index of any shot: some 24 bytes a frame.
  private static let largestIndex = 4 << 20

  /// What is in the `moov` box.
  private func movie(of file: Int32, size: Int) -> Boxes? {
    var at = 0
    while at + 8 <= size {
      guard let head = read(file, at, 16, atLeast: 8), let length = BoxHead(head, room: size - at) else { return nil }
      if length.kind == "moov" {
        guard length.size <= Self.largestIndex, let all = read(file, at, length.size) else { return nil }
        return Boxes(all[length.head...])
      }
      at += length.size
    }
    return nil
  }

  private func packets(of track: ClipTrack, in file: Int32, size: Int) -> [Packet]? {
    // A crafted index names the same bytes a million times.
    guard track.samples.reduce(0, { $0 + $1.size }) <= size else { return nil }
    var packets: [Packet] = []
    for sample in track.samples {
      guard let bytes = read(file, sample.offset, sample.size) else { return nil }
      let digest = Sha256()
      digest.update(bytes)
      packets.append(Packet(presented: sample.presented, hash: digest.hex()))
    }
    return packets
  }

  private func read(_ file: Int32, _ offset: Int, _ count: Int, atLeast least: Int? = nil) -> [UInt8]? {
    guard count > 0 else { return least == nil ? [] : nil }
    var bytes = [UInt8](repeating: 0, count: count)
    let got = pread(file, &bytes, count, off_t(offset))
    guard got >= least ?? count else { return nil }
    return got == count ? bytes : Array(bytes[..<got])
  }
}
