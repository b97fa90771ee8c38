import Media
import Vocabulary

/// The profile in which clips of these parameter sets were encoded: `guess` where it fits, else the same with another of
/// x264's presets (its constant rate factor leaves no trace in the sets).
///
/// - Returns: `guess` where none fits: whoever measures with it will say what differs.
public func findProfile(
  of parameterHash: String, guess: HouseProfile, in place: Workplace, stop: Stop
) throws(Failure) -> HouseProfile {
  for preset in [guess.preset] + HouseProfile.presets {
    var profile = guess
    profile.preset = preset
    if try houseParameters(profile, in: place, stop: stop) == parameterHash { return profile }
  }
  return guess
}
