import Testing
import Vocabulary

@Suite struct LexiconPhraseTests {
  @Test(arguments: Place.allCases)
  func `a place's phrase reads back as that place and as nothing else`(place: Place) {
    let reading = PromptReading("A quiet moment \(place.phrase).")
    #expect(reading.place == place)
    #expect([reading.timeOfDay == nil, reading.framing == nil, reading.camera == nil].allSatisfy { $0 })
    #expect(reading.weather == nil && reading.lights.isEmpty && reading.colours.isEmpty && reading.pose == nil)
  }

  @Test(arguments: TimeOfDay.allCases)
  func `a time's phrase reads back as that time, also as the one that light turns to`(time: TimeOfDay) {
    let reading = PromptReading(time.phrase)
    #expect(reading.timeOfDay == time && reading.place == nil && reading.weather == nil && reading.lights.isEmpty)
    let other: TimeOfDay = time == .dusk ? .dawn : .dusk
    let turning = PromptReading("\(other.phrase) turning to \(time.noun)")
    #expect(turning.timeOfDay == other && turning.timeTo == time)
  }

  @Test(arguments: Weather.allCases)
  func `a weather's phrase reads back as that weather and as nothing else`(weather: Weather) {
    let reading = PromptReading("by day, \(weather.phrase), by the sea")
    #expect(reading.weather == weather && reading.place == .sea && reading.timeOfDay == .day)
    #expect(reading.lights.isEmpty && reading.colours.isEmpty && reading.pose == nil && reading.framing == nil)
  }

  @Test(arguments: LightSource.allCases)
  func `a light's phrase reads back as that light and as nothing else`(light: LightSource) {
    let reading = PromptReading("in a quiet room, by day, in clear air, lit by \(light.phrase)")
    #expect(reading.lights == [light])
    #expect(reading.place == .room && reading.timeOfDay == .day && reading.weather == .clear)
  }

  @Test(arguments: Framing.allCases)
  func `a framing's phrase reads back as that framing and as nothing else`(framing: Framing) {
    let reading = PromptReading(framing.phrase)
    #expect(reading.framing == framing && reading.place == nil && reading.camera == nil && reading.pose == nil)
  }

  @Test(arguments: CameraMove.allCases)
  func `a camera move's phrase reads back as that move and as nothing else`(camera: CameraMove) {
    let reading = PromptReading("Meanwhile \(camera.phrase).")
    #expect(reading.camera == camera && reading.framing == nil && reading.pose == nil && reading.place == nil)
  }

  @Test(arguments: Pose.allCases)
  func `a pose's phrase reads back as that pose and as nothing else`(pose: Pose) {
    let reading = PromptReading("A man \(pose.phrase).")
    #expect(reading.pose == pose && reading.framing == nil && reading.camera == nil && reading.place == nil)
  }

  @Test func `a colour's name reads back as that colour and as no place, time, weather or light`() {
    for colour in Lexicon.house.colours where colour.name != "gray" {
      let reading = PromptReading("in \(colour.name)")
      #expect(reading.colours == [colour], "\(colour.name)")
      #expect(reading.place == nil && reading.timeOfDay == nil && reading.weather == nil, "\(colour.name)")
      #expect(reading.lights.isEmpty && reading.pose == nil && reading.framing == nil, "\(colour.name)")
      #expect(Lab(hex: colour.hex) != nil, "\(colour.name)")
    }
  }
}
