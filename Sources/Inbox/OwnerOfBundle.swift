import Glibc
import Synchronization
import Vocabulary

extension Owner {
  /// Who owned what was dropped: the owner of its first entry.
  init(of taken: Taken) {
    let uid = taken.entries.first?.status.owner ?? 0
    let name = knownAccounts.withLock { known in
      if let name = known[uid] { return name }
      let name = Self.accountName(uid)
      known[uid] = name
      return name
    }
    self.init(uid: uid, name: name)
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

/// Looking an account up asks several services, which costs more than the rest of a small adoption.
private let knownAccounts = Mutex<[UInt32: String]>([:])
