import Foundation
import Testing
import Vocabulary

/// analysis.json of jobs that were finished before confidences were written.
@Suite struct OldAnalysisTests {
  @Test func `an analysis without confidences is read and believed`() throws {
    let old = try edited { document in
      document["beatConfidence"] = nil
      document["sections"] = (document["sections"] as? [[String: Any]])?.map { $0.filter { $0.key != "confidence" } }
    }
    #expect(old == Self.sure)
  }

  @Test func `a confidence that is there is kept`() throws {
    let doubtful = try edited { $0["beatConfidence"] = 0.25 }
    #expect(doubtful.beatConfidence == 0.25)
  }

  @Test func `a confidence that is no number is refused`() {
    #expect(throws: DecodingError.self) { try edited { $0["beatConfidence"] = "much" } }
  }

  private static let sure = {
    var map = Examples.analysis
    map.beatConfidence = 1
    for i in map.sections.indices { map.sections[i].confidence = 1 }
    return map
  }()

  private func edited(_ change: (inout [String: Any]) -> Void) throws -> MusicMap {
    let written = try JSONSerialization.jsonObject(with: JSONEncoder().encode(Examples.analysis))
    var document = try #require(written as? [String: Any])
    change(&document)
    return try JSONDecoder().decode(MusicMap.self, from: JSONSerialization.data(withJSONObject: document))
  }
}
