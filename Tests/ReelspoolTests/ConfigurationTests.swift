import Farm
import Providers
import Testing

@testable import reelspool

@Suite struct ConfigurationTests {
  static let least = "[providers.command.flux-2]\nexecutable = \"/bin/sh\"\n"

  @Test(arguments: ["[.a]", "[[.a]]", "[film]\n [ =a]", "[", "[[[film]]]", "[#", "[\u{e9}]"])
  func `a table without a name is refused`(text: String) {
    let line = text.contains("\n") ? 2 : 1
    #expect(ConfigurationReader.complaint(text) == "100 f:\(line): the name of a table is missing; correct the line")
  }

  @Test func `a command needs no more than its executable`() throws {
    let configuration = try ConfigurationReader.read(Self.least)
    let command = try #require(configuration.commands.first)
    #expect(command.name == "flux-2" && command.lane == "flux-2" && command.executable == "/bin/sh")
    #expect(command.arguments.isEmpty && command.timeLimit == 900 && command.makes == [.stills, .clips])
    #expect(configuration.settings.lanes["flux-2"] == 1)
    #expect(configuration.settings.stills == "storyboard", "to have one is not to use it")
  }

  @Test func `everything about a command can be said`() throws {
    let configuration = try ConfigurationReader.read(
      """
      [providers]
      clips = "wan"
      [providers.command.wan]
      executable = "/opt/wan/run"
      arguments = ["--gpu", "0"]
      makes = ["clips"]
      slots = 3
      time_limit = 0.5e4
      """)
    let command = try #require(configuration.commands.first)
    #expect(command.arguments == ["--gpu", "0"] && command.timeLimit == 5000 && command.makes == [.clips])
    #expect(configuration.settings.lanes["wan"] == 3 && configuration.settings.clips == "wan")
    let makers = makers(for: configuration)
    #expect(makers.clips.keys.sorted() == ["storyboard", "wan"] && makers.stills.keys.sorted() == ["storyboard"])
  }

  @Test(arguments: [
    ("slots = 0", "f:3: slots is 0"), ("time_limit = 0.5", "f:3: time_limit is 0.5"),
    ("\nmakes = []", "f:4: makes is []"), ("makes = [\"clip\"]", "f:3: makes is [\"clip\"]"),
    ("makes = \"clips\"", "f:3: the value of \"makes\" has the wrong type"),
    ("arguments = [\"a\", 1]", "f:3: the value of \"arguments\" has the wrong type"),
    ("slots = \"two\"", "f:3: the value of \"slots\" has the wrong type"),
    ("executible = \"/bin/sh\"", "f:3: there is no key \"executible\" in [providers.command.flux-2]"),
  ])
  func `a wrong line of a command's table is found`(line: String, complaint: String) {
    let said = ConfigurationReader.complaint(Self.least + line) ?? "nothing"
    #expect(said.hasPrefix("100 \(complaint)"), "\(said)")
  }

  @Test(arguments: [
    ("[providers.command.x]\n", "f:1: [providers.command.x] has no executable"),
    ("[providers.command.x]\nexecutable = \"sh\"", "f:2: executable is \"sh\""),
    ("[providers.command.x]\nexecutable = 5", "f:2: the value of \"executable\" has the wrong type"),
    ("\n[providers.command.cpu]\nexecutable = \"/bin/sh\"", "f:2: a command is called \"cpu\", which is taken"),
    ("[providers.command.X]\nexecutable = \"/bin/sh\"", "f:1: a command is called \"X\""),
    ("[providers.command.-x]\nexecutable = \"/bin/sh\"", "f:1: a command is called \"-x\""),
    ("[lanes]\nflux-2 = 2\n" + least, "f:2: [lanes] has the command \"flux-2\""),
    ("[providers]\nstills = \"flux\"\n" + least, "f:2: stills is \"flux\"; it must be one of storyboard, flux-2"),
    ("[providers]\n\nwriter = \"gpt\"", "f:3: writer is \"gpt\"; it must be one of builtin"),
    ("[film]\n\nwidth = \"wide\"", "f:3: the value of \"width\" has the wrong type"),
  ])
  func `a wrong table is found`(text: String, complaint: String) {
    let said = ConfigurationReader.complaint(text) ?? "nothing"
    #expect(said.hasPrefix("100 \(complaint)"), "\(said)")
  }

  @Test func `who makes only clips cannot be chosen for stills`() {
    let text = "[providers]\nstills = \"flux-2\"\n" + Self.least + "makes = [\"clips\"]"
    #expect(
      ConfigurationReader.complaint(text)?.hasPrefix("100 f:2: stills is \"flux-2\"; it must be one of storyboard")
        == true)
  }
}
