import CCairo
import Foundation
import Generating
import Media
import Storyboard
import Testing
import Vocabulary

typealias Person = Vocabulary.Character

/// A folder of its own, open while the test runs, and small requests to draw in it.
final class Studio {
  let folder: URL
  let place: Workplace
  let artist = StoryboardArtist()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("studio-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    place = Workplace(descriptor: open(folder.path, O_RDONLY | O_DIRECTORY))
  }

  deinit {
    close(place.descriptor)
    try? FileManager.default.removeItem(at: folder)
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }

  func still(_ shot: Shot, _ format: FilmFormat = .tiny, cast: [Person] = [.lead], seed: UInt64 = 7, take: Int = 1)
    throws -> Frames
  {
    _ = try artist.draw(
      StillRequest(
        shot: shot, format: format, characters: cast, references: [], prompt: "", seed: seed, take: take),
      in: place, stop: Stop())
    return try picture("still.png", format)
  }

  func clip(
    _ shot: Shot, _ format: FilmFormat = .tiny, still: String = "still.png", by maker: String? = "storyboard",
    seed: UInt64 = 7, take: Int = 1, stop: Stop = Stop()
  ) throws -> Frames {
    let profile = HouseProfile(width: format.width, height: format.height, fps: format.fps, crf: 16)
    _ = try artist.animate(
      ClipRequest(
        shot: shot, profile: profile, characters: [.lead], still: still, stillMaker: maker, music: .steady, prompt: "",
        seed: seed, take: take), in: place, stop: stop)
    return try frames("clip.mp4", format)
  }

  /// A picture of no transparency, read without a child: there are hundreds, and to start ffmpeg takes longer.
  private func picture(_ name: String, _ format: FilmFormat) throws -> Frames {
    let surface = try #require(cairo_image_surface_create_from_png(folder.appendingPathComponent(name).path))
    defer { cairo_surface_destroy(surface) }
    let size = (Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface)))
    try #require(size == (format.width, format.height))
    let data = try #require(cairo_image_surface_get_data(surface))
    let stride = Int(cairo_image_surface_get_stride(surface))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size.0 * size.1 * 3)
    for y in 0..<size.1 {
      for x in 0..<size.0 { for channel in [2, 1, 0] { bytes.append(data[y * stride + 4 * x + channel]) } }
    }
    return Frames(bytes: bytes, width: size.0, height: size.1)
  }

  /// Every frame of a picture or a clip, as ffmpeg decodes it.
  func frames(_ name: String, _ format: FilmFormat) throws -> Frames {
    var bytes: [UInt8] = []
    try Child.run(
      try Tool.ffmpeg(), Ffmpeg.quiet + ["-i", "file:\(name)", "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"],
      in: place, output: .bytes { bytes.append(contentsOf: $0) }, stop: Stop())
    return Frames(bytes: bytes, width: format.width, height: format.height)
  }
}

extension FilmFormat {
  static let tiny = FilmFormat(width: 90, height: 160, fps: 10)
}
