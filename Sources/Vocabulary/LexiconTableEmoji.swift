// swift-format-ignore-file
// Rows of words are easier to extend than to wrap.

extension LexiconTable {
  /// Pictures are words too.
  static let emoji: [Row] = [
    ("🌧️, 🌧, ☔, ☔️, 💧", [.weather(.rain)]), ("❄️, ❄, ☃️, ⛄, 🌨️, 🌨", [.weather(.snow)]),
    ("🌫️, 🌫, 💨, ☁️, ☁", [.weather(.fog)]), ("⛈️, ⛈, 🌩️, ⚡, ⚡️, 🌪️, 🌪", [.weather(.storm)]),
    ("🌸, 💮, 🌺, 🎉, 🎊", [.weather(.petals)]), ("🍂, 🍁", [.weather(.leaves)]),
    ("🔥, 🌋", [.weather(.embers), .light(.fire)]),
    ("🌃, 🌉, 🌙, 🌛, 🌜, 🌕, 🌚, 🌑, ⭐, ✨, 🌟, 💫", [.time(.night)]), ("🌙, 🌛, 🌜, 🌕", [.light(.moon)]),
    ("🌅, 🌄", [.time(.dawn)]), ("🌇, 🌆", [.time(.goldenHour), .place(.city)]),
    ("☀️, ☀, 🌞, 😎", [.time(.day), .light(.sun)]),
    ("🏙️, 🏙, 🌃, 🏢", [.place(.city)]), ("🌊, 🏖️, 🏖, ⛵, 🚢, 🏝️, 🏝", [.place(.sea)]), ("🌲, 🌳, 🌴, 🐺, 🦊, 🦌", [.place(.forest)]),
    ("⛰️, ⛰, 🏔️, 🏔, 🗻", [.place(.mountain)]), ("🏜️, 🏜, 🌵, 🐪", [.place(.desert)]), ("🚗, 🚙, 🏎️, 🏍️, 🛣️, 🛣", [.place(.road)]),
    ("🚆, 🚂, 🚇, 🚊, 🚌", [.place(.train)]), ("🚀, 🛸, 🪐, 🌌, 👽, 🌠", [.place(.space)]), ("🎤, 🎸, 🥁, 🎭, 🎷", [.place(.stage)]),
    ("🐠, 🐋, 🐳, 🐙, 🧜", [.place(.underwater)]), ("🌾, 🌻, 🐄, 🌷", [.place(.field)]), ("🏛️, 🏛, 🏰, ⚰️, 🪦", [.place(.ruins)]),
    ("🏠, 🛏️, 🛋️, 🏡", [.place(.room)]), ("🤖", [.person(FigureHint("broad armour"))]),
    ("💃, 👰, 👸", [.person(FigureHint("slim dress bun"))]), ("👩, 👩‍🎤", [.person(FigureHint("long"))]),
    ("👨, 🧔", [.person(FigureHint("broad adult short"))]), ("👧", [.person(FigureHint("small young long"))]),
    ("👦", [.person(FigureHint("slim young short"))]), ("👴", [.person(FigureHint("broad old hat"))]),
    ("👵", [.person(FigureHint("small old bun"))]), ("👩‍🚀, 👨‍🚀, 🧑‍🚀", [.person(FigureHint("broad armour hood"))]),
    ("😢, 😭, 💔, 😞, 🥀", [.feeling("grief")]), ("😍, ❤️, ❤, 💕, 💘, 😘, 🥰", [.feeling("love")]),
    ("😡, 🤬", [.feeling("anger")]), ("😱, 😨, 👻", [.feeling("fear")]), ("😂, 😄, 😊, 🥳, 😁", [.feeling("joy")]),
    ("🕊️, 🕊, 🧘", [.feeling("peace")]), ("💔", [.event("loss")]),
    ("🟥, 🔴", [.colour(NamedColour(name: "red", hex: "#d21f26"))]),
    ("🔵, 💙", [.colour(NamedColour(name: "blue", hex: "#2256c4"))]),
    ("🟢, 💚", [.colour(NamedColour(name: "green", hex: "#2d9440"))]),
    ("🟡, 💛", [.colour(NamedColour(name: "yellow", hex: "#f6d32d"))]),
    ("🟣, 💜", [.colour(NamedColour(name: "purple", hex: "#6c2a94"))]),
    ("🖤, ⚫", [.colour(NamedColour(name: "black", hex: "#0b0b0d"))]),
  ]

