// One colour for one idea, on every page.
import Vocabulary

enum Colours {
  static let paper = Ink(0x14151A)
  static let panel = Ink(0x1C1E26)
  static let text = Ink(0xECE8DD)
  static let quiet = Ink(0x8E93A3)
  static let rule = Ink(0x3A3E4C)
  static let wave = Ink(0x7FA7E0)
  static let beat = Ink(0xFFFFFF, alpha: 0.42)
  static let downbeat = Ink(0xFFFFFF, alpha: 0.85)
  static let energy = Ink(0xFF9F5A)
  static let cue = Ink(0xFFD84D)
  static let kick = Ink(0xF2726F)
  static let snare = Ink(0x6FD3C1)
  static let hihat = Ink(0xB9A5F2)

  static func of(_ role: SectionRole) -> Ink {
    switch role {
    case .intro: Ink(0x3F6C99)
    case .verse: Ink(0x2F7F6B)
    case .chorus: Ink(0xB5435F)
    case .bridge: Ink(0xA07A2B)
    case .outro: Ink(0x6A5A9C)
    }
  }

  static func of(_ kind: MusicEventKind) -> Ink {
    switch kind {
    case .kick: kick
    case .snare: snare
    case .hihat: hihat
    case .vocalEntrance: Ink(0x8EE08A)
    case .drop: Ink(0xFF5F87)
    case .pause: Ink(0xC7CBD6)
    case .energyRise: Ink(0xFFB45A)
    case .energyFall: Ink(0x62B6F2)
    case .transition: Ink(0xE3D6A8)
    }
  }
}

/// "1:05" and "1:05.2".
func minutes(_ time: Seconds, tenths: Bool = false) -> String {
  let whole = Int((time * 10).rounded())
  let seconds = whole / 10 % 60
  return "\(whole / 600):\(seconds < 10 ? "0" : "")\(seconds)" + (tenths ? ".\(whole % 10)" : "")
}
