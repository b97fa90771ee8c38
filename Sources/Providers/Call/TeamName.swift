/// What several providers are called that step in for each other, the first one first: "flux+storyboard". No provider's
/// own name has a plus sign in it.
public enum TeamName {
  public static func join(_ names: [String]) -> String { names.joined(separator: "+") }
  public static func split(_ name: String) -> [String] { name.split(separator: "+").map(String.init) }
}
