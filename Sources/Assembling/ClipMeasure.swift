// What a conformed clip is, read back from the file. It is seen once, when it is made; later only its packets are
// compared.
import Media
import Vocabulary

/// The figures of one conformed clip.
public struct ClipMeasure: Sendable, Equatable {
  /// Frames that decode.
  public var frames: Int
  public var width: Int
  public var height: Int
  public var fps: Int
  /// SHA-256 over the SHA-256s of the picture's packets (see `packetHash` of Media).
  public var packetHash: String
  /// SHA-256 of the parameter sets, in hex.
  public var parameterHash: String
  /// What a detector of cuts sees in it.
  public var look: ClipLook
}

/// Decodes and measures the clip `name`, which must be in the house profile and `frames` long.
///
/// - Throws: `transient` where it is not: it can be made again.
public func measure(
  clip name: String, frames: Int, profile: HouseProfile, tile: TileOrder? = nil, in place: Workplace, stop: Stop
) throws(Failure) -> ClipMeasure {
  let doing = "measure \(name)"
  let found = try failing(doing) { () throws(MediaError) in try inspect(.ours(name), in: place, stop: stop) }
  return try found.measure(doing, frames: frames, profile: profile, tile: tile, in: place, stop: stop)
}

/// A clip as it lies in its file.
struct Inspection {
  var file: MediaFile
  var probe: Probe
  /// The packets of its picture.
  var packets: [Packet] { probe.picture?.packets ?? [] }

  /// Why the clip is not in the house profile or not `frames` long, by what its file says; nil where it is.
  func fault(against profile: HouseProfile, house: String, frames: Int) -> String? {
    guard let picture = probe.picture, probe.streams.count == 1 else { return "it is not one picture stream alone" }
    guard picture.codec == "h264", picture.parameterHash == house else {
      return "its parameter sets are not the house's"
    }
    guard picture.timeBase == "1/\(profile.timescale)" else { return "its clock is \(picture.timeBase ?? "unknown")" }
    return stepFault(packets, frames: frames, step: profile.timescale / profile.fps)
  }

  /// The proof: every frame of it decodes, or, with `glimpses`, as many lie in it as our own encoder was given.
  ///
  /// - Parameters:
  ///   - tile: where the shot's tile of the storyboard goes, which comes out of the same pass.
  ///   - glimpses: what the encoder of this very file was given; of no use where it is not as long.
  func measure(
    _ doing: String, frames: Int, profile: HouseProfile, tile: TileOrder? = nil, glimpses: Glimpses? = nil,
    in place: Workplace, stop: Stop
  ) throws(Failure) -> ClipMeasure {
    let house = try houseParameters(profile, in: place, stop: stop)
    if let fault = fault(against: profile, house: house, frames: frames) {
      throw Failure(.transient, "unable to \(doing): \(fault)")
    }
    let seen = Jumps()
    if let glimpses, glimpses.count == frames {
      glimpses.frames.withUnsafeBytes { seen.take($0) }
      if let tile { try failing(doing) { () throws(MediaError) in try place.rename(glimpses.tile, to: tile.name) } }
    } else {
      try decode(doing, seen, tile, profile, in: place, stop)
    }
    guard seen.frames == frames else {
      throw Failure(.transient, "unable to \(doing): \(seen.frames) frames decode, the plan has \(frames)")
    }
    return ClipMeasure(
      frames: frames, width: profile.width, height: profile.height, fps: profile.fps,
      packetHash: packetHash(packets), parameterHash: house, look: seen.look)
  }

  private func decode(
    _ doing: String, _ seen: Jumps, _ tile: TileOrder?, _ profile: HouseProfile, in place: Workplace, _ stop: Stop
  ) throws(Failure) {
    let complaints = try failing(doing) { () throws(MediaError) in
      try look(at: file, seen, tile: tile, profile: profile, in: place, stop: stop)
    }
    guard complaints.isEmpty else {
      throw Failure(.transient, "unable to \(doing): it does not decode cleanly: \(complaints.prefix(200))")
    }
  }
}

/// Headers and packets of a clip that looks as if our own encoder had written it; nil of any other.
func inspect(own name: String, in place: Workplace) -> Inspection? {
  place.ownClip(name).map { Inspection(file: .ours(name), probe: $0) }
}

/// Headers and packets of `file`. What is ours is read without ffprobe where it can be.
func inspect(_ file: MediaFile, in place: Workplace, stop: Stop) throws(MediaError) -> Inspection {
  if file == .ours(file.name), let own = inspect(own: file.name, in: place) { return own }
  return Inspection(file: file, probe: try probe(file, packets: true, in: place, stop: stop))
}

/// Why the frames of a picture do not follow each other `step` by `step` from 0; nil where they do.
func stepFault(_ packets: [Packet], frames: Int, step: Int) -> String? {
  guard packets.count == frames else { return "\(packets.count) frames are in it, the plan has \(frames)" }
  let times = packets.compactMap(\.presented).sorted()
  guard times.count == frames else { return "\(frames - times.count) frames have no time" }
  for (index, time) in times.enumerated() where time != index * step {
    return "frame \(index) is shown at tick \(time), not \(index * step)"
  }
  return nil
}
