// SHA-256 by OpenSSL's libcrypto: it uses the processor's instructions and has had more eyes on it than ours would.
import CCrypto

/// A running SHA-256 (FIPS 180-4).
public final class Digest {
  private let context: OpaquePointer

  public init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  deinit { EVP_MD_CTX_free(context) }

  public func add(_ bytes: UnsafeRawBufferPointer) { EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) }

  /// Adds a text with its length before it, so that two texts cannot run into each other.
  public func add(_ text: String) {
    let bytes = Array(text.utf8)
    Array("\(bytes.count):".utf8).withUnsafeBytes { add($0) }
    bytes.withUnsafeBytes { add($0) }
  }

  /// The digest of all that was added, 64 hex digits. Ends the run.
  public func finish() -> String {
    var out = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &out, nil)
    return out.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
