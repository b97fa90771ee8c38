import Testing
import Vocabulary

@testable import Planning

/// Beats that are doubtful are not cut on, and the plan says so.
@Suite struct TrustTests {
  private let format = FilmFormat(width: 1080, height: 1920, fps: 30)

  private func plan(_ music: MusicMap) throws -> Plan {
    let brief = Brief(concept: "A diver finds a door.", title: "", fidelity: .expand, music: music, seed: 1)
    let writer = BuiltInWriter()
    let meaning = try writer.treat(brief, isStopped: { false })
    return try Director(format: format).plan(meaning, brief: brief, writer: writer, isStopped: { false })
  }

  @Test func `doubtful beats serve no cut, and the plan says why`() throws {
    var music = Songs.pop()
    music.beatConfidence = 0.31
    let plan = try plan(music)
    #expect(plan.notes == ["the beats are doubtful (31 % sure): cuts follow energy and onsets"])
    #expect(plan.shots.allSatisfy { $0.cue == nil || $0.cue?.snappedTo == CueSnap.none })
    #expect(plan.shots.count > 10 && problems(in: plan, music: music).isEmpty)
  }

  @Test func `beats that are believed are cut on, and there is nothing to say`() throws {
    var music = Songs.pop()
    music.beatConfidence = MusicMap.leastBeatConfidence
    let plan = try plan(music)
    #expect(plan.notes == nil)
    #expect(plan.shots.contains { $0.cue?.snappedTo == .downbeat })
  }

  @Test func `a song without beats says so`() throws {
    #expect(try plan(Songs.beatless(duration: 60)).notes == ["no steady beat was heard: cuts follow energy and onsets"])
  }

  @Test func `a section that is not believed is only a good place for a cut`() {
    var music = Songs.pop()
    for index in music.sections.indices.dropFirst() { music.sections[index].confidence = 0.1 }
    music.events = []
    music.cues.removeAll { $0.kind == .drop }
    #expect(!cutPoints(of: music).contains { $0.isFixed })
    music.sections[2].confidence = 0.9
    #expect(cutPoints(of: music).contains { $0.isFixed && abs($0.time - music.sections[2].start) < 0.1 })
  }
}
