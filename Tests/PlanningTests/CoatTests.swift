import Planning
import Testing
import Vocabulary

/// Who is dressed in what: people of one film are told apart by their clothes.
@Suite struct CoatTests {
  @Test(arguments: [
    "two lovers dance on a rooftop at sunset", "a knight and a witch walk through a forest",
    "three friends drive along the sea at night", "a girl in a red coat and an old man in a city",
  ]) func `two characters of one film are 25 apart, lightness counted half`(concept: String) throws {
    for seed in 1...8 {
      let (film, _) = try Films.make(Films.brief(concept, seed: UInt64(seed)))
      let coats = try film.characters.map { try #require(Lab(hex: $0.wardrobeColor)) }
      #expect(coats.count > 1)
      for i in coats.indices {
        for j in 0..<i {
          let (dl, da, db) = (0.5 * (coats[i].l - coats[j].l), coats[i].a - coats[j].a, coats[i].b - coats[j].b)
          #expect((dl * dl + da * da + db * db).squareRoot() >= 25, "seed \(seed): \(film.characters.map(\.wardrobe))")
        }
      }
    }
  }
}
