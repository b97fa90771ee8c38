// How documents look on the disk: JSON, keys in order, indented, one newline at the end, so that `cat`, `diff` and an
// editor serve a person.
import FoundationEssentials

/// Encoding and decoding of every document in the spool.
public enum Document {
  public static func encode(_ value: some Encodable) throws(SpoolError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(value)) + [UInt8(ascii: "\n")]
    } catch {
      throw SpoolError(.failed(0), "unable to write a document: \(error)")
    }
  }

  /// One line without spaces, for ledgers and journals.
  public static func line(_ value: some Encodable) throws(SpoolError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      throw SpoolError(.failed(0), "unable to write a line: \(error)")
    }
  }

  /// - Throws: `.notRegular` with what is wrong where the bytes are not such a document.
  public static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8], called name: String)
    throws(SpoolError) -> Value
  {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw SpoolError(.notRegular, "unable to read \(name): \(Self.text(of: error))")
    } catch {
      throw SpoolError(.notRegular, "unable to read \(name): \(error)")
    }
  }

  /// Reads and decodes the document `name` of `folder`.
  public static func read<Value: Decodable>(_ type: Value.Type, _ name: String, in folder: Folder)
    throws(SpoolError) -> Value
  {
    try decode(type, from: folder.read(name, limit: 64 << 20), called: name)
  }

  private static func text(of error: DecodingError) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.isEmpty ? "the document" : path.map(\.stringValue).joined(separator: ".")
    }
    return switch error {
    case .keyNotFound(let key, let context): "\(key.stringValue) is missing in \(place(context.codingPath))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "\(place(context.codingPath)) has a value of the wrong type"
    case .dataCorrupted(let context): "\(place(context.codingPath)): \(context.debugDescription)"
    @unknown default: "\(error)"
    }
  }
}
