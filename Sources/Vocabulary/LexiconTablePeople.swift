// swift-format-ignore-file
// Rows of words are easier to extend than to wrap.

extension LexiconTable {
  static let poses: [Row] = [
    (
      "rides a train, ride a train, riding a train, rides the train, ride the train, riding the train, rides the subway, rides a bus, rides the bus, riding the bus, takes the train, takes a train, train ride",
      [.pose(.sit), .place(.train)]
    ),
    (
      "stands still, stand still, stand, stands, standing, stood, waits, wait, waiting, pauses, stays, freezes",
      [.pose(.stand)]
    ),
    (
      "walk, walks, walking, walked, wander, wanders, wandering, stroll, strolls, search, searches, searching, cross, crosses, crossing, follows, follow, leaves home, leave home, =leaves, travels, travel, travelling, traveling, roam, roams, march, marches, hike, hikes, drift, drifts, drifting, climb, climbs, climbing, cycle, cycling, return, returns, arrives",
      [.pose(.walk)]
    ),
    (
      "sit, sits, sitting, sat, drive, drives, driving, drove, rest, rests, resting, kneel, kneels, reads, reading, writes, writing, thinks",
      [.pose(.sit)]
    ),
    (
      "run, runs, running, ran, train before, train for, train hard, train every, training, boxes, boxing, chase, chases, chasing, flee, flees, fleeing, escape, escapes, escaping, race, races, racing, sprint, jump, jumps, rides, riding, dance, dances, dancing, danced",
      [.pose(.run)]
    ),
    (
      "reach, reaches, reaches out, reaching, reach out, touch, touches, touching, hold, holds, hug, hugs, embrace, embraces, grab, pray, prays, =opens, gives",
      [.pose(.reach)]
    ),
    (
      "looks up, look up, looking up, stares at the sky, gaze, gazes, gazing, stargazing, watches, watch, watching, dreams, dreaming, hopes, wishes, ~fly, ~flies, ~flying",
      [.pose(.lookUp)]
    ),
    (
      "plays music, plays guitar, play guitar, playing guitar, plays the guitar, plays the piano, plays piano, playing, play, plays, sings, sing, singing, performs, performing, strums, drums, drumming",
      [.pose(.play)]
    ),
    (
      "lies down, lie down, lying down, lying, lie, lies, sleeps, sleep, sleeping, asleep, floats, floating, float, fall asleep",
      [.pose(.lie)]
    ),
  ]

  static let people: [Row] = [
    (
      "musician, musicians, guitarist, singer songwriter, busker, bard, troubadour, rock star, bluesman",
      [.person(FigureHint("guitar"))]
    ),
    (
      "singer, vocalist, rapper, dj, producer, popstar, pop star, star of the show, pianist, violinist, drummer, saxophonist, composer, artist, painter, poet, writer, actor, performer, clown",
      [.person(FigureHint(""))]
    ),
    (
      "actress, ballerina, dancer, dancers, bride, princess, queen, diva, mermaid, fairy",
      [.person(FigureHint("slim dress bun"))]
    ),
    ("woman, women, lady, girlfriend, wife, waitress, nurse", [.person(FigureHint("long"))]),
    ("mother, mum, mom, widow, aunt", [.person(FigureHint("adult bun"))]),
    ("girl, girls, daughter, schoolgirl, sister, heroine", [.person(FigureHint("small young long"))]),
    (
      "boy, boys, =son, sons, schoolboy, brother, teenager, teenagers, teen, teenage, kid next door",
      [.person(FigureHint("slim young short"))]
    ),
    (
      "child, children, kid, kids, toddler, little girl, little boy, orphan", [.person(FigureHint("small child"))]
    ),
    ("man, men, guy, boyfriend, husband, gentleman, father, dad, hero", [.person(FigureHint("broad adult short"))]),
    ("old man, grandfather, grandpa, old sailor, elder", [.person(FigureHint("broad old hat"))]),
    ("old woman, grandmother, grandma, old lady, crone", [.person(FigureHint("small old bun"))]),
    ("robot, robots, android, cyborg, droid", [.person(FigureHint("broad armour short"))]),
    ("astronaut, cosmonaut, spaceman, pilot, diver", [.person(FigureHint("broad armour hood"))]),
    ("knight, warrior, soldier, samurai, gladiator, viking", [.person(FigureHint("broad armour"))]),
    ("detective, spy, gangster, private eye, agent", [.person(FigureHint("adult coat hat"))]),
    (
      "wizard, witch, monk, priest, prophet, ghost, spirit, angel, sorcerer, druid, mage, hermit",
      [.person(FigureHint("robe hood"))]
    ),
    (
      "traveller, traveler, wanderer, hitchhiker, hiker, nomad, pilgrim, explorer, backpacker, refugee, runaway, tourist, stranger, drifter",
      [.person(FigureHint("backpack coat"))]
    ),
    (
      "businessman, banker, boss, groom, president, salesman, butler, doctor, professor, scientist, teacher, clerk, office worker, commuter",
      [.person(FigureHint("adult suit short"))]
    ),
    ("businesswoman", [.person(FigureHint("adult suit bun"))]),
    (
      "cowboy, cowgirl, sheriff, farmer, fisherman, sailor, captain, miner, lighthouse keeper, keeper, shepherd, driver, trucker, taxi driver, mechanic, baker, worker, hunter, thief, outlaw, king, prince, boxer, skater, surfer, cyclist, postman, gardener, chef, bartender",
      [.person(FigureHint("adult"))]
    ),
    (
      "hacker, skateboarder, street kid, gamer, raver, punk, graffiti artist",
      [.person(FigureHint("young hoodie hood"))]
    ),
    (
      "student, lover, friend, friends, survivor, dreamer, loner, protagonist, figure, character, person, someone who, nobody special, vampire, zombie, alien, prisoner, patient, twins, lovers, couple",
      [.person(FigureHint(""))]
    ),
    (
      "cat, dog, fox, wolf, bear, bird, horse, deer, rabbit, elephant, whale, penguin, owl, crow, raven, lion, tiger, monkey, snake, dragon, unicorn, turtle, frog, mouse",
      [.object("animal")]
    ),
  ]

