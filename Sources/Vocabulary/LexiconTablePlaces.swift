// swift-format-ignore-file
// Rows of words are easier to extend than to wrap.

extension LexiconTable {
  static let places: [Row] = [
    (
      "city, cities, metropolis, megacity, megalopolis, downtown, town, skyscraper, skyscrapers, cityscape, skyline, urban, tokyo, new york, manhattan, berlin, paris, london, shanghai, hong kong, seoul, chicago, los angeles, capital, ~neon, ~traffic, ~concrete, ~subway map, ~tower, ~towers",
      [.place(.city)]
    ),
    (
      "street, streets, alley, alleys, alleyway, sidewalk, pavement, boulevard, avenue, lane, crosswalk, market, bazaar, suburb, suburbs, suburbia, neighbourhood, neighborhood, village, square, plaza, cul de sac, ~shop, ~corner, ~graffiti, ~cafe terrace",
      [.place(.street)]
    ),
    (
      "room, rooms, gym, gymnasium, greenhouse, bedroom, kitchen, apartment, flat, house, home, living room, attic, basement, motel, hotel, hotel room, bar, cafe, café, diner, restaurant, office, studio, library, bathroom, cabin, hut, bedsit, loft, classroom, church, chapel, hospital, laundromat, workshop, ~bed, ~mirror, ~table, ~chair, ~sofa, ~piano, ~typewriter",
      [.place(.room)]
    ),
    ("rooftop, rooftops, roof, roofs, balcony, terrace, penthouse, ~antenna", [.place(.rooftop)]),
    (
      "road, roads, highway, motorway, freeway, autobahn, route, asphalt, roadside, gas station, petrol station, parking lot, car park, bridge, ~car, ~cars, ~truck, ~motorcycle, ~motorbike, ~drive, ~drives, ~driving, ~drove, ~taxi, ~cab, ~headlights, ~hitchhiker, ~journey",
      [.place(.road)]
    ),
    (
      "forest, forests, woods, woodland, jungle, rainforest, grove, thicket, ~tree, ~trees, ~wolf, ~deer, ~moss, ~pine, ~pines, ~oak, ~birch, garden, gardens, park, orchard, swamp, taiga",
      [.place(.forest)]
    ),
    (
      "mountain, mountains, peak, peaks, summit, hill, hills, cliff, cliffs, alps, himalaya, ridge, canyon, valley, volcano, ~climb, ~climbs, ~climbing, ~eagle",
      [.place(.mountain)]
    ),
    (
      "sea, seaside, sea shore, seashore, ocean, beach, beaches, shore, coast, coastline, harbour, harbor, pier, dock, docks, bay, island, lighthouse, lake, river, riverbank, waterfront, ~wave, ~waves, ~boat, ~ship, ~sail, ~sailing, ~tide, ~sailor, ~fisherman, ~surf",
      [.place(.sea)]
    ),
    (
      "underwater, undersea, under water, swimming pool, swimming pools, pool, pools, lido, aquarium, deep sea, seabed, coral reef, reef, submarine, below the surface, beneath the surface, beneath the waves, bottom of the sea, bottom of the ocean, ~whale, ~mermaid, ~diver, ~drown, ~drowning, ~jellyfish, ~fish, ~swimmer, ~swims, ~swim, ~swimming",
      [.place(.underwater)]
    ),
    (
      "desert, deserts, dune, dunes, sahara, wasteland, oasis, badlands, mesa, ~cactus, ~camel, ~mirage",
      [.place(.desert)]
    ),
    (
      "field, fields, meadow, meadows, prairie, grassland, steppe, farm, farmland, countryside, plains, vineyard, wheat field, cornfield, pasture, ~wheat, ~corn, ~grass, ~flowers, ~sunflowers, ~horse, ~barn, ~scarecrow, ~farmer",
      [.place(.field)]
    ),
    (
      "snowfield, tundra, arctic, antarctic, glacier, north pole, ice field, frozen lake, siberia, iceland, ~iceberg, ~ice, ~skis, ~sledge",
      [.place(.snow)]
    ),
    (
      "stage, stages, concert, concert hall, theatre, theater, arena, stadium, festival, club, nightclub, dance floor, dancefloor, disco, opera, cabaret, ballroom, ~audience, ~gig, ~microphone, ~spotlight, ~band, ~dj, ~applause",
      [.place(.stage)]
    ),
    (
      "train, trains, railway, railroad, subway, metro, tram, carriage, wagon, train station, station, platform, bus, airport, ~ticket, ~passenger, ~commuter, ~rails, ~train tracks",
      [.place(.train)]
    ),
    (
      "outer space, space station, spaceship, spacecraft, rocket, cosmos, universe, galaxy, galaxies, milky way, moon base, mars, planet, planets, asteroid, saturn, =space, ~astronaut, ~cosmonaut, ~alien, ~satellite, ~nebula, ~stars, ~star, ~starlight",
      [.place(.space)]
    ),
    (
      "corridor, corridors, hallway, hall, tunnel, tunnels, labyrinth, maze, passage, staircase, stairs, elevator, prison, asylum, backstage, ~door, ~doors, ~cell",
      [.place(.corridor)]
    ),
    (
      "ruins, ruin, ruined city, temple, castle, abbey, graveyard, cemetery, ancient, abandoned factory, factory, battlefield, monastery, palace, tomb, pyramid, pyramids, ~knight, ~statue, ~crumbling, ~rubble, ~apocalypse, ~grave",
      [.place(.ruins)]
    ),
  ]

  static let otherPlaces: [Row] = [
    (
      "abstract, abstract space, void, nowhere, dreamscape, emptiness, infinity, abstraction, geometric shapes, ~shapes, ~geometry, ~fractal, ~kaleidoscope, ~hallucination",
      [.place(.abstract)]
    ),
    ("~summer, ~holiday, ~vacation, ~surfer", [.place(.sea)]), ("~lullaby, ~insomnia, ~family, ~grandmother, ~internet, ~computer, ~television", [.place(.room)]),
    ("~algorithm, ~crowd, ~money, ~rush hour", [.place(.city)]), ("~spring, ~picnic, ~cows, ~sheep", [.place(.field)]), ("~winter, ~polar", [.place(.snow)]),
    ("city lights", [.place(.city), .light(.window)]),
    ("street lights, street lamps", [.light(.lamps)]),
    ("rain forest", [.place(.forest)]),
    ("sea of clouds", [.place(.mountain), .weather(.fog)]),
  ]
}
