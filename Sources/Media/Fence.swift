// The box that a reader of other people's files runs in, so that a hole in a decoder stays a hole in one child: it may
// read the system's libraries and this call's inputs, write this call's outputs, and reach nothing else. Flags and
// lists (MediaFile) are the first line; this one does not trust the program at all.
//
// What may go wrong: the kernel has no Landlock (``BoxState`` says so; limits and the filter of calls still hold), an
// input is a link or a pipe that somebody put there, or the program's libraries lie where no system keeps them.
import CShim
import Glibc

/// What one child may reach of the disk. Names are relative to the folder that it works in.
public struct Fence: Sendable, Equatable {
  /// Files that it may read.
  public var reads: [String]
  /// Files that it may write and read again. Made empty where they are not there; one that is left empty is removed.
  public var writes: [String]
  /// It may make further files in its folder, and write those that are there.
  public var makesFiles: Bool

  public init(reads: [String] = [], writes: [String] = [], makesFiles: Bool = false) {
    self.reads = reads
    self.writes = writes
    self.makesFiles = makesFiles
  }

  /// The fence of a call of ffmpeg or ffprobe: what its arguments tell it to open is what it may open. `file:NAME` after
  /// `-i` is an input, anywhere else an output; an output with a pattern (`part%04d.mp4`) is as many files as it likes.
  ///
  /// - Parameter more: inputs that no argument names: what a list of ours names.
  init(of arguments: [String], reading more: [String] = []) {
    self.init(reads: more)
    var before = ""
    for argument in arguments {
      if argument.hasPrefix("file:") {
        let name = String(argument.dropFirst(5))
        if before == "-i" {
          reads.append(name)
        } else if name.contains("%") {
          makesFiles = true
        } else {
          writes.append(name)
        }
      }
      before = argument
    }
  }
}

/// A fence that stands, for one child.
struct StandingFence {
  /// -1 where the kernel has no Landlock.
  let ruleset: Int32
  private let outputs: [String]
  private let place: Workplace?

  /// - Throws: ``MediaError/Kind/unreadable`` where an input or output is no regular file: a link, a pipe, a device.
  init(_ fence: Fence, for tool: Tool, in place: Workplace?) throws(MediaError) {
    self.place = place
    ruleset = rs_fence_open()
    outputs = fence.writes
    do throws(MediaError) {
      for name in fence.reads { try allow(name, in: place, O_RDONLY, RS_MAY_READ) }
      for name in fence.writes { try allow(name, in: place, O_RDWR | O_CREAT, RS_MAY_READ | RS_MAY_WRITE) }
    } catch {
      close()
      tidy()
      throw error
    }
    guard ruleset >= 0 else { return }
    if fence.makesFiles, let place {
      _ = rs_fence_allow(ruleset, place.descriptor, UInt32(RS_MAY_READ | RS_MAY_WRITE | RS_MAY_MAKE))
    }
    for (paths, rights) in SystemPaths.all { for path in paths { allow(path: path, rights) } }
    for path in SystemPaths.around(tool) { allow(path: path, RS_MAY_READ | RS_MAY_RUN) }
  }

  /// Lets the ruleset go, once the child has it.
  func close() { if ruleset >= 0 { Glibc.close(ruleset) } }

  /// Removes the outputs that nothing was written into, once the child has ended.
  func tidy() {
    guard let place else { return }
    for name in outputs where place.size(name) == 0 { place.remove(name) }
  }

  private func allow(_ name: String, in place: Workplace?, _ flags: Int32, _ rights: Int) throws(MediaError) {
    let file = rs_openat(place?.descriptor ?? AT_FDCWD, name, flags | O_NOFOLLOW | O_NONBLOCK, 0o666)
    guard file >= 0 else {
      // What is not there, or may not be read, the program says itself, in the words that its callers know.
      if errno == ENOENT || errno == EACCES { return }
      throw .system("open", name, errno: errno)
    }
    defer { Glibc.close(file) }
    var what = rs_stat()
    guard rs_fstat(file, &what) == 0, what.mode & S_IFMT == S_IFREG else {
      throw MediaError(.unreadable, "unable to open \(name): it is no regular file")
    }
    if ruleset >= 0, rs_fence_allow(ruleset, file, UInt32(rights)) != 0 { throw .system("fence", name, errno: errno) }
  }

  private func allow(path: String, _ rights: Int) {
    let file = rs_open_path(path)
    guard file >= 0 else { return }
    _ = rs_fence_allow(ruleset, file, UInt32(rights))
    Glibc.close(file)
  }
}

/// What a program needs of the system to run at all.
private enum SystemPaths {
  static let all: [([String], Int)] = [
    (["/usr", "/lib", "/lib32", "/lib64", "/bin"], RS_MAY_READ | RS_MAY_RUN),
    (
      [
        "/etc/ld.so.cache", "/etc/alternatives", "/proc/filesystems", "/proc/cpuinfo", "/sys/devices/system",
        "/dev/urandom",
      ], RS_MAY_READ
    ),
    (["/dev/null"], RS_MAY_READ | RS_MAY_WRITE),
  ]

  /// The program itself, the libraries that its package brought beside it, and those that our environment names.
  static func around(_ tool: Tool) -> [String] {
    guard let resolved = realpath(tool.path, nil) else { return [tool.path] }
    defer { free(resolved) }
    let real = String(cString: resolved)
    let folder = real.lastIndex(of: "/").map { String(real[..<$0]) } ?? ""
    let named = getenv("LD_LIBRARY_PATH").map { String(cString: $0).split(separator: ":").map(String.init) } ?? []
    return [real, folder + "/../lib", folder + "/../lib64"] + named.filter { $0.hasPrefix("/") && $0 != "/" }
  }
}
