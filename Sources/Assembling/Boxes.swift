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

func checkBoxes(_ film: String, in place: Workplace) throws(Failure) {
  let names = try failing("measure the film") { () throws(MediaError) in try boxes(film, in: place) }
  guard names.first == "ftyp", let moov = names.firstIndex(of: "moov"), let data = names.firstIndex(of: "mdat"),
    moov < data
  else { throw failed("the order of boxes", names.joined(separator: " "), wanted: "ftyp, moov, mdat") }
}
