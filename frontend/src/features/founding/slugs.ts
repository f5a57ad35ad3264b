const spelt: Record<string, string> = { æ: "ae", ø: "o", å: "a", ä: "ae", ö: "oe", ü: "ue", ß: "ss" };
const longest = 60;

/** What an organisation is called in addresses, made of its name: "Fjord & Sønn AS" is "fjord-sonn-as". */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[æøåäöüß]/g, (letter) => spelt[letter] ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
}
