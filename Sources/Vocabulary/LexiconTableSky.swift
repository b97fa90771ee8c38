// swift-format-ignore-file
// Rows of words are easier to extend than to wrap.

extension LexiconTable {
  static let times: [Row] = [
    (
      "dawn, daybreak, first light, morning, mornings, early morning, sunrise, before the sun comes up, ~awake, ~wakes, ~waking, ~wake, ~breakfast, ~rooster",
      [.time(.dawn)]
    ),
    (
      "=day, =days, daytime, daylight, noon, midday, afternoon, broad daylight, by day, blue sky, ~summer, ~sunny, ~lunch, ~school",
      [.time(.day)]
    ),
    (
      "golden hour, sunset, sunsets, sundown, late afternoon, setting sun, magic hour, ~autumn light, ~nostalgic light",
      [.time(.goldenHour)]
    ),
    ("dusk, twilight, evening, evenings, blue hour, nightfall, ~gloaming", [.time(.dusk)]),
    (
      "night, nights, midnight, nighttime, at night, after dark, late night, nocturnal, darkness, tonight, insomnia, sleepless, 3am, 2am, ~moon, ~moonlight, ~moonlit, ~stars, ~starry, ~star, ~dark, ~sleep, ~sleeping, ~dream, ~neon, ~club, ~nightclub, ~owl, ~vampire",
      [.time(.night)]
    ),
    ("sunrise", [.light(.sun)]),
    ("sunset, setting sun", [.light(.sun)]),
  ]

  static let weathers: [Row] = [
    ("clear, clear sky, clear skies, clear air, cloudless, sunny, blue sky, fair weather", [.weather(.clear)]),
    (
      "rain, rains, rainy, raining, rainfall, rained, drizzle, downpour, shower, wet, monsoon, ~umbrella, ~puddle, ~puddles, ~raincoat",
      [.weather(.rain)]
    ),
    (
      "snow, snows, snowy, snowing, snowfall, falling snow, snowflakes, blizzard, sleet, frost, frozen, ~winter, ~christmas, ~cold, ~icy",
      [.weather(.snow)]
    ),
    (
      "fog, foggy, mist, misty, haze, hazy, smoke, smoky, steam, cloudy, clouds, overcast, ~ghost, ~ghosts, ~mystery",
      [.weather(.fog)]
    ),
    (
      "storm, storms, stormy, thunderstorm, thunder, hurricane, tempest, typhoon, tornado, gale, ~wind, ~windy",
      [.weather(.storm)]
    ),
    ("dust, dusty, sandstorm, sand storm, dust storm, ~sand", [.weather(.dust)]),
    (
      "petals, petal, cherry blossom, cherry blossoms, blossom, blossoms, sakura, confetti, ~spring, ~wedding, ~bloom",
      [.weather(.petals)]
    ),
    ("falling leaves, autumn leaves, the leaves, dead leaves, dry leaves, red leaves, golden leaves, yellow leaves, leaves fall, leaves falling, leaves in the wind, autumn, ~fall colours, ~october, ~november", [.weather(.leaves)]),
    (
      "embers, sparks, ash, ashes, cinders, glowing embers, ~fire, ~burning, ~burn, ~burns, ~flames, ~volcano, ~hell, ~inferno, ~war",
      [.weather(.embers)]
    ),
  ]

  static let lights: [Row] = [
    ("neon, neon signs, neon sign, neon lights, billboards, billboard, fluorescent", [.light(.neon)]),
    ("windows, lit windows, window light, window, candlelit window", [.light(.window)]),
    (
      "lamp, lamps, lantern light, lanterns, streetlight, streetlights, streetlamp, headlights, fairy lights, light bulb, bulbs, torch, torches",
      [.light(.lamps)]
    ),
    (
      "spotlight, spotlights, stage lights, beams of spotlight, beams, strobe, strobes, lasers, laser, disco ball",
      [.light(.stageBeams)]
    ),
    ("moon, moonlight, moonlit, full moon, moonbeam", [.light(.moon)]),
    ("sun, sunlight, sunshine, sunlit, sunbeam, sunbeams, sunny", [.light(.sun)]),
    (
      "fire, fires, firelight, flame, flames, candle, candles, candlelight, campfire, bonfire, burning", [.light(.fire)]
    ),
    ("lightning, lightning bolt, thunderbolt", [.light(.lightning)]),
    ("aurora, northern lights, polar lights, aurora borealis", [.light(.aurora)]),
    (
      "screen, screens, glowing screens, television, tv, monitor, monitors, hologram, holograms, phone light, smartphone, computer",
      [.light(.screens)]
    ),
  ]

  static let framings: [Row] = [
    (
      "extreme wide shot, extreme wide, very wide shot, vast shot, aerial shot, aerial view, bird's eye view, establishing shot, panorama, tiny figure",
      [.framing(.extremeWide)]
    ),
    ("wide shot, wide angle, wide view, wide frame, long shot, full shot, full body", [.framing(.wide)]),
    ("medium shot, mid shot, medium view, waist up, half body, cowboy shot", [.framing(.medium)]),
    ("close up, closeup, close shot, close view, head and shoulders, portrait shot, tight shot", [.framing(.close)]),
    (
      "detail shot, detail of, macro, macro shot, insert shot, extreme close up, close up of hands, close up of the hands",
      [.framing(.detail)]
    ),
    (
      "silhouette from behind, silhouette, silhouetted, from behind, seen from behind, back to the camera, back view",
      [.framing(.silhouetteBack)]
    ),
    (
      "over the shoulder shot, over the shoulder, over shoulder, over his shoulder, over her shoulder",
      [.framing(.overShoulder)]
    ),
    (
      "seen as a reflection, as a reflection, reflection shot, reflected in, reflection in, mirror shot, reflection",
      [.framing(.reflection)]
    ),
  ]

  static let cameras: [Row] = [
    (
      "camera holds still, static camera, static shot, locked off, locked camera, tripod, camera is still, camera does not move, still camera, static",
      [.camera(.static)]
    ),
    (
      "camera pushes in, push in, pushes in, dolly in, dollies in, zoom in, zooms in, moves closer, track in, slow zoom",
      [.camera(.pushIn)]
    ),
    (
      "camera pulls back, pull back, pulls back, pull out, pulls out, dolly out, zoom out, zooms out, moves away",
      [.camera(.pullBack)]
    ),
    ("camera pans left, pan left, pans left, panning left, pan to the left", [.camera(.panLeft)]),
    (
      "camera pans right, pan right, pans right, panning right, pan to the right, camera pans, panning",
      [.camera(.panRight)]
    ),
    ("camera tilts up, tilt up, tilts up, tilting up", [.camera(.tiltUp)]),
    ("camera tilts down, tilt down, tilts down, tilting down", [.camera(.tiltDown)]),
    (
      "camera cranes up, crane up, cranes up, crane shot, camera rises, rising camera, drone shot, camera lifts, camera soars",
      [.camera(.craneUp)]
    ),
    (
      "camera tracks sideways, track sideways, tracking shot, tracks sideways, tracks alongside, camera follows, side tracking, track side, dolly sideways",
      [.camera(.trackSide)]
    ),
    (
      "camera orbits, orbits, orbiting, orbit shot, circles around, arc shot, 360 shot, camera circles, =orbit",
      [.camera(.orbit)]
    ),
    ("camera is handheld, handheld, hand held, shaky camera, shaky cam", [.camera(.handheld)]),
    ("camera snap zooms, snap zoom, snap zooms, crash zoom, whip zoom, fast zoom", [.camera(.snapZoom)]),
    ("camera", [.filler]),
  ]
}
