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
    ("ville, ciudad, stadt, cidade, città, miasto, город, городу, городе, 都市, 城市, 街", [.place(.city)]),
    ("rue, calle, straße, strasse, rua, strada, ulica, улица, улице, 街道, 通り", [.place(.street)]),
    ("forêt, bosque, wald, floresta, foresta, bosco, лес, лесу, лесе, 森, 森林", [.place(.forest)]),
    ("mer, mar, meer, océan, océano, mare, playa, puerto, hafen, porto, plage, strand, praia, spiaggia, море, моря, морю, 海, 大海, 海边", [.place(.sea)]),
    ("montagne, montaña, berg, berge, montanha, montagna, góry, гора, горы, горах, 山", [.place(.mountain)]),
    ("désert, desierto, wüste, deserto, pustynia, пустыня, пустыне, 砂漠, 沙漠", [.place(.desert)]),
    ("zug, tren, trem, treno, pociąg, поезд, поезде, 電車, 火车, 列車", [.place(.train)]),
    ("chambre, habitación, zimmer, quarto, stanza, pokój, комната, комнате, 部屋, 房间", [.place(.room)]),
    ("camino, carretera, autobahn, landstraße, estrada, droga, дорога, 道", [.place(.road)]),
    ("weltall, weltraum, das all, ~sterne, ~étoiles, ~estrellas, espacio, espaço, spazio, космос, космосе, 宇宙, 太空", [.place(.space)]),
    ("nuit, noche, nacht, noite, notte, noc, ночь, ночью, ночи, 夜, 夜晚, 晚上, 真夜中", [.time(.night)]),
    ("aube, amanecer, amanece, matin, mañana, morgen, morgengrauen, amanhecer, alba, świt, рассвет, утро, утром, 朝, 早晨, 黎明", [.time(.dawn)]),
    ("crépuscule, atardecer, dämmerung, crepúsculo, tramonto, zmierzch, закат, вечер, вечером, 夕方, 黄昏", [.time(.dusk)]),
    ("pluie, lluvia, regen, chuva, pioggia, deszcz, дождь, дождём, дождя, 雨, 下雨", [.weather(.rain)]),
    ("neige, nieve, schnee, neve, śnieg, снег, снегу, снегом, 雪, 下雪", [.weather(.snow)]),
    ("brouillard, niebla, nebel, nebbia, mgła, туман, тумане, 霧, 雾", [.weather(.fog)]),
    ("orage, tormenta, sturm, gewitter, tempestade, tempesta, burza, буря, 嵐", [.weather(.storm)]),
    ("femme, mujer, frau, mulher, donna, kobieta, женщина, 女, 女人, 女性", [.person(FigureHint("long"))]),
    ("homme, hombre, mann, homem, uomo, mężczyzna, мужчина, 男, 男人, 男性", [.person(FigureHint("broad adult short"))]),
    (
      "fille, niña, mädchen, menina, ragazza, dziewczyna, девочка, девушка, 少女, 女孩",
      [.person(FigureHint("small young long"))]
    ),
    ("enfant, niño, criança, bambino, dziecko, ребёнок, 子供, 孩子", [.person(FigureHint("small child"))]),
    ("tristesse, tristeza, trauer, traurig, tristezza, smutek, грусть, печаль, 悲伤, 悲しみ, 悲", [.feeling("sadness")]),
    ("amour, amor, liebe, amore, miłość, любовь, 愛, 爱, 恋", [.feeling("love")]),
    ("機器人, 机器人, ロボット, робот", [.person(FigureHint("broad armour"))]), ("走, 走る, 跑, 奔跑", [.pose(.run)]), ("歩, 散步, 行走", [.pose(.walk)]),
    ("の, が, は, に, を, と, で, も, る, た, て, い, く, から, へ, 的, 在, 着, 了, 和, 里, 一, 个, 中", [.filler]),
    ("astronautin, astronaute, astronauta, космонавт, 宇宙飛行士", [.person(FigureHint("broad armour hood"))]),
    ("viejo pescador, vieux pêcheur, alter fischer, alter mann, viejo, anciano, vieil homme, vecchio, старик, 老人", [.person(FigureHint("broad old hat"))]),
    ("女の子, 女の人", [.person(FigureHint("small young long"))]), ("男の子, 少年, 男孩", [.person(FigureHint("slim young short"))]),
    ("esperanza, espoir, hoffnung, esperança, speranza, надежда, 希望", [.feeling("hope")]),
    ("espera, attend, wartet, aspetta, ждёт, 待つ, 等待", [.pose(.stand)]), ("tanzen, tanzt, danse, baila, bailan, balla, 踊る", [.pose(.run)]),
    ("東京, 大阪, 北京, 上海", [.place(.city)]),
    ("赤, 赤い, 红, 红色, rojo, roja, rouge, rote, roten, rosso, rossa, vermelho, красный, красном", [.colour(NamedColour(name: "red", hex: "#d21f26"))]),
    ("青, 青い, 蓝, azul, bleu, bleue, blaue, blauen, синий", [.colour(NamedColour(name: "blue", hex: "#2256c4"))]),
    ("マフラー, bufanda, écharpe, schal", [.look(FigureHint("hood"))]),
    ("孤独, 孤獨, одинокий, одинокая, einsam, solitario, seul, seule", [.feeling("loneliness")]),
    ("sans, ohne, sem, senza, bez, без", [.negation]),
    (
      "le, la, les, un, une, des, du, de, et, dans, sur, el, los, las, una, y, en, las, der, die, das, ein, eine, und, im, mit, auf, durch, o, os, um, uma, e, il, lo, gli, uno, w, i, na, z, в, на, и, с, à, au, zur, zum, den, dem",
      [.filler]
    ),
  ]
}
