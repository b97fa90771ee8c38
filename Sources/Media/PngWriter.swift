import CPng
import CShim
import Glibc

extension Workplace {
  /// Writes a picture as the PNG `name`, a new file or in place of one.
  ///
  /// - Parameter pixels: rows without gaps, 4 bytes a pixel: blue, green, red, and one that is not looked at.
  /// - Throws: ``MediaError/Kind/full`` where the disk is; the file is then incomplete.
  public func writePNG(
    _ pixels: UnsafeRawBufferPointer, width: Int, height: Int, to name: String
  ) throws(MediaError) {
    guard width > 0, height > 0, pixels.count == width * height * 4 else {
      throw MediaError(.unreadable, "unable to write \(name): \(pixels.count) bytes are not \(width)x\(height) pixels")
    }
    let file = rs_openat(descriptor, name, O_WRONLY | O_CREAT | O_TRUNC, 0o660)
    guard file >= 0 else { throw .system("create", name, errno: errno) }
    defer { close(file) }
    let start = pixels.bindMemory(to: UInt8.self).baseAddress
    let fault = rs_png_write(file, start, UInt32(width), UInt32(height))
    guard fault == 0 else { throw .system("write", name, errno: fault) }
  }
}
