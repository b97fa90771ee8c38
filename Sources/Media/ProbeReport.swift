/// ffprobe's report, line by line: `[SECTION]`, `key=value`, `[/SECTION]`. Only values that cannot hold a line end are
/// asked for (no tags: those are other people's text).
struct ProbeReport {
  private var section = ""
  private var values: [Substring: Substring] = [:]
  private var packets: [Int: [Packet]] = [:]
  private var streams: [Int: Probe.Stream] = [:]
  private var format: [Substring: Substring] = [:]

  mutating func take(_ line: Substring) {
    if line.hasPrefix("[/") {
      close(String(line.dropFirst(2).dropLast()))
    } else if line.hasPrefix("["), line.hasSuffix("]") {
      open(String(line.dropFirst().dropLast()))
    } else {
      let parts = line.split(separator: "=", maxSplits: 1)
      if parts.count == 2 { values[parts[0]] = parts[1] }
    }
  }

  /// Everything that was reported.
  var probe: Probe {
    let seconds = format["duration"].flatMap { Double($0) }
    return Probe(
      formatName: format["format_name"].map(String.init) ?? "",
      headerSeconds: seconds.flatMap { $0.isFinite && $0 > 0 ? $0 : nil },
      score: format["probe_score"].flatMap { Int($0) } ?? 0,
      streams: streams.keys.sorted().compactMap { index in
        var stream = streams[index]
        stream?.packets = packets[index] ?? []
        return stream
      })
  }

  /// A section inside a packet or a stream adds to it.
  private mutating func open(_ name: String) {
    guard ["PACKET", "STREAM", "FORMAT"].contains(name) else { return }
    values.removeAll(keepingCapacity: true)
  }

  private mutating func close(_ name: String) {
    switch name {
    case "FORMAT": format = values
    case "STREAM": if let index = number("index") { streams[index] = stream }
    case "PACKET":
      guard let index = number("stream_index"), let hash = hash("data_hash") else { return }
      packets[index, default: []].append(Packet(presented: number("pts"), hash: hash))
    default: break
    }
  }

  private var stream: Probe.Stream {
    Probe.Stream(
      kind: text("codec_type"), codec: text("codec_name"), codecTag: text("codec_tag_string"),
      profile: text("profile"), width: number("width"), height: number("height"),
      pixelShape: text("sample_aspect_ratio"), frameRate: text("r_frame_rate"), timeBase: text("time_base"),
      sampleRate: number("sample_rate"), channels: number("channels"), parameterHash: hash("extradata_hash"),
      isAttachedPicture: text("DISPOSITION:attached_pic") == "1", packets: [])
  }

  private func text(_ key: Substring) -> String? { values[key].map(String.init) }
  private func number(_ key: Substring) -> Int? { values[key].flatMap { Int($0) } }
  /// What follows `SHA256:`.
  private func hash(_ key: Substring) -> String? {
    values[key].flatMap { $0.split(separator: ":").last }.map(String.init)
  }
}
