import Analyzing
import ArgumentParser
import FoundationEssentials
import Glibc
import Media
import Pictures
import Spool
import Vocabulary

/// `reelspool analyze`: what is heard in one song, as JSON on standard output and nothing else there. Needs no spool.
struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze", abstract: "Print what is heard in a song, as JSON.",
    discussion: """
      Standard output holds the JSON and nothing else; docs/schemas/analysis.json describes it. Needs no spool. With
      --picture look at what was heard, with --clicks listen to it.
      """)

  @Argument(help: "A song, or a video with sound.", completion: .file()) var song: String
  @Option(
    name: .long, help: "Also draw it: wave, beats, sections, energy, drums, events and cues (PNG).",
    completion: .file(extensions: ["png"]))
  var picture: String?
  @Option(
    name: .long,
    help: "Also write the song with a click on each beat, a higher one on each downbeat (.wav, .flac, .mp3, .m4a).",
    completion: .file(extensions: ["wav", "flac", "mp3", "m4a"]))
  var clicks: String?

  func validate() throws {
    guard let clicks, !soundEndings.keys.contains(where: { clicks.lowercased().hasSuffix(".\($0)") }) else { return }
    throw ValidationError("--clicks writes .wav, .flac, .mp3 or .m4a, not \(clicks)")
  }

  func run() throws {
    guard let path = realpath(song, nil) else {
      throw CommandFault.wrong("unable to open \(song): \(String(cString: strerror(errno)))")
    }
    defer { free(path) }
    let bench = try Bench("analyze")
    do throws(SongError) {
      let normal = try normalise(
        song: bench.link(path), limits: SongLimits(least: 0.5, most: 7200), in: bench.place, stop: Stop())
      let (map, outline) = try listen(bench.place, normal)
      try write(map, outline, from: bench)
    } catch {
      switch error {
      case .song(let fault): throw CommandFault.wrong("\(fault); \(fault.remedy)")
      case .machine(let error): throw CommandFault.machine("\(error)")
      }
    }
  }

  private func listen(_ place: Workplace, _ normal: NormalisedSong) throws(SongError) -> (MusicMap, SongOutline) {
    var listener = Listener(sampleRate: 44100)
    var outline = SongOutline()
    do throws(MediaError) {
      _ = try readSong("song.wav", in: place) {
        listener.feed($0)
        if picture != nil { outline.feed($0) }
      }
    } catch {
      throw .machine(error)
    }
    var map = listener.finish()
    map.notes += normal.warnings
    return (map, outline)
  }

  /// The files first: who reads the JSON from a pipe may begin with them as soon as it ends.
  private func write(_ map: MusicMap, _ outline: SongOutline, from bench: Bench) throws(SongError) {
    do throws(MediaError) {
      if let picture {
        let title = String(song.split(separator: "/").last ?? "song")
        try bench.put(try SongChart(map, outline: outline, title: title).png(), to: picture)
      }
      if let clicks { try click(map, to: clicks, bench) }
    } catch {
      throw .machine(error)
    }
    if let bytes = try? Document.encode(map) { standardOutput(bytes) }
  }

  private func click(_ map: MusicMap, to file: String, _ bench: Bench) throws(MediaError) {
    let high = Set(map.downbeats)
    let all = map.beats.map { Click(time: $0, isHigh: high.contains($0)) }
    if all.isEmpty { complain("no beats were heard in \(song), so \(file) has no clicks") }
    try layClicks(all, on: "song.wav", to: "clicks.wav", in: bench.place)
    let ending = file.lowercased().split(separator: ".").last ?? "wav"
    try encodeSound("clicks.wav", to: "made.\(ending)", in: bench.place, stop: Stop())
    try bench.move("made.\(ending)", to: file)
  }
}
