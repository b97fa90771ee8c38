extension Diorama {
  /// Hills behind hills: the open country that any place can be.
  func land() {
    sky()
    hills("far", depth: 0.12, base: Diorama.horizon + 10, height: 330, rough: 0.7, tone: 0.16, detail: 0.7)
    hills("middle", depth: 0.28, base: Diorama.horizon + 30, height: 200, rough: 0.4, tone: 0.38)
    fog("mist", depth: 0.3, 0.55)
    hills("near", depth: 0.5, base: Diorama.horizon + 60, height: 110, rough: 0.15, tone: 0.62)
    ground(Diorama.horizon + 40)
    weather(depth: 0.6)
    people()
  }
}
