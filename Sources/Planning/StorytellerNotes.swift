import Vocabulary

// What must not change from shot to shot, and what does.
extension Storyteller {
  /// Constraints: the same words in every shot that shows the same people.
  func continuity(for beat: Beat) -> String {
    let people = beat.cast.map { person in
      let body = person.physicalDescription
      let parts = [
        person.description, body.age, body.face, body.hair, body.build,
        "wearing \(person.wardrobe) (\(person.wardrobeColor))",
      ]
      return "\(person.id): " + (parts + person.accessories + person.distinctiveFeatures).joined(separator: ", ")
    }
    let look =
      "palette \(treatment.style.palette.value.map(\.hex).joined(separator: " ")), \(treatment.style.medium.value)"
    let never = treatment.avoid.isEmpty ? [] : ["never seen: \(treatment.avoid.joined(separator: ", "))"]
    return (people + [look] + never).joined(separator: "; ")
  }

  /// Direction: what is new against the shot before.
  func changes(in beat: Beat, after before: Beat?) -> String {
    guard let before else { return "The film opens: \(beat.framing.phrase), \(beat.camera.phrase)" }
    var news: [String] = []
    if beat.slot.opensSection { news.append("the \(beat.slot.sectionRole.rawValue) begins") }
    if beat.slot.sectionRole == .chorus, before.slot.sectionRole != .chorus {
      news.append(treatment.chorusChange.value)
    }
    if beat.setting.location.id != before.setting.location.id {
      news.append("now \(beat.setting.location.description)")
    }
    if beat.setting.timeOfDay != before.setting.timeOfDay { news.append("it is \(beat.setting.timeOfDay.noun) now") }
    if beat.setting.weather != before.setting.weather { news.append("now \(beat.setting.weather.phrase)") }
    news.append("from \(before.framing.phrase) to \(beat.framing.phrase)")
    if beat.camera != before.camera { news.append(beat.camera.phrase) }
    if beat.slot.purpose == .resolve { news.append(treatment.ending.value) }
    return news.joined(separator: "; ")
  }
}
