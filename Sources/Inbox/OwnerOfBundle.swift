import Glibc
import Vocabulary

extension Owner {
  /// Who owned what was dropped: the owner of its first entry.
  init(of taken: Taken) {
    let uid = taken.entries.first?.status.owner ?? 0
    self.init(uid: uid, name: Self.accountName(uid))
  }

  private static func accountName(_ uid: UInt32) -> String {
    var record = passwd()
    var result: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 4096)
    guard getpwuid_r(uid, &record, &buffer, buffer.count, &result) == 0, result != nil, let name = record.pw_name else {
      return String(uid)
    }
    return String(cString: name)
  }
}
