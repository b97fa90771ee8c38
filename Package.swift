// swift-tools-version: 6.1
import PackageDescription

/// Every Swift target: language mode 6, and no warning survives.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .unsafeFlags(["-warnings-as-errors"])]

/// Targets whose inner loops run over every sample or pixel: optimised in debug builds too, because `-Onone` makes
/// them about 80 times slower and the tests would take hours.
let numeric: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// A room of the code (docs/architecture.md has the table of who may import whom).
func room(_ name: String, _ imports: [Target.Dependency], _ settings: [SwiftSetting] = strict) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: settings)
}

/// The tests of one room, named after it.
func tests(_ name: String, _ imports: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: imports, swiftSettings: strict)
}

let package = Package(
  name: "reelspool",
  products: [
    .executable(name: "reelspool", targets: ["reelspool"]),
    .executable(name: "reelspool-watch", targets: ["reelspool-watch"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    .target(name: "CShim", cSettings: [.unsafeFlags(["-O2"], .when(configuration: .debug))]),
    .target(name: "CStrike"),
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
    .target(name: "CPng", linkerSettings: [.linkedLibrary("png")]),
    .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
    .systemLibrary(name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CInotifyTools", providers: [.apt(["libinotifytools0-dev"])]),

    room("Vocabulary", []),
    room("Spool", ["CShim", "CCrypto"]),
    room("Media", ["CShim", "CCrypto", "CPng"], numeric),
    room("Ledger", ["Vocabulary", "Spool"]),
    room("Inbox", ["Vocabulary", "Spool", "Media", "CShim"]),
    room("Analyzing", ["Vocabulary"], numeric),
    room("Planning", ["Vocabulary"]),
    room("Generating", ["Vocabulary", "Media"]),
    room("Storyboard", ["Vocabulary", "Media", "Generating", "CCairo", "CShim"], numeric),
    room("Providers", ["Vocabulary", "Media", "Planning", "Generating", "CCurl"]),
    room("Pictures", ["Vocabulary", "Media", "CPango"], numeric),
    room("Assembling", ["Vocabulary", "Media", "Pictures"], numeric),
    room(
      "Farm",
      ["Vocabulary", "Spool", "Media", "Inbox", "Analyzing", "Planning", "Generating", "Assembling", "CShim", "Ledger"]),
    .executableTarget(
      name: "reelspool",
      dependencies: [
        "Vocabulary", "Spool", "Media", "Inbox", "Analyzing", "Planning", "Generating", "Storyboard", "Providers",
        "Pictures", "Assembling", "Farm", "Ledger", "CShim",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "TOMLKit", package: "TOMLKit"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "torture",
      dependencies: ["CStrike", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    .executableTarget(
      name: "pace",
      dependencies: ["Spool", "Media", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: strict),
    .executableTarget(name: "reelspool-watch", dependencies: ["CInotifyTools"], swiftSettings: strict),
    // Measures what Benchmarks/run.sh cannot see from outside; nothing that is installed.
    .executableTarget(
      name: "film-bench", dependencies: ["Vocabulary", "Media", "Generating", "Storyboard"], path: "Benchmarks/film",
      swiftSettings: strict),

    tests("HouseTests", []),
    tests("WatchTests", ["reelspool-watch"]),
    tests("VocabularyTests", ["Vocabulary"]),
    tests(
      "FarmTests",
      [
        "Farm", "Inbox", "Ledger", "Spool", "Media", "Planning", "Generating", "Storyboard", "Vocabulary", "reelspool",
        "reelspool-watch",
      ]),
    tests("StoryboardTests", ["Storyboard", "Vocabulary", "Generating", "Media", "CShim", "CCairo"]),
    tests("SpoolTests", ["Spool", "CShim", "reelspool-watch"]),
    tests("InboxTests", ["Inbox", "Spool", "Media", "Vocabulary", "CShim"]),
    tests("MediaTests", ["Media", "CShim"]),
    tests("PicturesTests", ["Pictures", "CCairo", "Media", "Vocabulary"]),
    tests("AssemblingTests", ["Assembling", "Media", "Vocabulary"]),
    tests("AnalyzingTests", ["Analyzing", "Vocabulary"]),
    tests("PlanningTests", ["Planning", "Vocabulary"]),
    tests("LedgerTests", ["Ledger", "Spool", "Vocabulary"]),
    tests("GeneratingTests", ["Generating", "Vocabulary"]),
    tests(
      "ProvidersTests", ["Providers", "Generating", "Planning", "Media", "Vocabulary", "Ledger", "Spool"]),
    tests(
      "ReelspoolTests",
      [
        "reelspool", "Analyzing", "Assembling", "Farm", "Inbox", "Ledger", "Media", "Pictures", "Providers", "Spool",
        "Vocabulary",
      ]),
  ]
)

// Only for Tests/Fuzz/run.sh: its main program is libFuzzer's own, so it cannot be built without that.
if Context.environment["FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz",
      dependencies: ["Vocabulary", "Spool", "Media", "Inbox", "Planning", "Providers", "Ledger", "Farm"],
      path: "Tests/Fuzz", exclude: ["Seeds", "run.sh"], swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
