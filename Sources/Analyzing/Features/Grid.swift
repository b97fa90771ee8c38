/// Rows of equal width in one flat array: one row a frame.
struct Grid {
  let width: Int
  var values: [Float] = []
  var count: Int { width == 0 ? 0 : values.count / width }

  init(width: Int) { self.width = width }

  init(width: Int, count: Int) {
    self.width = width
    values = [Float](repeating: 0, count: width * count)
  }

  subscript(row: Int, column: Int) -> Float {
    @inline(__always) get { values[row * width + column] }
    @inline(__always) set { values[row * width + column] = newValue }
  }

  /// Mean of the rows in `range`, cut to the rows that exist; all zero where none does.
  func mean(of range: Range<Int>) -> [Float] {
    var sum = [Float](repeating: 0, count: width)
    let rows = range.clamped(to: 0..<count)
    guard !rows.isEmpty else { return sum }
    for row in rows {
      for column in 0..<width { sum[column] += values[row * width + column] }
    }
    let scale = 1 / Float(rows.count)
    return sum.map { $0 * scale }
  }
}
