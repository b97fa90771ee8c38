import ArgumentParser

/// Who makes the stills and clips of a spool.
enum Maker: String, CaseIterable, ExpressibleByArgument {
  /// A program that charges by writing into a book, in a lane of its own.
  case paid
  /// That program for stills, the built-in artist for clips, on this machine's processors.
  case drawn
  /// A provider behind HTTP, for both.
  case rented

  var stills: String { self == .rented ? "rented-stills" : "paid" }
  var clips: String {
    switch self {
    case .paid: "paid"
    case .drawn: "storyboard"
    case .rented: "rented-clips"
    }
  }
}
