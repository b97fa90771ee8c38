// Our ends of a child's pipes. All are non-blocking: the loop in Child decides when to wait, and for what.
import CShim
import Glibc

/// -1 marks an end that is closed or was never there.
struct ChildPipes {
  var input: Int32 = -1
  var output: Int32 = -1
  var error: Int32 = -1

  /// Opens the pipes; returns the child's ends in the order of its descriptors, -1 for /dev/null.
  mutating func open(input wanted: Bool, for tool: Tool) throws(MediaError) -> [Int32] {
    var theirs: [Int32] = [-1, -1, -1]
    for index in 0..<3 where index > 0 || wanted {
      var ends: [Int32] = [-1, -1]
      guard rs_pipe(&ends) == 0 else {
        let code = errno
        for end in theirs where end >= 0 { close(end) }
        closeAll()
        throw .unstarted(tool.name, errno: code)
      }
      let ours = index == 0 ? ends[1] : ends[0]
      theirs[index] = index == 0 ? ends[0] : ends[1]
      _ = fcntl(ours, F_SETFL, O_NONBLOCK)
      if index != 2 { _ = rs_pipe_size(ours, 1 << 20) }
      set(index, ours)
    }
    return theirs
  }

  private mutating func set(_ index: Int, _ descriptor: Int32) {
    switch index {
    case 0: input = descriptor
    case 1: output = descriptor
    default: error = descriptor
    }
  }

  /// Reads what is there without waiting; closes the end where it is the end.
  mutating func drain(
    _ end: WritableKeyPath<ChildPipes, Int32>, into buffer: inout [UInt8], each: (UnsafeRawBufferPointer) -> Void
  ) {
    while self[keyPath: end] >= 0 {
      let count = read(self[keyPath: end], &buffer, buffer.count)
      if count > 0 {
        buffer.withUnsafeBytes { each(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      } else if count == 0 || (errno != EINTR && errno != EAGAIN) {
        close(self[keyPath: end])
        self[keyPath: end] = -1
      } else if errno == EAGAIN {
        return
      }
    }
  }

  mutating func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  mutating func closeAll() {
    for end in [\ChildPipes.input, \.output, \.error] where self[keyPath: end] >= 0 {
      close(self[keyPath: end])
      self[keyPath: end] = -1
    }
  }
}
