import Spool
import Vocabulary

/// The characters of a job with their references, as the makers need them.
struct Cast {
  let treatment: Treatment
  private let characters: [Character]
  private let job: JobFolder

  init(_ planning: PlanningDesk) throws(Failure) {
    job = planning.job
    treatment = try planning.document(Treatment.self, "treatment.json")
    characters = treatment.characters.map { character in
      guard let folder = try? planning.job.folder.folder("characters").folder(character.id),
        let drawn = try? Document.read(Character.self, "character.json", in: folder)
      else { return character }
      return drawn
    }
  }

  /// The characters that a shot shows, in its order.
  func of(_ shot: Shot) -> [Character] {
    shot.characterIds.compactMap { id in characters.first { $0.id == id } }
  }

  /// A path to each one's first reference that holds wherever the job lies now.
  func references(of shot: Shot) -> [String] {
    of(shot).compactMap { character in
      character.referenceImages.first.map {
        "/proc/self/fd/\(job.folder.descriptor)/characters/\(character.id)/\($0)"
      }
    }
  }
}
