// File names are bytes, not text. Inside the program they are Strings, and a name that is not UTF-8 must still lead back
// to its file: half a letter in a song's name is no reason to refuse the song.
import Glibc

/// Names between the program and the disk. Two Strings that Swift calls equal (an accent written in two ways) may be two
/// names on the disk: compare ``bytes(of:)`` where that matters.
public enum DiskName {
  /// Bytes from 0x80 up of a name that is not UTF-8 become private code points, as Python's surrogateescape does.
  private static let escapes: ClosedRange<UInt32> = 0xF780...0xF7FF

  /// The name that these bytes, ended by a zero, spell. Every byte comes back out of ``bytes(of:)``.
  public static func text(of bytes: UnsafePointer<CChar>) -> String {
    if let valid = String(validatingCString: bytes), !valid.unicodeScalars.contains(where: isEscape) { return valid }
    var out = String.UnicodeScalarView()
    for byte in UnsafeBufferPointer(start: bytes, count: strlen(bytes)) {
      let value = UInt32(UInt8(bitPattern: byte))
      out.append(Unicode.Scalar(value < 0x80 ? value : 0xF700 + value)!)
    }
    return String(out)
  }

  /// The same for bytes without a zero at the end; what follows a zero is dropped.
  public static func text(of bytes: some Collection<UInt8>) -> String {
    let ended = bytes.map { CChar(bitPattern: $0) } + [0]
    return ended.withUnsafeBufferPointer { text(of: $0.baseAddress!) }
  }

  /// The beginning of `name`, at most `limit` bytes on the disk, no letter cut in half.
  public static func prefix(_ name: String, bytes limit: Int) -> String {
    var out = String.UnicodeScalarView()
    var used = 0
    for scalar in name.unicodeScalars {
      used += isEscape(scalar) ? 1 : UTF8.width(scalar)
      guard used <= limit else { break }
      out.append(scalar)
    }
    return String(out)
  }

  /// The bytes on the disk and a zero.
  public static func bytes(of name: String) -> [CChar] {
    guard name.unicodeScalars.contains(where: isEscape) else { return Array(name.utf8CString) }
    var out: [CChar] = []
    for scalar in name.unicodeScalars {
      if isEscape(scalar) {
        out.append(CChar(bitPattern: UInt8(scalar.value - 0xF700)))
      } else {
        out.append(contentsOf: String(scalar).utf8.map { CChar(bitPattern: $0) })
      }
    }
    return out + [0]
  }

  private static func isEscape(_ scalar: Unicode.Scalar) -> Bool { escapes.contains(scalar.value) }
}

/// The name as the disk spells it, for a C call.
public func disk(_ name: String) -> [CChar] { DiskName.bytes(of: name) }
