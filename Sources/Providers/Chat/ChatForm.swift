// Chat servers differ in what they let us ask for. Each form that one declines is stepped away from once, and what it
// takes in the end is remembered for as long as the process lives: declining costs nothing.
import Synchronization

/// How a request is put.
struct ChatForm: Sendable, Equatable {
  /// How the shape of the answer is asked for, the surest first.
  enum Rung: Int, Sendable, CaseIterable {
    /// `json_schema`, strict
    case schema
    /// `json_object` with the schema beside it
    case objectWithSchema
    /// `json_object`
    case object
    /// Nothing but the words of the prompt
    case plain
  }
  var rung = Rung.schema
  /// `max_tokens`, or the newer `max_completion_tokens`.
  var hasNewLimit = false
  var hasTemperature = true

  /// The next form to try after a server's complaint; nil where the complaint is about something else.
  ///
  /// - Parameter complaint: the body of its reply, in lower case.
  func next(after complaint: String) -> ChatForm? {
    var form = self
    if ["context length", "context_length", "context window", "contextwindow", "context size"].contains(
      where: complaint.contains)
    {
      return nil
    }
    let shape = ["response_format", "json_schema", "json_object", "structured output", "grammar"]
    if rung != .plain, shape.contains(where: complaint.contains) {
      form.rung = Rung(rawValue: rung.rawValue + 1) ?? .plain
      return form
    }
    if !hasNewLimit, complaint.contains("max_completion_tokens") {
      form.hasNewLimit = true
      return form
    }
    guard hasTemperature, complaint.contains("temperature") else { return nil }
    form.hasTemperature = false
    return form
  }
}

/// What one server is known to take. Shared by all that ask it.
final class ChatMemory: Sendable {
  private let form = Mutex(ChatForm())

  var known: ChatForm { form.withLock { $0 } }

  /// Learns from a complaint about a request in the form `used`.
  ///
  /// - Returns: whether there is another form to try.
  func learn(from complaint: String, about used: ChatForm) -> Bool {
    form.withLock { known in
      // Another worker was faster.
      if known != used { return true }
      guard let next = used.next(after: complaint) else { return false }
      known = next
      return true
    }
  }
}