  /// The commonest scenery in a few other languages; everything else they say still steers the dice.
  static let foreign: [Row] = [
    ("ville, ciudad, stadt, cidade, città, miasto, город, 都市, 城市", [.place(.city)]),
    ("rue, calle, straße, strasse, rua, strada, ulica, улица", [.place(.street)]),
    ("forêt, bosque, wald, floresta, foresta, bosco, лес, 森, 森林", [.place(.forest)]),
    ("mer, mar, meer, océan, océano, mare, playa, plage, strand, praia, spiaggia, море, 海", [.place(.sea)]),
    ("montagne, montaña, berg, berge, montanha, montagna, góry, гора, 山", [.place(.mountain)]),
    ("désert, desierto, wüste, deserto, pustynia, пустыня, 砂漠", [.place(.desert)]),
    ("zug, tren, trem, treno, pociąg, поезд, 電車", [.place(.train)]),
    ("chambre, habitación, zimmer, quarto, stanza, pokój, комната, 部屋", [.place(.room)]),
    ("camino, carretera, autobahn, landstraße, estrada, droga, дорога, 道", [.place(.road)]),
    ("weltall, weltraum, espacio, espaço, spazio, космос, 宇宙", [.place(.space)]),
    ("nuit, noche, nacht, noite, notte, noc, ночь, 夜", [.time(.night)]),
    ("aube, amanecer, morgen, morgengrauen, amanhecer, alba, świt, рассвет, 朝", [.time(.dawn)]),
    ("crépuscule, atardecer, dämmerung, crepúsculo, tramonto, zmierzch, закат, 夕方", [.time(.dusk)]),
    ("pluie, lluvia, regen, chuva, pioggia, deszcz, дождь, 雨", [.weather(.rain)]),
    ("neige, nieve, schnee, neve, śnieg, снег, 雪", [.weather(.snow)]),
    ("brouillard, niebla, nebel, nebbia, mgła, туман, 霧", [.weather(.fog)]),
    ("orage, tormenta, sturm, gewitter, tempestade, tempesta, burza, буря, 嵐", [.weather(.storm)]),
    ("femme, mujer, frau, mulher, donna, kobieta, женщина, 女", [.person(FigureHint("long"))]),
    ("homme, hombre, mann, homem, uomo, mężczyzna, мужчина, 男", [.person(FigureHint("broad adult short"))]),
    (
      "fille, niña, mädchen, menina, ragazza, dziewczyna, девочка, девушка, 少女",
      [.person(FigureHint("small young long"))]
    ),
    ("enfant, niño, criança, bambino, dziecko, ребёнок, 子供", [.person(FigureHint("small child"))]),
    ("tristesse, tristeza, trauer, traurig, tristezza, smutek, грусть, печаль", [.feeling("sadness")]),
    ("amour, amor, liebe, amore, miłość, любовь, 愛", [.feeling("love")]),
    ("sans, ohne, sem, senza, bez, без", [.negation]),
    (
      "le, la, les, un, une, des, du, de, et, dans, sur, el, los, las, una, y, en, las, der, die, das, ein, eine, und, im, mit, auf, durch, o, os, um, uma, e, il, lo, gli, uno, w, i, na, z, в, на, и, с, à, au, zur, zum, den, dem",
      [.filler]
    ),
  ]
}
