// swift-format-ignore-file
// Rows of words are easier to extend than to wrap.

extension LexiconTable {
  /// Name and `#rrggbb`. A name must not be a place, a time or a weather by itself: palettes are spoken in prompts.
  static let colours: [(String, String)] = [
    ("black", "#0b0b0d"), ("charcoal", "#2b2d33"), ("slate", "#465362"), ("slate blue", "#5b6c9c"), ("grey", "#808489"),
    ("gray", "#808489"), ("silver", "#b9bfc7"), ("pale grey", "#d3d6da"), ("white", "#f4f5f6"), ("ivory", "#f3eddc"),
    ("cream", "#f2e6c4"), ("beige", "#d9c7a3"), ("tan", "#c19a6b"), ("taupe", "#7d6c5f"), ("brown", "#6b4226"),
    ("chocolate", "#43281c"), ("umber", "#4f3a28"), ("sepia", "#6d4f2e"), ("bronze", "#a8713a"), ("copper", "#b86b3c"),
    ("rust", "#a4451f"), ("terracotta", "#c0603f"), ("brick red", "#8e3228"), ("maroon", "#5a1420"),
    ("burgundy", "#6e1530"), ("wine red", "#722036"), ("crimson", "#c1122f"), ("scarlet", "#e0241b"),
    ("red", "#d21f26"), ("dark red", "#7d1118"), ("vermilion", "#e34a27"), ("coral", "#f47a62"), ("salmon", "#f0958b"),
    ("peach", "#f8c09c"), ("pink", "#f29ab8"), ("hot pink", "#f04398"), ("rose red", "#d24a6c"),
    ("pale pink", "#f4ccd6"),
    ("magenta", "#d1189a"), ("fuchsia", "#e238b8"), ("plum", "#6b2f63"), ("mauve", "#a5809f"), ("lilac", "#c3a5d8"),
    ("lavender", "#b5a6e0"), ("violet", "#7a3fc4"), ("purple", "#6c2a94"), ("dark purple", "#35164f"),
    ("indigo", "#372a86"), ("deep indigo", "#1e1850"), ("midnight blue", "#131a3c"), ("navy", "#16264f"),
    ("dark blue", "#14307a"), ("blue", "#2256c4"), ("royal blue", "#3049cf"), ("cobalt", "#1f4fae"),
    ("electric blue", "#2a7bf5"), ("azure", "#3b96ea"), ("sky blue", "#86c3ec"), ("pale blue", "#c3dcf0"),
    ("ice blue", "#d9edf6"), ("steel blue", "#4b7ba6"), ("denim blue", "#3c5a8a"), ("petrol", "#135566"),
    ("deep teal", "#0c3d46"), ("teal", "#178089"), ("turquoise", "#2cc3bd"), ("cyan", "#1fc8e6"), ("aqua", "#78dbe0"),
    ("mint", "#a9e5c8"), ("sea green", "#2f8f6e"), ("emerald", "#149a5e"), ("green", "#2d9440"),
    ("dark green", "#134527"),
    ("forest green", "#22582f"), ("pine green", "#17402f"), ("olive", "#737a2c"), ("moss green", "#59702f"),
    ("sage", "#a3b18a"), ("lime", "#a9d629"), ("chartreuse", "#cfe02e"), ("acid green", "#9bf02a"),
    ("yellow", "#f6d32d"), ("pale yellow", "#f6ea9f"), ("mustard", "#cf9f23"), ("ochre", "#c07f2a"),
    ("gold", "#d9a520"),
    ("golden", "#dfa92a"), ("amber", "#f7a51e"), ("honey", "#e0a04a"), ("orange", "#f07a1c"),
    ("burnt orange", "#c05614"),
    ("apricot", "#f7b27a"),
  ]
}
