import type { Letters } from "./redaction-secrets.ts";

/* What somebody chose to keep in: names of people who have accounts, and words of their own list, as people and machines write them. */

export const PEOPLE = ["Nora Achebe", "Émile Sandberg-Roux", "Wacław Żak", "terminator"] as const;
export const OWN_WORDS = ["Quetzalco", "Blue Lagoon", "project-falke", "Zoë & Söhne"] as const;

const FORMS: readonly { readonly name: string; readonly of: readonly string[] }[] = [
  { name: "a person's whole name", of: PEOPLE },
  { name: "a name in small letters", of: PEOPLE.map((name) => name.toLowerCase()) },
  { name: "a name as a login", of: ["nora.achebe", "NoraAchebe", "nora_achebe", "émile.sandberg.roux"] },
  { name: "a part of a name", of: ["Nora", "Achebe", "Sandberg", "Wacław"] },
  { name: "a part of a name in small letters", of: ["nora", "achebe", "roux", "wacław", "żak"] },
  { name: "somebody spoken to", of: ["@Nora", "@nora", "@Achebe", "@wacław", "@terminator"] },
  {
    name: "a name with Markdown in it",
    of: ["No**ra** Achebe", "*Nora* **Achebe**", "ter[mina](https://example.org)tor"],
  },
  {
    name: "a word of the list with Markdown in it",
    of: ["Quetz**alco**", "Blue _Lagoon_", "project\\-falke"],
  },
  { name: "a name with its accents apart", of: PEOPLE.map((name) => name.normalize("NFD")) },
  { name: "a word of the list", of: OWN_WORDS },
  { name: "a word of the list in capitals", of: OWN_WORDS.map((word) => word.toUpperCase()) },
  { name: "a word of the list in small letters", of: OWN_WORDS.map((word) => word.toLowerCase()) },
];

const asShown = (text: string): string =>
  text.replace(/@|\\(?=-)|[*[]|_(?=Lagoon)|(?<=Lagoon)_|\]\([^)]*\)/g, "");

export interface KeptKind {
  readonly name: string;
  readonly make: (letters: Letters) => { readonly text: string; readonly core: string };
}

/** Each form; which name or word it is, is drawn. */
export const KEPT: readonly KeptKind[] = FORMS.map(({ name, of }) => ({
  name,
  make: ({ pick }) => {
    const text = pick(of);
    return { text, core: asShown(text) };
  },
}));
