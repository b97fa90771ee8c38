// The words that go to a maker, from the shot and what must stay the same.
import Generating
import Vocabulary

func stillPrompt(for shot: Shot, characters: [Character], treatment: Treatment) -> String {
  let people = characters.map { "\($0.description), \($0.wardrobe)" }
  return ([treatment.style.medium.value, shot.imagePrompt] + people + [shot.continuityNotes, "vertical 9:16"])
    .filter { !$0.isEmpty }.joined(separator: ". ")
}

func motionPrompt(for shot: Shot, treatment: Treatment) -> String { shot.motionPrompt }

func referencePrompt(for character: Character, in treatment: Treatment) -> String {
  "\(treatment.style.medium.value). \(character.description), \(character.wardrobe). Full figure, plain ground"
}
