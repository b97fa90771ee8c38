import Foundation
import Media
import Testing
import Vocabulary

@testable import Providers

@Suite struct EndpointTests {
  @Test(arguments: [
    "", "example.org", "ftp://example.org", "http://", "https://user:word@example.org", "https://example.org?x=1",
    "https://example.org#x", "https://exa mple.org", "https://example.org\\@evil.org", "https://example.org:port",
  ])
  func `what is no plain address is no endpoint`(text: String) { #expect(Endpoint(text) == nil) }

  @Test func `a path goes below the base, with the key`() throws {
    let endpoint = try #require(Endpoint("https://Example.org/v1/", key: Secret("word")))
    let request = endpoint.request("GET", "/models")
    #expect(request.url == "https://Example.org/v1/models")
    #expect(request.headers.map(\.name) == ["Authorization"] && request.headers[0].value == "Bearer word")
  }

  @Test(arguments: [
    "https://example.org/x", "https://example.org:443/x", "HTTPS://EXAMPLE.org/y?z=1",
  ])
  func `the key goes to the configured origin`(url: String) throws {
    let endpoint = try #require(Endpoint("https://example.org/v1", key: Secret("word")))
    #expect(try endpoint.follow("GET", url).headers.count == 1)
  }

  @Test(arguments: [
    "http://example.org/x", "https://example.org:8443/x", "https://evil.org/x", "https://example.org.evil.org/x",
    "https://example.org@evil.org/x", "//example.org/x", "javascript:1", "https://evil.org\\example.org",
  ])
  func `and nowhere else`(url: String) throws {
    let endpoint = try #require(Endpoint("https://example.org/v1", key: Secret("word")))
    let failure = #expect(throws: Failure.self) { _ = try endpoint.follow("GET", url) }
    #expect(failure?.kind == .invalid && failure?.description.contains("word") == false)
  }

  @Test func `a file is fetched without the key, through redirects, each under the same rules`() throws {
    let store = try PuppetServer([Reply(200, "bytes of a film")])
    let server = try PuppetServer { asked in
      asked.path == "/a" ? Reply(302, "", ["location": "/b"]) : Reply(307, "", ["location": store.base + "/c"])
    }
    let endpoint = try #require(Endpoint(server.base, key: Secret("word")))
    let bench = try Bench()
    let size = try endpoint.download(
      try endpoint.asset(server.base + "/a"), to: "clip", in: bench.place, limits: .result, stop: Stop())
    #expect(try size == 15 && bench.text("clip") == "bytes of a film")
    let asked = server.asked + store.asked
    #expect(asked.map(\.path) == ["/a", "/b", "/c"] && asked.allSatisfy { $0.headers["authorization"] == nil })
  }

  @Test func `a key that goes with the first request does not go with the redirect`() throws {
    let store = try PuppetServer([Reply(200, "x")])
    let server = try PuppetServer([Reply(302, "", ["location": store.base + "/c"])])
    let endpoint = try #require(Endpoint(server.base, key: Secret("word")))
    let bench = try Bench()
    _ = try endpoint.download(endpoint.request("GET", "/view"), to: "x", in: bench.place, limits: .result, stop: Stop())
    #expect(server.asked[0].headers["authorization"] == "Bearer word")
    #expect(store.asked[0].headers["authorization"] == nil)
  }

  @Test func `redirects without end, to a file and to our own networks are refused`() throws {
    let bench = try Bench()
    func failure(_ endpoint: Endpoint, _ url: String) -> Failure? {
      do throws(Failure) {
        _ = try endpoint.download(
          try endpoint.asset(url), to: "x", in: bench.place, limits: .result, stop: Stop())
      } catch { return error }
      return nil
    }
    let round = try PuppetServer([Reply(302, "", ["location": "/again"])])
    let local = try #require(Endpoint(round.base))
    #expect(failure(local, round.base + "/x")?.message.contains("again and again") == true)
    #expect(round.asked.count == 6)
    let file = try PuppetServer([Reply(302, "", ["location": "file:///etc/passwd"])])
    #expect(failure(try #require(Endpoint(file.base)), file.base + "/x")?.kind == .invalid)
    let rented = try #require(Endpoint("https://api.example.org"))
    let victim = try PuppetServer([Reply(200, "secret")])
    #expect(failure(rented, victim.base + "/x")?.message.contains("private") == true)
    #expect(victim.asked.isEmpty)
  }

  @Test(arguments: [
    ("http://gpu.lan:8188", true), ("http://localhost:1", true), ("http://127.0.0.1", true), ("http://[::1]:1", true),
    ("http://192.168.1.5", true), ("http://gpubox", true), ("https://api.example.org", false),
    ("http://8.8.8.8", false),
    ("http://[2001:db8::1]", false), ("https://local.example.org", false),
  ])
  func `whose server it is can be told from its address`(base: String, isPrivate: Bool) throws {
    #expect(try #require(Endpoint(base)).isPrivate == isPrivate)
  }

  @Test func `a key shows itself to nobody`() throws {
    let secret = Secret("sk-123456")
    var dumped = ""
    dump(secret, to: &dumped)
    let endpoint = try #require(Endpoint("https://example.org", key: secret))
    for text in ["\(secret)", String(reflecting: secret), dumped, "\(endpoint)", String(reflecting: endpoint)] {
      #expect(!text.contains("123456"))
    }
  }
}
