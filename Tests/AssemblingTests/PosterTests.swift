import Testing
import Vocabulary

@testable import Assembling

@Suite struct PosterTests {
  /// A plan of shots, each with a framing, an intensity, a purpose, and somebody in it or not.
  private func plan(_ shots: [(Framing, Double, ShotPurpose, Bool)]) -> Plan {
    var plan = Studio().plan(shots.map { _ in 10 })
    for (index, (framing, intensity, purpose, isPeopled)) in shots.enumerated() {
      plan.shots[index].scene.framing = framing
      plan.shots[index].scene.intensity = intensity
      plan.shots[index].purpose = purpose
      plan.shots[index].characterIds = isPeopled ? ["lead"] : []
    }
    return plan
  }

  @Test func `somebody who can be recognised says more than a speck in the climax`() {
    #expect(
      posterShot(
        plan([(.wide, 0.2, .establish, true), (.extremeWide, 0.7, .climax, true), (.medium, 0.65, .develop, true)]))
        == 2)
  }

  @Test func `between equals the climax is taken`() {
    #expect(
      posterShot(plan([(.medium, 0.7, .develop, true), (.medium, 0.7, .climax, true), (.medium, 0.7, .develop, true)]))
        == 1)
  }

  @Test func `a large figure in a quiet part does not win over the strong part`() {
    let film = plan([(.close, 0.1, .resolve, true), (.wide, 0.7, .climax, true)])
    #expect(posterShot(film) == 1)
  }

  @Test func `a film without people has a poster, too`() {
    let film = plan([(.wide, 0.3, .establish, false), (.wide, 0.8, .climax, false)])
    #expect(posterShot(film) == 1)
  }
}
