// SHA-256 (FIPS 180-4) by OpenSSL's libcrypto: the processor's own instructions, and more eyes on it than ours would
// have.
import CCrypto

/// A digest under way.
public final class Sha256 {
  private let context = EVP_MD_CTX_new()

  public init() { EVP_DigestInit_ex(context, EVP_sha256(), nil) }
  deinit { EVP_MD_CTX_free(context) }

  public func update(_ bytes: some Sequence<UInt8>) {
    Array(bytes).withUnsafeBytes { _ = EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
  }

  /// The digest of everything, in lower-case hex. Ends the run.
  public func hex() -> String {
    var out = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &out, nil)
    return out.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
