import Testing

@testable import Analyzing

@Suite struct BeliefTests {
  @Test func `what the network hears and what leads the others is believed more`() {
    #expect(Belief.beats(share: 0.99, belief: 1) > 0.95)
    #expect(Belief.beats(share: 0.5, belief: 1) < Belief.beats(share: 0.9, belief: 1))
    #expect(Belief.tempo(share: 0.5, belief: -0.5) < Belief.tempo(share: 0.5, belief: 0.5))
  }

  @Test func `beats that the network hears nowhere are doubtful however alone they are`() {
    #expect(Belief.beats(share: 0.9, belief: -2.5) < 0.5)
    #expect(Belief.tempo(share: 0.9, belief: -2.5) < 0.5)
  }

  @Test(arguments: [0.0, 1]) func `confidence stays a probability at the ends`(share: Double) {
    for value in [Belief.beats(share: share, belief: -4), Belief.tempo(share: share, belief: 3)] {
      #expect(value > 0 && value < 1)
    }
  }

  @Test func `a step of the level makes a turn likelier, either way`() {
    let (none, up) = (Belief.turn(0.8, from: 0.5, to: 0.5), Belief.turn(0.8, from: 0.2, to: 0.6))
    #expect(none < 0.5 && up > 0.9)
    #expect(abs(up - Belief.turn(0.8, from: 0.6, to: 0.2)) < 1e-9)
    #expect(Belief.turn(0, from: 0, to: 0) > 0)
  }
}
