import Foundation
import Generating
import Media
import Testing
import Vocabulary

@testable import Storyboard

@Suite struct ArtistLooksTests {
  /// The ground that passes under the body while a foot stands is the way that the foot goes back.
  @Test(arguments: [Pose.walk, .run])
  func `a foot that stands on the ground does not slide`(_ pose: Pose) {
    let cycle = pose == .run ? Skeleton.runStride : Skeleton.walkStride
    var standing = 0
    for step in 0..<100 {
      let (now, next) = (Double(step) / 100 * 2 * .pi, Double(step + 1) / 100 * 2 * .pi)
      let a = Skeleton.side(pose, Motion(stride: now)).legs
      let b = Skeleton.side(pose, Motion(stride: next)).legs
      for (from, to) in zip(a, b) where from.ankle.y > -4.05 && to.ankle.y > -4.05 {
        standing += 1
        #expect(abs(to.ankle.x - from.ankle.x + cycle / 100) < 0.25, "\(pose) step \(step)")
      }
    }
    #expect(standing > 25)
  }

  @Test(arguments: [Pose.walk, .run])
  func `no leg is longer than its bones`(_ pose: Pose) {
    for step in 0..<60 {
      for leg in Skeleton.side(pose, Motion(stride: Double(step) / 60 * 2 * .pi)).legs {
        #expect(abs((leg.knee - leg.hip).length - Skeleton.thigh) < 0.01)
        #expect(abs((leg.ankle - leg.knee).length - Skeleton.shin) < 0.01)
      }
    }
  }

  @Test func `each framing of one place is another picture`() throws {
    let studio = try Studio()
    let framings: [Framing] = [.extremeWide, .wide, .medium, .close, .silhouetteBack, .overShoulder]
    let pictures = try framings.map { try studio.still(shot(.city, $0)).blocks(0) }
    for i in pictures.indices {
      for j in 0..<i { #expect(blockDistance(pictures[i], pictures[j]) > 5, "\(framings[i]) \(framings[j])") }
    }
  }

  @Test func `verse, chorus and bridge have colours of their own`() {
    var verse = shot()
    var pictures: [Light] = []
    for role in [SectionRole.verse, .chorus, .bridge] {
      verse.sectionRole = role
      pictures.append(Light(verse))
    }
    for i in 0..<3 {
      let (a, b) = (pictures[i].skyMid.lab, pictures[(i + 1) % 3].skyMid.lab)
      #expect(abs(a.a - b.a) + abs(a.b - b.b) > 0.008)
    }
  }

  /// Pictures wider, equal and taller than the frame: all of it is covered, and near parts go further than far ones.
  @Test(arguments: [(640, 160), (300, 300), (180, 320), (100, 400)])
  func `planes of a foreign picture cover the frame, and the near ones move further`(_ width: Int, _ height: Int) {
    let picture = Canvas(width: width, height: height)
    picture.rect(0, 0, Double(width), Double(height) / 2, .solid(Colour(0.9, 0.9, 0.8)))
    picture.rect(0, Double(height) / 2, Double(width), Double(height) / 2, .solid(Colour(0.2, 0.3, 0.2)))
    let view = View(width: 90, height: 160)
    let plate = Plate(picture, width: 90, height: 160, camera: .pushIn)
    let rest = plate.placed(Lens(), on: view)
    let moved = plate.placed(Lens(x: 60, zoom: 1.1), on: view)
    for plane in rest + moved {
      #expect(plane.at.x <= 0.001 && plane.at.y <= 0.001)
      #expect(plane.at.x + plate.width * plane.size >= 89.999)
      #expect(plane.at.y + plate.height * plane.size >= 159.999)
    }
    let middle = zip(rest, moved).map { a, b in
      b.at.x + plate.width * b.size / 2 - (a.at.x + plate.width * a.size / 2)
    }
    #expect(middle[middle.count - 1] > middle[0] + 0.5)
    #expect(moved[moved.count - 1].size / rest[0].size > moved[0].size / rest[0].size)
  }

  @Test(arguments: ["640x160", "160x640", "300x300"])
  func `a foreign still of any shape fills every frame`(_ size: String) throws {
    let studio = try Studio()
    try Child.run(
      try Tool.ffmpeg(),
      Ffmpeg.quiet + ["-f", "lavfi", "-i", "testsrc2=s=\(size)", "-frames:v", "1", "file:other.png"],
      in: studio.place, stop: Stop())
    let seen = try studio.clip(shot(.desert, camera: .panLeft, frames: 6), still: "other.png", by: "a server")
    #expect(seen.count == 6)
    for frame in [0, 5] {
      let blocks = seen.blocks(frame)
      #expect(blocks.min()! > 1 && blocks.max()! - blocks.min()! > 40)
    }
    #expect(seen.movement(0, 5) > 0.5)
  }

  /// Shares of light must reach all channels alike, in planes as on brushed sheets.
  @Test func `grey stays grey on every plane and under the brush, and the brush is seen`() {
    let picture = Canvas(width: 80, height: 120)
    picture.rect(0, 0, 80, 120, .solid(Colour(0.6, 0.6, 0.6)))
    var canvases = Plate(picture, width: 80, height: 120, camera: .static).layers.map(\.picture)
    let brushed = picture.copied()
    brushed.brushed(step: 1, strength: 40)
    canvases.append(brushed)
    for canvas in canvases {
      canvas.pixels { all in #expect(all.allSatisfy { $0 & 255 == $0 >> 8 & 255 && $0 & 255 == $0 >> 16 & 255 }) }
    }
    #expect(brushed.pixels { Set($0).count } > 5)
  }

  @Test func `what is no PPM is no picture`() {
    let whole = Array("P6\n2 1\n255\n".utf8) + [1, 2, 3, 4, 5, 6]
    #expect(Canvas(ppm: whole)?.width == 2)
    for length in 0..<whole.count { #expect(Canvas(ppm: Array(whole.prefix(length))) == nil) }
    #expect(Canvas(ppm: whole + [7]) == nil)
  }
}
