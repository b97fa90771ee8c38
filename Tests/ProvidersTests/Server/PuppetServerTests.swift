import Foundation
import Media
import Testing
import Vocabulary

@testable import Providers

@Suite struct PuppetServerTests {
  @Test func `the server says what it is told and remembers what it was asked`() throws {
    let server = try PuppetServer([Reply(201, json: ["a": 1], ["x-b": "c"])])
    var request = HTTPRequest("POST", server.base + "/p?q=1", mayBePrivate: true)
    request.headers = [("X-Key", "v")]
    request.body = Array("hello".utf8)
    let reply = try request.exchange()
    #expect(reply.status == 201 && reply.headers["x-b"] == "c")
    #expect(JSONValue(parsing: reply.body) == ["a": 1])
    let asked = try #require(server.asked.first)
    #expect(asked.method == "POST" && asked.path == "/p" && asked.query("q") == "1" && asked.text == "hello")
    #expect(asked.headers["x-key"] == "v")
  }
}
