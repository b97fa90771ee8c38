// The top-level boxes of an MP4 (ISO/IEC 14496-12): a player on a phone starts at once only if moov comes before mdat.
import Media
import Vocabulary

/// The types of the top-level boxes of `film`, in order.
func boxes(_ film: String, in place: Workplace) throws(MediaError) -> [String] {
  var names: [String] = []
  var at = 0
  let end = place.size(film) ?? 0
  while at + 8 <= end {
    let head = try place.bytes(film, at: at, count: 16)
    func number(_ from: Int, _ count: Int) -> Int { (from..<(from + count)).reduce(0) { $0 << 8 | Int(head[$1]) } }
    guard head.count >= 8 else { break }
    names.append(String(decoding: head[4..<8], as: UTF8.self))
    let size = number(0, 4)
    // 1: the size follows in 64 bits; 0: to the end of the file.
    let length = size == 1 && head.count == 16 ? number(8, 8) & Int.max : size == 0 ? end - at : size
    guard length >= 8, length <= end - at else {
      throw MediaError(.unreadable, "unable to read \(film): box \(names.count) reaches beyond its end")
    }
    at += length
  }
  return names
}

/// Whether a track of `film` has an edit list: a box `edts` in a `trak` in the `moov`.
func hasEditList(_ film: String, in place: Workplace) throws(MediaError) -> Bool {
  var at = 0
  let end = place.size(film) ?? 0
  while at + 8 <= end {
    let head = try place.bytes(film, at: at, count: 8)
    let size = length(head)
    guard size >= 8, size <= end - at else { return false }
    if name(head) == "moov" { return tracks(try place.bytes(film, at: at + 8, count: size - 8)) }
    at += size
  }
  return false
}

/// Whether one of the tracks among the boxes `moov` has an edit list.
private func tracks(_ moov: [UInt8]) -> Bool {
  children(moov[...]).contains { $0.name == "trak" && children($0.body).contains { $0.name == "edts" } }
}

private func children(_ bytes: ArraySlice<UInt8>) -> [(name: String, body: ArraySlice<UInt8>)] {
  var found: [(String, ArraySlice<UInt8>)] = []
  var rest = bytes
  while rest.count >= 8 {
    let size = length(Array(rest.prefix(8)))
    guard size >= 8, size <= rest.count else { break }
    found.append((name(Array(rest.prefix(8))), rest.dropFirst(8).prefix(size - 8)))
    rest = rest.dropFirst(size)
  }
  return found
}

private func length(_ head: [UInt8]) -> Int { head[..<4].reduce(0) { $0 << 8 | Int($1) } }
private func name(_ head: [UInt8]) -> String { String(decoding: head[4..<8], as: UTF8.self) }

/// The order of the boxes, and no edit list where the profile has none.
func checkBoxes(_ film: String, _ profile: HouseProfile, in place: Workplace) throws(Failure) {
  let names = try failing("measure the film") { () throws(MediaError) in try boxes(film, in: place) }
  guard names.first == "ftyp", let moov = names.firstIndex(of: "moov"), let data = names.firstIndex(of: "mdat"),
    moov < data
  else { throw failed("the order of boxes", names.joined(separator: " "), wanted: "ftyp, moov, mdat") }
  guard profile.upload else { return }
  let isEdited = try failing("measure the film") { () throws(MediaError) in try hasEditList(film, in: place) }
  if isEdited { throw failed("a track", "shifted by an edit list", wanted: "in a film that is for upload") }
}
