// The one place where the farm's ports and those who stand behind them meet.
import Farm
import Generating
import Planning
import Providers
import Storyboard

/// Who writes, draws and moves: what is built in, and what the configuration names besides.
func makers(for configuration: Configuration) -> Makers {
  let artist = StoryboardArtist()
  let (commands, servers) = (configuration.commands, configuration.servers)
  var makers = Makers(
    writers: [BuiltInWriter()] + servers.compactMap(\.writer),
    stills: [artist] + commands.filter { $0.makes.contains(.stills) } + servers.compactMap(\.stills),
    clips: [artist] + commands.filter { $0.makes.contains(.clips) } + servers.compactMap(\.clips))
  for server in servers { makers.gates[server.account.name] = laneGate([server.account.gate]) }
  for server in servers { makers.recallers[server.account.name] = (server.stills ?? server.clips) as? any Recaller }
  addTeams(configuration, to: &makers)
  return makers
}

/// The names that the configuration gives to several providers who step in for each other.
private func addTeams(_ configuration: Configuration, to makers: inout Makers) {
  let gates = Dictionary(
    configuration.servers.map { ($0.account.name, $0.account.gate) }, uniquingKeysWith: { a, _ in a })
  let settings = configuration.settings
  for name in Set([settings.writer, settings.stills, settings.clips]) {
    let members = TeamName.split(name)
    guard members.count > 1 else { continue }
    // Somebody in it is always there: the lane is never shut.
    let known = members.compactMap { gates[$0] }
    if known.count == members.count { makers.gates[name] = laneGate(known) }
    if name == settings.writer {
      makers.writers[name] = WriterTeam(members.compactMap { n in makers.writers[n].map { ($0, gates[n]) } })
    }
    if name == settings.stills {
      makers.stills[name] = StillTeam(members.compactMap { n in makers.stills[n].map { ($0, gates[n]) } })
    }
    if name == settings.clips {
      makers.clips[name] = ClipTeam(members.compactMap { n in makers.clips[n].map { ($0, gates[n]) } })
    }
  }
}

/// What a lane waits for: that one of its gates opens.
private func laneGate(_ gates: [Gate]) -> @Sendable () -> LaneGate {
  {
    let soonest = gates.min { $0.wait() < $1.wait() }
    return LaneGate(wait: soonest?.wait() ?? 0, reason: soonest?.reason)
  }
}
