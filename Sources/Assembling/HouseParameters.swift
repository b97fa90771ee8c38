// x264 writes its settings into a stream's parameter sets; a copy of packets under other parameter sets decodes to
// garbage without an error. What the sets of a profile are is asked of the encoder itself, with one black frame.
import Media
import Synchronization
import Vocabulary

private let known = Mutex<[HouseProfile: String]>([:])

/// SHA-256 of the parameter sets of every clip in `profile`, in hex. Encodes one frame the first time.
func houseParameters(_ profile: HouseProfile, in place: Workplace, stop: Stop) throws(Failure) -> String {
  if let hash = known.withLock({ $0[profile] }) { return hash }
  let name = ".house.mp4"
  defer { place.remove(name) }
  let hash = try failing("learn the encoder's parameters") { () throws(MediaError) -> String? in
    let encoder = try FrameEncoder(profile: profile, output: name, place: place, stop: stop)
    let black = [UInt8](repeating: 0, count: profile.width * profile.height * 4)
    let written = black.withUnsafeBytes { raw in Result { () throws(MediaError) in try encoder.write(raw) } }
    try written.get()
    try encoder.finish()
    return try inspect(.ours(name), in: place, stop: stop).probe.picture?.parameterHash
  }
  guard let hash else { throw Failure(.transient, "unable to learn the encoder's parameters: it wrote none") }
  known.withLock { $0[profile] = hash }
  return hash
}
