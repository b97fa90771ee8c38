// What a conformed clip is, read back from the file. It is decoded once, when it is made; later only its packets are
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
  /// MD5 of the parameter sets, in hex.
  public var parameterHash: String
}

/// Decodes and measures the clip `name`, which must be in the house profile and `frames` long.
///
/// - Throws: `transient` where it is not: it can be made again.
public func measure(
  clip name: String, frames: Int, profile: HouseProfile, in place: Workplace, stop: Stop
) throws(Failure) -> ClipMeasure {
  let doing = "measure \(name)"
  let found = try failing(doing) { () throws(MediaError) in try inspect(.ours(name), in: place, stop: stop) }
  let house = try houseParameters(profile, in: place, stop: stop)
  if let fault = found.fault(against: profile, house: house, frames: frames) {
    throw Failure(.transient, "unable to \(doing): \(fault)")
  }
  return ClipMeasure(
    frames: found.decoded, width: profile.width, height: profile.height, fps: profile.fps,
    packetHash: packetHash(found.packets), parameterHash: house)
}

/// A clip looked at from all sides.
struct Inspection {
  var probe: Probe
  var packets: [Packet]
  var decoded: Int
  var complaints: String

  /// Why the clip cannot be joined as it is; nil where it can.
  func fault(against profile: HouseProfile, house: String, frames: Int) -> String? {
    guard let picture = probe.picture, probe.streams.count == 1 else { return "it is not one picture stream alone" }
    guard picture.codecName == "h264", digits(picture.extradataHash) == house else {
      return "its parameter sets are not the house's"
    }
    guard picture.timeBase == "1/\(profile.timescale)" else { return "its clock is \(picture.timeBase ?? "unknown")" }
    guard complaints.isEmpty else { return "it does not decode cleanly: \(complaints.prefix(200))" }
    guard decoded == frames else { return "\(decoded) frames decode, the plan has \(frames)" }
    return stepFault(packets, frames: frames, step: profile.timescale / profile.fps)
  }
}

/// Headers, packets and a full decode of `source`.
func inspect(_ source: MediaFile, in place: Workplace, stop: Stop) throws(MediaError) -> Inspection {
  let headers = try probe(source, in: place, stop: stop)
  let packets = try readPackets(source, in: place, stop: stop)
  let (frames, complaints) = try decodeFrames(source, in: place, stop: stop)
  return Inspection(probe: headers, packets: packets, decoded: frames, complaints: complaints)
}

/// Why the frames of a picture do not follow each other `step` by `step` from 0; nil where they do.
func stepFault(_ packets: [Packet], frames: Int, step: Int) -> String? {
  guard packets.count == frames else { return "\(packets.count) frames are in it, the plan has \(frames)" }
  let times = packets.map(\.presented).sorted()
  for (index, time) in times.enumerated() where time != index * step {
    return "frame \(index) is shown at tick \(time), not \(index * step)"
  }
  return nil
}

/// The digits of "MD5:0123…".
func digits(_ hash: String?) -> String? { hash?.split(separator: ":").last.map(String.init) }
