import Testing

@testable import Inbox
@testable import Spool

@Suite struct SlugTests {
  @Test(arguments: [
    ("Night Drive", "night-drive"), ("  Été à Łódź — ß!  ", "ete-a-lodz-ss"), ("e\u{301}te\u{301}", "ete"),
    ("", "song"),
    ("夜のドライブ", "song"), ("🌙", "song"), ("../../etc/passwd", "etc-passwd"), ("-rf", "rf"), ("a\r\nb\0c", "a-b-c"),
    ("a---b___c", "a-b-c"), ("ＡＢＣ", "song"), ("2026", "2026"),
  ])
  func `a title becomes a name that is safe everywhere`(title: String, slug: String) { #expect(Slug.of(title) == slug) }

  @Test func `a long title is cut to forty bytes without a dash at the end`() {
    #expect(Slug.of(String(repeating: "a", count: 300)).utf8.count == 40)
    #expect(Slug.of(String(repeating: "a", count: 39) + " b") == String(repeating: "a", count: 39))
  }

  @Test func `only short plain endings are kept`() {
    #expect(Slug.safeEnding("flac") == ".flac")
    for ending in ["", "../x", "a b", "é", "toolongending"] { #expect(Slug.safeEnding(ending) == "") }
  }
}

@Suite struct FileKindTests {
  @Test(arguments: [
    ("a.flac", "", FileKind.song), ("A.MP3", "", .song), ("concept.txt", "", .conceptText), ("x.md", "", .conceptText),
    ("concept.json", "", .conceptOptions), ("Concept.JSON", "", .conceptOptions), ("submit.json", "", .submitOptions),
    ("character.json", "", .character), ("other.json", "", .other), ("lyrics.lrc", "", .lyrics),
    ("a.png", "references", .reference), ("a.JPG", "References", .reference), ("a.gif", "references", .other),
    ("a.png", "", .other), ("a.flac", "deep", .other), ("a.flac.part", "", .uploading), ("a.flac~", "", .uploading),
    ("a.crdownload", "", .uploading), (".DS_Store", "", .junk), ("._a.flac", "", .junk), ("x", "__MACOSX", .junk),
    (".hidden.flac", "", .other), ("noending", "", .other),
  ])
  func `a file's kind is told by its name and its folder`(name: String, folder: String, kind: FileKind) {
    #expect(FileKind.of(name, in: folder) == kind)
  }

  @Test func `endings and stems belong together`() {
    #expect(FileKind.stem(of: "a.flac") == "a")
    #expect(FileKind.stem(of: "a.b.flac") == "a.b")
    #expect(FileKind.stem(of: "a.tar.gz") == "a")
    #expect(FileKind.stem(of: "a") == "a")
    #expect(FileKind.stem(of: ".a") == ".a")
    #expect(FileKind.stem(of: ".zip") == ".zip")
    #expect(FileKind.ending(of: "a.tar.gz") == "gz")
    #expect(FileKind.isArchive("a.TGZ") && FileKind.isArchive("x.zip") && !FileKind.isArchive(".zip"))
  }

  @Test func `hidden names, uploads and our answers are nobody's bundle`() {
    for name in [".x", "x.part", "x.tmp", "x~", "x.duplicate.txt", ".taken-x"] {
      #expect(FileKind.isIgnoredInInbox(name))
    }
    for name in ["x", "-rf", "x.txt", "a.duplicate"] { #expect(!FileKind.isIgnoredInInbox(name)) }
  }
}

@Suite struct TakenTests {
  private let long = [
    String(repeating: "a", count: 255), String(repeating: "👨‍👩‍👧‍👦", count: 10),
    "a" + String(repeating: "\u{301}", count: 127),
    String(repeating: "b", count: 250) + ".flac", "x." + String(repeating: "c", count: 253),
    DiskName.text(of: [UInt8](repeating: 0xFF, count: 255)),
  ]

  @Test func `a hidden name fits, whatever the name is`() {
    for name in long {
      for hidden in [Taken.hidden(name), Taken.adopted(name), Taken.refused(name), Taken.numbered(name, 99)] {
        #expect(disk(hidden).count <= 256)
      }
    }
  }

  @Test func `long names that differ in the middle stay two`() {
    let names = ["x", "y"].map { String(repeating: "a", count: 190) + $0 + String(repeating: "b", count: 60) + ".flac" }
    #expect(Taken.hidden(names[0]) != Taken.hidden(names[1]))
  }

  @Test func `a song and a concept of one stem have one stem when hidden`() {
    for length in [10, 200, 201, 245] {
      let stem = String(repeating: "a", count: length)
      let stems = [".flac", ".txt"].map { FileKind.stem(of: Taken.shown(Taken.hidden(stem + $0))) }
      #expect(stems[0] == stems[1])
    }
  }

  @Test func `what was hidden is shown as it was`() {
    for name in ["x.flac", "\u{301}x", "-", DiskName.text(of: [0xFF] as [UInt8])] {
      #expect(Taken.isHidden(Taken.hidden(name)))
      #expect(disk(Taken.shown(Taken.hidden(name))) == disk(name))
    }
  }

  @Test func `a path is split where the kernel splits it`() {
    #expect(pathParts("a/\u{301}b/../c").map { Array($0.utf8) } == ["a", "\u{301}b", "..", "c"].map { Array($0.utf8) })
    #expect(pathParts("") == [])
  }

  @Test func `a name that could act is only seen`() {
    #expect(quoted("a\n\u{202E}b\u{1B}[31m") == "\"a\\u{a}\\u{202e}b\\u{1b}[31m\"")
  }
}

@Suite struct BundleFinderTests {
  @Test func `a folder, an archive and loose files of one name are three bundles with three keys`() throws {
    let bench = try Bench()
    try bench.dropBundle("night")
    try bench.drop("night.zip", "zip")
    try bench.drop("night.flac", "la")
    try bench.drop("night.txt", "text")
    try bench.drop(".hidden", "")
    try bench.drop("night.part", "")
    let found = BundleFinder(inbox: bench.inbox).bundles(among: try bench.inbox.names())
    #expect(found.count == 3)
    #expect(Set(found.map(\.key)).count == 3)
    #expect(found.map(\.title) == ["night", "night", "night"])
    #expect(found.last?.form == .loose(["night.flac", "night.txt"]))
  }

  @Test func `two spellings of one accent are two bundles`() throws {
    let bench = try Bench()
    try bench.dropBundle("\u{E9}t\u{E9}")
    try bench.dropBundle("e\u{301}te\u{301}")
    let found = BundleFinder(inbox: bench.inbox).bundles(among: try bench.inbox.names())
    #expect(Set(found.map(\.key)).count == 2)
  }
}
