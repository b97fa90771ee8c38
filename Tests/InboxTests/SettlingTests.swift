import Testing

@testable import Inbox

@Suite struct SettlingTests {
  private let rules: InboxRules = {
    var rules = InboxRules()
    rules.settle = 2
    rules.patience = 60
    return rules
  }()

  private func verdict(_ settling: Settling, missing: [String] = [], wrong: [String] = [], at time: Double)
    -> SettlingVerdict
  {
    settling.verdict(missing: missing, wrong: wrong, rules: rules, at: time)
  }

  @Test func `a complete bundle is taken when it has been quiet for as long as it must`() {
    let seen = Settling(signature: "a", at: 100, cameWhole: false)
    #expect(verdict(seen, at: 100) == .wait(until: 102))
    #expect(verdict(seen, at: 101.999) == .wait(until: 102))
    #expect(verdict(seen, at: 102) == .take)
  }

  @Test func `a change begins the wait anew`() {
    var seen = Settling(signature: "a", at: 100, cameWhole: false)
    seen.see("a", at: 101)
    #expect(seen.since == 100)
    seen.see("b", at: 101.5)
    #expect(verdict(seen, at: 102) == .wait(until: 103.5))
  }

  @Test func `what came by one rename is taken at once, until it changes`() {
    var seen = Settling(signature: "a", at: 100, cameWhole: true)
    #expect(verdict(seen, at: 100) == .take)
    seen.see("b", at: 101)
    #expect(verdict(seen, at: 101) == .wait(until: 103))
  }

  @Test func `an incomplete bundle waits for its patience and is then rejected`() {
    let seen = Settling(signature: "a", at: 100, cameWhole: false)
    #expect(verdict(seen, missing: ["song"], at: 101) == .wait(until: 102))
    #expect(verdict(seen, missing: ["song"], at: 102) == .wait(until: 160))
    #expect(verdict(seen, missing: ["song"], at: 160) == .reject(["song"]))
    let whole = Settling(signature: "a", at: 100, cameWhole: true)
    #expect(verdict(whole, missing: ["song"], at: 100) == .wait(until: 160))
  }

  @Test func `what nothing can mend is rejected as soon as it is quiet, with all reasons`() {
    let seen = Settling(signature: "a", at: 100, cameWhole: false)
    #expect(verdict(seen, missing: ["song"], wrong: ["link"], at: 101) == .wait(until: 102))
    #expect(verdict(seen, missing: ["song"], wrong: ["link"], at: 102) == .reject(["link", "song"]))
  }

  @Test func `what was given back is as old as before, and waits as it is told`() {
    let seen = Settling(signature: "a", at: 100, cameWhole: false)
    var back = seen.givenBack(as: "b", notBefore: 160)
    #expect(back.since == 100)
    back.see("b", at: 110)
    #expect(verdict(back, at: 110) == .wait(until: 160))
    #expect(verdict(back, at: 160) == .take)
    back.see("c", at: 120)
    #expect(verdict(back, at: 122) == .take)
  }
}
