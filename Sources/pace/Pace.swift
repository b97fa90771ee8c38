// How fast the farm's own way of making things durable is: jobs that do nothing, through the same functions as every
// real one. Benchmarks/noop.c makes the same flushes without them. A tool for Benchmarks/run.sh; it is not installed.
import ArgumentParser
import Dispatch
import Glibc
import Media
import Spool
import Synchronization

@main
struct Pace: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pace", abstract: "Durable jobs that do nothing: jobs a second, processor milliseconds a job.")

  @Argument(help: "A spool, which is made.") var spool: String
  @Argument(help: "How many jobs.") var count: Int
  @Argument(help: "How many at once.") var width: Int

  func run() throws {
    let bench = try NoopBench(spool)
    let next = Atomic<Int>(0)
    let faults = Mutex<[String]>([])
    let group = DispatchGroup()
    let began = DispatchTime.now().uptimeNanoseconds
    for _ in 0..<width {
      group.enter()
      // A serial queue each: a concurrent one would wait for its thread pool.
      DispatchQueue(label: "pace").async {
        defer { group.leave() }
        while case let number = next.add(1, ordering: .relaxed).oldValue, number < count {
          do { try bench.run("job_\(number).json") } catch { return faults.withLock { $0.append("\(error)") } }
        }
      }
    }
    group.wait()
    if let fault = faults.withLock(\.first) { throw ValidationError(fault) }
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - began) / 1e9
    print(Double(count) / seconds, Self.processorSeconds / Double(count) * 1000)
  }

  /// Of this process and of all its children that have ended.
  private static var processorSeconds: Double {
    [Int32(0), -1].map { who in  // RUSAGE_SELF, RUSAGE_CHILDREN
      var use = rusage()
      getrusage(who, &use)
      return Double(use.ru_utime.tv_sec + use.ru_stime.tv_sec)
        + Double(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6
    }.reduce(0, +)
  }
}

/// One job's way: publish its ticket, claim it, run true(1), put it among the finished.
struct NoopBench: Sendable {
  private let tmp: Folder
  private let todo: Folder
  private let drawing: Folder
  private let ready: Folder
  private let program = Tool(name: "true", path: "/bin/true")
  private let ticket = [UInt8](repeating: 32, count: 1500)

  init(_ path: String) throws(SpoolError) {
    let spool = try SpoolFolders.make(at: path)
    tmp = try spool.own("tmp")
    let shots = try spool[.generating].folder(making: "shots")
    todo = try shots.folder(making: ShotState.todo.rawValue)
    drawing = try shots.folder(making: ShotState.drawing.rawValue)
    ready = try shots.folder(making: ShotState.ready.rawValue)
  }

  func run(_ name: String) throws {
    try Durable.publish(ticket, as: name, in: todo, through: tmp)
    try Durable.move(name, from: todo, to: drawing)
    try Child.run(program, [], in: nil, stop: Stop())
    try Durable.move(name, from: drawing, to: ready)
  }
}
