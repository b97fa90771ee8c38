import Vocabulary

/// The written files of a bundle that is not dropped yet, read as the inbox will read them.
public struct WrittenConcept: Sendable {
  /// Why they cannot be used; one sentence with the remedy.
  public struct Fault: Error { public var reason: String }
  public var prose: String
  public var options: JobOptions

  /// - Parameters: the bytes of the prose file and of concept.json, where they exist.
  public init(prose: [UInt8]?, options: [UInt8]?) throws(Fault) {
    do throws(ConceptFile.Fault) {
      let file = try ConceptFile(prose: prose, options: options, submit: nil, rules: InboxRules())
      self.prose = file.prose
      self.options = file.options
    } catch { throw Fault(reason: error.reason) }
  }
}
