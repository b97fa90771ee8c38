import Planning
import Vocabulary

extension OpenAIChat {
  /// One treatment, and its batches of shots, each with the longest answer that it may give.
  public func forecast(_ step: ErrandStep, of film: PlannedFilm) -> [Usage] {
    switch step {
    case .treatment: [question(about: film.brief).expected]
    case .slots:
      stride(from: 0, to: film.slots.count, by: batch).map { start in
        let part = Array(film.slots[start..<min(start + batch, film.slots.count)])
        return question(
          SlotsQuestion(slots: part, treatment: film.treatment, brief: film.brief, before: nil)
        ).expected
      }
    case .reference, .still, .clip: []
    }
  }
}
