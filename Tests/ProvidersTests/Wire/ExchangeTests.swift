import Dispatch
import Foundation
import Media
import Testing
import Vocabulary

@testable import Providers

@Suite struct ExchangeTests {
  private func fault(_ server: PuppetServer, _ change: (inout HTTPRequest) -> Void = { _ in }) -> WireFault? {
    var request = HTTPRequest("POST", server.base + "/x", mayBePrivate: true)
    request.body = [1, 2, 3]
    change(&request)
    do throws(WireFault) { _ = try request.exchange() } catch { return error }
    return nil
  }

  @Test func `where nobody listens nothing was sent`() throws {
    let request = HTTPRequest("POST", try silentAddress(), mayBePrivate: true)
    let fault = #expect(throws: WireFault.self) { _ = try request.exchange() }
    #expect(fault?.kind == .notSent)
  }

  @Test func `where a name is not known nothing was sent`() {
    let request = HTTPRequest("POST", "http://no-such-host.invalid/", mayBePrivate: true)
    let fault = #expect(throws: WireFault.self) { _ = try request.exchange() }
    #expect(fault?.kind == .notSent)
  }

  @Test func `a server that closes without a word may have worked`() throws {
    #expect(fault(try PuppetServer([.closed]))?.kind == .cutOff)
  }

  @Test(arguments: [0, 1, 40]) func `a reply that is cut off is no reply`(bytes: Int) throws {
    let body = String(repeating: "x", count: 100)
    #expect(fault(try PuppetServer([Reply(200, body, [:], .cutOff(after: bytes))]))?.kind == .cutOff)
  }

  @Test func `a server that says nothing is left after its time`() throws {
    let fault = fault(try PuppetServer([.silent])) { $0.limits.idle = 0.3 }
    #expect(fault?.kind == .cutOff)
  }

  @Test func `an endless reply ends at the limit, in memory and in a file`() throws {
    let flood = Reply(200, String(repeating: "flood", count: 10_000), [:], .endless)
    #expect(fault(try PuppetServer([flood])) { $0.limits.memory = 1 << 20 }?.kind == .tooLarge)
    let bench = try Bench()
    let server = try PuppetServer([flood])
    let endpoint = try #require(Endpoint(server.base))
    var limits = HTTPLimits.result
    limits.file = 1 << 20
    let failure = #expect(throws: Failure.self) {
      try endpoint.download(
        try endpoint.asset(server.base + "/clip"), to: "clip", in: bench.place, limits: limits, stop: Stop())
    }
    #expect(failure?.kind == .invalid)
    #expect(bench.place.size("clip") ?? 0 <= 1 << 20)
  }

  @Test func `a stop wakes at once`() throws {
    let server = try PuppetServer([.silent])
    let stop = Stop()
    let request = HTTPRequest("GET", server.base, mayBePrivate: true)
    DispatchQueue(label: "stopper").async {
      while server.asked.isEmpty { breathe() }
      stop.ask()
    }
    let began = ContinuousClock.now
    let fault = #expect(throws: WireFault.self) { _ = try request.exchange(stop: stop) }
    #expect(fault?.kind == .stopped)
    // Far below the 60 s after which a silent server is left.
    #expect(ContinuousClock.now - began < .seconds(20))
  }

  @Test func `a line end in a header begins no other header`() throws {
    let server = try PuppetServer([Reply(200, "ok")])
    var request = HTTPRequest("GET", server.base, mayBePrivate: true)
    request.headers = [("X-A", "b\r\nX-Evil: 1\nX-Worse: 2")]
    _ = try request.exchange()
    #expect(server.asked[0].headers["x-evil"] == nil && server.asked[0].headers["x-worse"] == nil)
  }

  @Test func `an empty body is sent as one`() throws {
    let server = try PuppetServer([Reply(200, "ok")])
    var request = HTTPRequest("POST", server.base, mayBePrivate: true)
    request.body = []
    _ = try request.exchange()
    #expect(server.asked[0].headers["content-length"] == "0")
  }

  @Test func `only http and https are spoken`() {
    for url in ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x"] {
      let fault = #expect(throws: WireFault.self) { _ = try HTTPRequest("GET", url, mayBePrivate: true).exchange() }
      #expect(fault?.kind == .notSent)
    }
  }

  @Test(arguments: [
    "127.0.0.1", "localhost", "[::1]", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "[::]",
    "[::ffff:127.0.0.1]", "[fe80::1]", "[fd00::1]", "100.64.0.1", "2130706433", "0x7f.1", "[64:ff9b::7f00:1]",
  ])
  func `addresses of our own networks are not connected to for a stranger`(host: String) throws {
    let request = HTTPRequest("GET", "http://\(host):9/latest/meta-data", mayBePrivate: false)
    let fault = #expect(throws: WireFault.self) { _ = try request.exchange() }
    #expect(fault?.kind == .notSent && fault?.text == "the address is a private one")
  }
}
