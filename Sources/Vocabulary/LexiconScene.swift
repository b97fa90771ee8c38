extension Scene {
  /// The scene as its prompts say it: wherever their words name something, the words win. Prompts that say what the
  /// scene already is change nothing, and reading the same prompts twice changes nothing more.
  ///
  /// - Parameters:
  ///   - imagePrompt: says place, time, weather, light, framing, pose, colours; a camera move here counts too.
  ///   - motionPrompt: says camera and pose before the image prompt does, and weather where that one is silent.
  public func edited(by imagePrompt: String, motionPrompt: String) -> Scene {
    let (image, motion) = (PromptReading(imagePrompt), PromptReading(motionPrompt))
    var scene = self
    scene.place = image.place ?? place
    scene.setTime(image.timeOfDay, to: image.timeTo)
    scene.weather = image.weather ?? motion.weather ?? weather
    if !image.lights.isEmpty { scene.lights = image.lights }
    scene.framing = image.framing ?? framing
    scene.camera = motion.camera ?? image.camera ?? camera
    scene.pose = image.pose ?? motion.pose ?? pose
    scene.palette = palette(with: image.colours)
    return scene
  }

  /// A time that is named stands still, unless the prompt also says what it turns to.
  private mutating func setTime(_ time: TimeOfDay?, to target: TimeOfDay?) {
    guard let time = time, time != timeOfDay || (target != nil && target != timeTo) else { return }
    timeOfDay = time
    timeTo = target ?? time
    timeMix = target == nil ? 0 : max(timeMix, 0.5)
  }

  /// New colours take the places of those that are nearest in lightness; the last new one becomes the accent.
  private func palette(with colours: [NamedColour]) -> [String] {
    guard !palette.isEmpty else { return colours.map(\.hex) }
    let names = Set(palette.map { Lexicon.house.name(of: $0) })
    var added = colours.filter { !names.contains($0.name) && !palette.contains($0.hex) }
    guard let accent = added.popLast() else { return palette }
    var mixed = palette
    for colour in added { mixed.replaceNearest(to: colour.hex) }
    mixed[mixed.count - 1] = accent.hex
    return mixed
  }
}

extension [String] {
  /// Puts `hex` where the ramp (all but the last) has its most similar lightness.
  fileprivate mutating func replaceNearest(to hex: String) {
    guard let wanted = Lab(hex: hex) else { return }
    let ramp = indices.dropLast()
    let nearest = ramp.min { one, other in
      abs((Lab(hex: self[one]) ?? wanted).l - wanted.l) < abs((Lab(hex: self[other]) ?? wanted).l - wanted.l)
    }
    if let nearest { self[nearest] = hex }
  }
}

extension Figure {
  /// The figure as words about it say: "an old man with long hair and a lantern". Words win, silence keeps.
  public func edited(by words: String) -> Figure {
    Reading(words).mentions.filter { !$0.isNegated }.reduce(self) { figure, mention in
      switch mention.meaning {
      case .person(let hint), .look(let hint): hint.applied(to: figure)
      default: figure
      }
    }
  }
}
