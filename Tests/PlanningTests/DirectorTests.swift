import Planning
import Testing
import Vocabulary

@Suite struct DirectorTests {
  let format = FilmFormat(width: 1080, height: 1920, fps: 30)
  var director: Director { Director(format: format) }

  @Test(arguments: 0..<60)
  func `the slots of any song tile it in whole frames, at any rate`(seed: UInt64) {
    let music = Songs.any(seed)
    for fps in [1, 24, 25, 30, 60] {
      let format = FilmFormat(width: 1080, height: 1920, fps: fps)
      let slots = Director(format: format).slots(for: music)
      #expect(slots.first?.startFrame == 0)
      #expect(slots.last?.endFrame == format.frames(covering: music.duration))
      #expect(zip(slots, slots.dropFirst()).allSatisfy { $0.endFrame == $1.startFrame })
      #expect(slots.allSatisfy { $0.frames > 0 && $0.startTime == format.time(of: $0.startFrame) })
      #expect(slots.enumerated().allSatisfy { $0.element.id == Shot.id($0.offset + 1) })
    }
  }

  @Test(arguments: 0..<60)
  func `no slot of any song is a strobe or a bore`(seed: UInt64) {
    let slots = director.slots(for: Songs.any(seed))
    #expect(slots.allSatisfy { $0.length > 1.2 && $0.length < 10.1 })
  }

  @Test(arguments: 0..<30)
  func `no slot is longer than the clips of the film's maker, and every cut is still one of the song's`(seed: UInt64) {
    let music = Songs.any(seed)
    for longest in [3.0, 5, 8] {
      let slots = Director(format: format, longestClip: longest).slots(for: music)
      // Both ends are rounded to whole frames.
      #expect(slots.allSatisfy { $0.length <= longest + 1.01 / 30 }, "\(longest)")
      #expect(slots.allSatisfy { $0.length > 1.2 })
    }
  }

  @Test(arguments: 0..<60)
  func `every cut lies on the frame nearest to the instant that it serves`(seed: UInt64) {
    for slot in director.slots(for: Songs.any(seed)) {
      guard let cue = slot.cue else { continue }
      #expect(slot.startFrame == format.frame(at: cue.time))
      #expect(abs(cue.offsetMilliseconds) <= 500 / 30.0 + 0.001)
      #expect(abs(cue.offsetMilliseconds - (slot.startTime - cue.time) * 1000) < 1e-6)
    }
  }

  @Test(arguments: 0..<40)
  func `a section that is long enough to be seen begins with a cut`(seed: UInt64) {
    let music = Songs.any(seed)
    let starts = director.slots(for: music).map(\.startTime)
    for (section, next) in zip(music.sections.dropFirst(), music.sections.dropFirst(2)) {
      let isLong = next.start - section.start > 4
      #expect(!isLong || starts.contains { abs($0 - section.start) < 1.5 }, "no cut near \(section.start) s")
    }
  }

  @Test(arguments: 0..<40)
  func `the film opens with an establishing shot, has one climax and ends resolved`(seed: UInt64) {
    let slots = director.slots(for: Songs.any(seed))
    #expect(slots[0].purpose == .establish)
    #expect(slots.count == 1 || slots[slots.count - 1].purpose == .resolve)
    #expect(slots.count < 3 || slots.count { $0.purpose == .climax } == 1)
    let middle = slots.dropFirst().dropLast()
    #expect(middle.allSatisfy { !$0.opensSection || $0.purpose == .transition || $0.purpose == .climax })
  }

  @Test func `the climax lies in the strongest section`() {
    let music = Songs.pop(duration: 120)
    let climax = director.slots(for: music).first { $0.purpose == .climax }
    #expect(climax?.sectionRole == .chorus && climax?.energy == .high)
  }

  @Test func `choruses are cut faster than quiet parts, and nothing is cut to a grid`() {
    let slots = director.slots(for: Songs.pop(duration: 206))
    let mean = { (role: SectionRole) -> Double in
      let lengths = slots.filter { $0.sectionRole == role }.map(\.length)
      return lengths.reduce(0, +) / Double(max(1, lengths.count))
    }
    #expect(mean(.chorus) < 4 && mean(.chorus) >= 2)
    #expect(mean(.verse) > mean(.chorus) && mean(.outro) > mean(.chorus))
    #expect(Set(slots.map(\.frames)).count > 5)
  }

  @Test func `a song without beats is still cut, and no cut claims to be musical`() {
    for seed in 0..<10 as Range<UInt64> {
      let slots = director.slots(for: Songs.beatless(duration: 60, seed: seed))
      #expect(slots.count > 5)
      #expect(slots.dropFirst().allSatisfy { $0.cue == nil })
    }
  }

