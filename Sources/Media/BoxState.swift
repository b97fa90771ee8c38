import CShim

/// Whether this machine can hold readers of media in their box.
public struct BoxState: Sendable, Equatable {
  /// The version of Landlock that the kernel enforces; 0 where it has none.
  public var landlock: Int
  /// The kernel filters system calls.
  public var filtersCalls: Bool

  public init(landlock: Int, filtersCalls: Bool) {
    self.landlock = landlock
    self.filtersCalls = filtersCalls
  }

  public static var here: BoxState {
    BoxState(landlock: Int(rs_landlock_version()), filtersCalls: rs_can_filter_calls() == 1)
  }

  /// What of the box is up.
  public var description: String {
    "ffmpeg runs in a box: files by Landlock \(landlock), network and other processes by "
      + (filtersCalls ? "a filter of system calls" : "Landlock alone")
  }

  /// What is missing and what mends it, a sentence each; empty where the box is whole.
  public var gaps: [String] {
    var gaps: [String] = []
    if landlock == 0 {
      gaps.append(
        "this kernel has no Landlock: a hole in a decoder could reach what the daemon's user may reach; "
          + "use Linux 5.13 or newer with landlock among the names of the kernel's option lsm=")
    } else if landlock < 3 {
      gaps.append(
        "this kernel's Landlock is version \(landlock): a hole in a decoder could cut other files short"
          + "; use Linux 6.2 or newer")
    }
    if !filtersCalls && landlock < 4 {
      gaps.append("this kernel cannot keep ffmpeg off the network; use Linux 6.7 or newer, or one with seccomp")
    }
    return gaps
  }
}
