@testable import reelspool

extension ConfigurationReader {
  static func read(_ text: String) throws -> Configuration { try ConfigurationReader(path: "f", text: text).read() }

  /// What is said of a faulty text; nil where it is read.
  static func complaint(_ text: String) -> String? {
    do { _ = try read(text) } catch let fault as CommandFault { return "\(fault.status) \(fault.message)" } catch {
      return "\(error)"
    }
    return nil
  }
}