  @Test func `five seconds and twenty minutes are both films`() {
    for song in [Songs.pop(duration: 5), Songs.beatless(duration: 5)] {
      #expect((2...4).contains(director.slots(for: song).count))
    }
    for tempo in [60.0, 90, 128, 180] {
      let slots = director.slots(for: Songs.pop(duration: 1200, tempo: tempo))
      #expect((120..<400).contains(slots.count))
    }
    var loud = Songs.beatless(duration: 1200, level: 1)
    for index in loud.sections.indices { loud.sections[index].energy = .high }
    #expect((120..<400).contains(director.slots(for: loud).count))
    #expect(director.slots(for: Songs.beatless(duration: 0.5)).count == 1)
  }

  @Test(arguments: 0..<60)
  func `transitions fit their shots, never follow each other closely, and never dissolve`(seed: UInt64) {
    let slots = director.slots(for: Songs.any(seed))
    #expect(slots[0].transitionIn == .cut)
    for slot in slots {
      #expect(slot.transitionFrames * 3 <= slot.frames && slot.transitionIn != .dissolve)
      #expect((slot.transitionIn == .cut) == (slot.transitionFrames == 0))
    }
    for (one, next) in zip(slots, slots.dropFirst()) where one.transitionIn != .cut && next.transitionIn != .cut {
      #expect(one.length > 3)
    }
  }

  @Test(arguments: 0..<60)
  func `the shot before a whip leaves in one that fits it, and no other does`(seed: UInt64) {
    let slots = director.slots(for: Songs.any(seed))
    for (one, next) in zip(slots, slots.dropFirst()) {
      #expect((one.whipOutFrames != nil) == (next.transitionIn == .whip), "\(one.id)")
      guard let frames = one.whipOutFrames else { continue }
      #expect(frames > 0 && frames <= 4 && frames * 4 <= one.frames && one.transitionFrames + frames < one.frames)
    }
    #expect(slots.last?.whipOutFrames == nil)
  }

  @Test func `strong transitions whip`() {
    let whips = (0..<60).map { director.slots(for: Songs.any(UInt64($0))).count { $0.whipOutFrames != nil } }
    #expect(whips.reduce(0, +) > 10)
  }

  @Test func `a drop flashes and a pause dips`() {
    var music = Songs.pop(duration: 60)
    music.cues = [
      Cue(time: 20, kind: .drop, strength: 1, reason: "the drop", snappedTo: .downbeat),
      Cue(time: 40, kind: .pause, strength: 1, reason: "silence", snappedTo: .beat),
    ]
    let slots = director.slots(for: music)
    #expect(slots.first { $0.startTime == 20 }?.transitionIn == .flash)
    #expect(slots.first { $0.startTime == 40 }?.transitionIn == .dip)
  }

  @Test(arguments: [3.0, 5, 8])
  func `no shot is longer than the clips that can be made`(longest: Seconds) {
    for seed in 0..<10 {
      let music = Songs.any(UInt64(seed))
      let slots = Director(format: format, longestClip: longest).slots(for: music)
      #expect(slots.first?.startFrame == 0 && slots.last?.endFrame == format.frames(covering: music.duration))
      #expect(slots.allSatisfy { $0.length <= longest + 0.001 }, "\(slots.map(\.length).max() ?? 0) s, song \(seed)")
    }
  }

  @Test func `a drop that no cue says is cut on, with a flash`() {
    var music = Songs.pop(duration: 60)
    music.cues = music.cues.filter { abs($0.time - 24) > 1 }
    music.sections = [Section(start: 0, end: 60, role: .verse, energy: .medium, level: 0.5)]
    music.events = [MusicEvent(time: 24, kind: .drop, strength: 1)]
    let slot = director.slots(for: music).first { $0.startFrame == 720 }
    #expect(slot?.cue?.kind == .drop && slot?.cue?.snappedTo == .downbeat && slot?.transitionIn == .flash)
  }

  @Test(arguments: [60, 75, 96, 120, 144, 174] as [Double])
  func `no four shots in a row are equally long, and most cuts lie on downbeats`(tempo: Double) {
    let music = Songs.pop(duration: 180, tempo: tempo)
    let slots = director.slots(for: music)
    let lengths = slots.map(\.length)
    for index in lengths.indices.dropLast(3) {
      let four = lengths[index..<(index + 4)]
      #expect(four.contains { abs($0 - lengths[index]) > 0.07 }, "\(four) from \(index)")
    }
    let down = slots.dropFirst().count { slot in music.downbeats.contains { abs($0 - slot.startTime) < 0.02 } }
    #expect(Double(down) > 0.6 * Double(slots.count - 1))
  }

  @Test func `a slow song is cut more slowly than a fast one`() {
    let count = { (tempo: Double) in director.slots(for: Songs.pop(duration: 180, tempo: tempo)).count }
    #expect(count(60) < count(128))
  }
}
