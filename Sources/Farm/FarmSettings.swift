import Inbox
import Ledger
import Vocabulary

/// Everything about the farm that a person can set; the command fills it from the configuration file.
public struct FarmSettings: Sendable {
  public var inbox = InboxRules()
  /// Shortest and longest song, in decoded seconds.
  public var shortestSong: Seconds = 5
  public var longestSong: Seconds = 1200
  /// Size and rate of a film that asks for nothing else.
  public var film = FilmFormat(width: 1080, height: 1920, fps: 30)
  /// x264's constant rate factor and preset.
  public var crf = 22
  public var preset = "house"
  /// Films without edit lists, for platforms that ask for that.
  public var upload = false
  public var fidelity = Fidelity.expand
  /// Slots of each lane; a lane that is not named here has one.
  public var lanes: [String: Int] = [LaneName.cpu: 2, LaneName.desk: 8, "writer": 2]
  public var retry = RetryPolicy()
  /// How much may be spent.
  public var limits = Limits()
  /// Jobs that are looked at closely at one time.
  public var activeJobs = 64
  /// Jobs in done/, and in failed/, whose shots are watched for a person's move.
  public var watchedEnds = 1000
  /// Seconds between two sweeps over everything.
  public var sweep: Double = 300
  /// Seconds the farm pauses when the disk is full.
  public var pause: Double = 30
  /// Seconds that work gets to put its tickets back when the daemon stops.
  public var stopWithin: Double = 20
  /// Providers that a job uses if it does not say otherwise.
  public var writer = "builtin"
  public var stills = "storyboard"
  public var clips = "storyboard"

  public init() {}
}
