import Glibc
import Providers

extension DoctorCommand {
  /// Whether the configured servers answer, have what is asked of them, and have a price. Spends nothing.
  func checkServers(_ servers: [any Provider], _ report: inout DoctorReport) {
    for server in servers {
      for finding in server.probe() {
        switch finding.kind {
        case .fine: report.fine(finding.text)
        case .note: report.note(finding.text)
        case .fault: report.fault(finding.text)
        }
      }
    }
  }

  /// Whether the configured programs are there and may be run, by whoever runs the doctor.
  func checkCommands(_ commands: [CommandMaker], _ report: inout DoctorReport) {
    for command in commands {
      let what = "command \(command.name): \(command.executable)"
      var status = stat()
      if stat(command.executable, &status) != 0 {
        report.fault(
          "\(what): \(String(cString: strerror(errno))); correct executable of [providers.command.\(command.name)]")
      } else if status.st_mode & S_IFMT != S_IFREG {
        report.fault("\(what) is no file; correct executable of [providers.command.\(command.name)]")
      } else if access(command.executable, X_OK) != 0 {
        report.fault("\(what) may not be run by you; chmod a+x \(command.executable)")
      } else {
        report.fine("\(what) makes \(command.makes.map(\.rawValue).sorted().joined(separator: ", "))")
      }
    }
  }
}
