// The one place where the farm's ports and those who stand behind them meet.
import Farm
import Planning
import Providers
import Storyboard

/// Who writes, draws and moves: what is built in, and what the configuration names besides.
func makers(for configuration: Configuration) -> Makers {
  let artist = StoryboardArtist()
  let commands = configuration.commands
  return Makers(
    writers: [BuiltInWriter()], stills: [artist] + commands.filter { $0.makes.contains(.stills) },
    clips: [artist] + commands.filter { $0.makes.contains(.clips) })
}