  static let clothes: [Row] = [
    (
      "coat, coats, jacket, trench coat, overcoat, parka, cloak, cape, raincoat, leather jacket, denim jacket, cardigan, sweater, blazer",
      [.look(FigureHint("coat"))]
    ),
    ("dress, dresses, skirt, gown, wedding dress, kimono, sari, sundress, dungarees", [.look(FigureHint("dress"))]),
    ("suit, tuxedo, uniform, shirt, tie, waistcoat, vest, t shirt", [.look(FigureHint("suit"))]),
    ("hoodie, sweatshirt, tracksuit, jumper, jeans", [.look(FigureHint("hoodie"))]),
    ("armour, armor, spacesuit, space suit, exoskeleton, diving suit, mech", [.look(FigureHint("armour"))]),
    ("robe, robes, habit, tunic, poncho, toga", [.look(FigureHint("robe"))]),
    ("guitar, guitars, violin, cello, bass guitar, ukulele, banjo, lute, instrument", [.look(FigureHint("guitar"))]),
    ("umbrella, umbrellas, parasol", [.look(FigureHint("umbrella"))]),
    ("backpack, rucksack, satchel, suitcase, luggage, bag, bags", [.look(FigureHint("backpack"))]),
    ("lantern, =torch, oil lamp, flashlight", [.look(FigureHint("lantern"))]),
    ("hat, fedora, cap, beanie, helmet, crown, cowboy hat, top hat", [.look(FigureHint("hat"))]),
    ("hood, hooded, veil, scarf", [.look(FigureHint("hood"))]),
  ]

  static let bodies: [Row] = [
    ("old, elderly, aged, grey haired, gray haired, white haired", [.look(FigureHint("old"))]),
    ("young, youthful", [.look(FigureHint("young"))]),
    ("middle aged, grown up, adult", [.look(FigureHint("adult"))]),
    ("slim, thin, slender, skinny, lean", [.look(FigureHint("slim"))]),
    ("broad, strong, big, muscular, heavy, burly, stocky, broad shouldered", [.look(FigureHint("broad"))]),
    ("little, short figure, petite, tiny, slight", [.look(FigureHint("small"))]),
    (
      "long hair, long haired, hair down, braids, braid, ponytail, curls, dreadlocks, mane", [.look(FigureHint("long"))]
    ),
    ("short hair, short haired, shaved head, bald, crew cut, pixie cut, cropped hair", [.look(FigureHint("short"))]),
    ("bun, hair in a bun, topknot, hair up", [.look(FigureHint("bun"))]),
    ("~office worker, ~clerk, ~businessman, ~banker, ~student, ~teacher, ~waitress, ~bartender, ~baker, ~chef", [.place(.room)]),
    ("~nurse, ~doctor, ~patient, ~prisoner", [.place(.corridor)]),
    ("~hiker, ~shepherd", [.place(.mountain)]), ("~soldier, ~warrior, ~monk, ~priest", [.place(.ruins)]),
    ("~ballerina, ~dancer, ~singer, ~performer, ~actress", [.place(.stage)]), ("~trucker, ~driver", [.place(.road)]),
    ("hair, haired, eyes, face, hands, hand, beard, scar, freckles, shoes, boots, gloves", [.filler]),
  ]
}
