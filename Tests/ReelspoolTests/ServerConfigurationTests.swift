import Farm
import Foundation
import Providers
import Testing
import Vocabulary

@testable import reelspool

@Suite struct ServerConfigurationTests {
  static let least = "[providers.openai-chat.gpt]\nendpoint = \"https://api.example.com/v1\"\nmodel = \"m-1\"\n"

  @Test func `everything about a server can be said`() throws {
    setenv("REELSPOOL_TEST_KEY", "sk-1", 1)
    let configuration = try ConfigurationReader.read(
      """
      [providers]
      writer = ["gpt", "builtin"]
      [providers.openai-chat.gpt]
      endpoint = "https://api.example.com/v1/"
      model = "m-1"
      key_env = "REELSPOOL_TEST_KEY"
      slots = 3
      requests_per_minute = 30
      tokens_per_minute = 40000
      answer_within = 120
      max_tokens = 2048
      batch = 6
      [[providers.openai-chat.gpt.prices]]
      tokens_in = "0.15"
      tokens_out = "0.60"
      [[providers.openai-chat.gpt.prices]]
      from = "2026-12-01"
      tokens_in = "0.20"
      tokens_out = "0.80"
      [budget]
      per_job = "5"
      per_day = "20.50"
      [budget.providers]
      gpt = "2"
      """)
    let server = try #require(configuration.servers.first)
    let account = server.account
    #expect(account.name == "gpt" && account.endpoint.base == "https://api.example.com/v1" && account.model == "m-1")
    #expect(account.endpoint.key == Secret("sk-1") && account.deadlines.answer == 120)
    #expect(account.prices.price(of: "m-1", on: "2026-11-30")?.tokensIn == 150_000)
    #expect(account.prices.price(of: "m-1", on: "2026-12-01")?.tokensOut == 800_000)
    let settings = configuration.settings
    #expect(settings.lanes["gpt"] == 3 && settings.writer == "gpt+builtin" && settings.lanes["gpt+builtin"] == 3)
    #expect(settings.limits.job == 5_000_000 && settings.limits.day == 20_500_000)
    #expect(settings.limits.providers == ["gpt": 2_000_000])
    let makers = makers(for: configuration)
    #expect(makers.writers.keys.sorted() == ["builtin", "gpt", "gpt+builtin"])
    #expect(makers.gates.keys.sorted() == ["gpt"], "where the built-in writer steps in, nobody waits")
  }

  @Test(arguments: [
    ("http://127.0.0.1:8080/v1", "", 0), ("https://api.example.com/v1", "", nil),
    ("http://127.0.0.1:4000/v1", "free = false\n", nil), ("https://gpu.example.com/v1", "free = true\n", 0),
  ])
  func `a server of one's own costs nothing unless it is said, another's price is unknown`(
    endpoint: String, line: String, cost: MicroDollars?
  ) throws {
    let text = "[providers.openai-chat.gpt]\nendpoint = \"\(endpoint)\"\nmodel = \"m-1\"\n\(line)"
    let account = try #require(try ConfigurationReader.read(text).servers.first).account
    #expect(account.prices.cost(of: Usage(), model: "m-1", on: "2026-11-22") == cost)
    #expect(account.endpoint.key == nil)
  }

  @Test(arguments: [
    ("modell = \"x\"", "f:4: there is no key \"modell\" in [providers.openai-chat.gpt]"),
    ("slots = 0", "f:4: slots must be a whole number from 1 to 256"),
    ("slots = \"2\"", "f:4: slots must be a whole number"),
    ("\nbatch = 13", "f:5: batch must be a whole number from 1 to 12"),
    ("free = 1", "f:4: free must be true or false"), ("lengths = [5, \"x\"]", "f:4: lengths must be a list"),
    ("prices = 3", "f:4: prices must be tables"),
    ("key_env = \"REELSPOOL_NO_SUCH\"", "f:4: key_env is \"REELSPOOL_NO_SUCH\""),
    ("key_file = \"relative\"", "f:4: key_file is \"relative\""),
    ("key_file = \"/nonexistent\"", "f:4: key_file /nonexistent: "),
    ("key_file = \"/dev/null\"", "f:4: key_file /dev/null is no small file"),
    ("[[providers.openai-chat.gpt.prices]]\ntokens = \"1\"", "f:5: there is no price for \"tokens\""),
    ("[[providers.openai-chat.gpt.prices]]\ntokens_in = 1", "f:5: tokens_in must be a text"),
    ("[[providers.openai-chat.gpt.prices]]\ntokens_in = \"1,5\"", "f:5: tokens_in is \"1,5\""),
    ("[[providers.openai-chat.gpt.prices]]\nfrom = \"soon\"", "f:5: from is \"soon\""),
    ("[budget]\nper_job = \"much\"", "f:5: per_job is \"much\""),
    ("[budget]\nper_week = \"1\"", "f:5: there is no key \"per_week\""),
    ("[budget.providers]\nother = \"1\"", "f:5: there is no provider \"other\""),
    ("[providers.command.gpt]\nexecutable = \"/bin/sh\"", "f:1: two providers are called \"gpt\""),
  ])
  func `a wrong line of a server's table is found`(line: String, complaint: String) {
    let said = ConfigurationReader.complaint(Self.least + line) ?? "nothing"
    #expect(said.hasPrefix("100 \(complaint)"), "\(said)")
  }

  @Test(arguments: [
    ("[providers.openai-chat.gpt]\nmodel = \"x\"", "f:1: [providers.openai-chat.gpt] has no endpoint"),
    ("[providers.openai-chat.gpt]\nendpoint = \"ftp://x\"", "f:2: endpoint is \"ftp://x\""),
    ("[providers.openai-chat.gpt]\nendpoint = \"https://user:word@x/v1\"", "f:2: endpoint is "),
    ("[providers.openai-chat.Gpt]\nendpoint = \"https://x/v1\"", "f:1: a server is called \"Gpt\""),
    ("[providers.openai.gpt]\nendpoint = \"https://x/v1\"", "f:1: there is no key \"openai\" in [providers]"),
    ("[providers]\nwriter = []\n", "f:2: writer is empty"),
    ("[providers]\nwriter = [\"builtin\", \"builtin\"]", "f:2: writer names one twice"),
    ("[providers]\nstills = [\"gpt\"]\n" + least, "f:2: stills is \"gpt\"; it must be one of storyboard"),
  ])
  func `a wrong server or list is found`(text: String, complaint: String) {
    let said = ConfigurationReader.complaint(text) ?? "nothing"
    #expect(said.hasPrefix("100 \(complaint)"), "\(said)")
  }

  @Test func `a key file that others can read is refused, and one that they cannot is read`() throws {
    let path = NSTemporaryDirectory() + "reelspool-test-key-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try "sk-file\n".write(toFile: path, atomically: true, encoding: .utf8)
    chmod(path, 0o644)
    let text = Self.least + "key_file = \"\(path)\"\n"
    #expect(ConfigurationReader.complaint(text)?.contains("can be read by others; chmod 600") == true)
    chmod(path, 0o600)
    #expect(try ConfigurationReader.read(text).servers.first?.account.endpoint.key == Secret("sk-file"))
    chmod(path, 0o644)
    let unread = try ConfigurationReader(path: "f", text: text, readsKeys: false).read()
    #expect(unread.servers.first?.account.endpoint.key == nil, "who asks nobody needs no key")
  }
}
