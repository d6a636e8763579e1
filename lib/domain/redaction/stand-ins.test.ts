import { expect, test } from "vitest";
import { KEPT_BESIDE_NAMES, redactValue } from "../incidents/redact-value.ts";
import { createStandIns, type Discretion, type Named, peopleIn } from "./stand-ins.ts";

const ALL: Discretion = { hidesHosts: true, hidesPeople: true, hidesWords: true };
const NONE: Named = { hostIds: [], people: [], words: [] };
const of = (named: Partial<Named>, discretion = ALL) => {
  const { redact, met } = createStandIns({ ...NONE, ...named }, discretion, "k");
  return { told: (text: string) => redact(text).text, redact, met };
};
const HOSTS_ONLY: Discretion = { hidesHosts: true, hidesPeople: false, hidesWords: false };

test("a host has one alias wherever it stands, and no other word changes", () => {
  const { told } = of({ hostIds: ["web-1", "web-10"] });
  expect(told("web-10 and web-1, web-10; web-100, myweb-1, web-1.example")).toBe(
    "host-1 and host-2, host-1; web-100, myweb-1, host-2.example",
  );
  expect(told("on web-1.")).toBe("on host-2.");
});

test.each([
  ["HARBOUR and Pier at the start", "host-1 and host-2 at the start"],
  ["the volume PIER-data, nfs-pier and pier_backup", "the volume host-1-data, nfs-host-1 and host-1_backup"],
  ["the piers of the old pier2", "the piers of the old pier2"],
  ["db-1 and DB-1.example.org; mydb-1", "host-1 and host-1; mydb-1"],
  ["web\u20111 with the hyphen of a word processor", "host-1 with the hyphen of a word processor"],
  ["h1 is short: no H1, no h1-data", "host-1 is short: no H1, no h1-data"],
  ["at 42 % of 42-7", "at host-1 % of 42-7"],
])("a host is found however it is written, and in what is named after it: %s", (text, shown) => {
  const hostIds = ["harbour", "pier", "web-1", "db-1.example.org", "h1", "42"];
  expect(of({ hostIds }).told(text)).toBe(shown);
});

test("of two hosts that are short for the same nobody says which was meant", () => {
  const { told } = of({ hostIds: ["db-1.east.example", "db-1.west.example"] });
  expect(told("db-1.west.example, then db-1")).toBe("host-1, then host-2 or host-1");
});

const MARKED = {
  hostIds: ["harbour", "pier"],
  people: ["Nora Achebe", "Night desk", "Zoë Hart"],
  words: ["acme"],
};
const WORD = /\[redacted:own-word#[0-9a-f]{4}\]/g;

test.each([
  ["**pi**er is down, pi**er** and p*i*er too", "host-1 is down, host-1 and host-1 too"],
  ["**pier** stays bold, _pier_ slanted", "**host-1** stays bold, _host-1_ slanted"],
  ["ac**me** and `ac`me", "[word] and [word]"],
  ["Nora **Achebe** and __Nora__ Achebe", "person A and person A"],
  ["ni~~ght~~ desk", "person A"],
  ["> Night\n> desk", "> person A\nperson A"],
  ["Night\\\ndesk", "person A\nperson A"],
  ["pi**[er](https://example.org)**, [pi]er and [pi][1]er", "host-1, host-1 and host-1"],
  ["pi[er](https://example.org) and [pier](https://example.org)", "host-1 and [host-1](https://example.org)"],
  ["pi&#101;r, pi&#x65;r, pi&shy;er and Zo&euml;", "host-1, host-1, host-1 and person A"],
  ["acme\\_db and \\*acme\\*", "[word]\\_db and \\*[word]\\*"],
  ["[redacted:named#77e0] on **pi**er", "[redacted:named#77e0] on host-1"],
  ["2 * 3 * 4, snake_case, a\\b, [x](y)", "2 * 3 * 4, snake_case, a\\b, [x](y)"],
])("what Markdown does not show hides no name: %j", (text, shown) => {
  expect(of(MARKED).told(text).replace(WORD, "[word]")).toBe(shown);
});

test("an escape in a name is shown without it", () => {
  expect(of({ hostIds: ["har-bour"], people: ["Night desk"] }).told("har\\-bour, night\\_desk")).toBe(
    "host-1, person A",
  );
});

test("a long text full of marks is looked through at once", () => {
  for (const text of [
    "_".repeat(200_000),
    "*a".repeat(100_000),
    "](".repeat(100_000),
    "> ".repeat(100_000),
    "&#".repeat(100_000),
  ]) {
    expect(of(MARKED).told(text)).toBe(text);
  }
});

test.each([
  ["10.20.4.15 stops", "address-1 stops"],
  ["tcp://10.0.0.5:2376", "tcp://address-1:2376"],
  ["[2001:db8::1]:443", "[address-1]:443"],
  ["10\\.20\\.4\\.15 and 10.**20**.4.15", "address-1 and address-1"],
  ["[fe80::1%eth0] and ::1", "[address-1%eth0] and address-2"],
  ["2001:db8::8a2e:370:7334", "address-1"],
])("an address has one: %s", (text, shown) => {
  expect(of({}).told(text)).toBe(shown);
});

test.each([
  "at 03:07:44",
  "12:30~14:45",
  "2027-01-14T09:30:00.000Z",
  "20.10.24",
  "1.2.3.4.5",
  "300.1.1.1",
  "a::b is C++",
  "sha256:abcdef",
])("%s is none", (text) => {
  expect(of({}).told(text)).toBe(text);
});

test("ids and hashes stay, so that what belongs together still does", () => {
  const value = {
    id: "web-1",
    hostId: "web-1",
    hostIds: ["web-1"],
    hash: "web-1",
    at: 3,
    list: [{ text: "on web-1" }],
  };
  expect(redactValue(value, of({ hostIds: ["web-1"] }).redact, KEPT_BESIDE_NAMES)).toEqual({
    value: {
      id: "web-1",
      hostId: "host-1",
      hostIds: ["host-1"],
      hash: "web-1",
      at: 3,
      list: [{ text: "on host-1" }],
    },
    replacements: [{ rule: "host-name", count: 3 }],
  });
});

const PEOPLE = [
  "Ann van der Berg",
  "Nora Achebe",
  "Emil Sandberg",
  "Jean-Luc Picard",
  "Kim O'Brien",
  "Łukasz Żak",
  "Night desk",
  "eva",
  "Bo",
];

test.each([
  ["Nora Achebe takes it, then nora achebe again", "person A takes it, then person A again"],
  ["@Nora Achebe and @emil: look", "@person A and @person B: look"],
  ["Nora’s note, Achebe's answer", "person A’s note, person A's answer"],
  ["sudo: nora.achebe ran it, NoraAchebe too", "sudo: person A ran it, person A too"],
  ["Ann asked van der Berg, Berg asked the van", "person A asked van der person A, person A asked the van"],
  ["Night desk was told; Night: 200", "person A was told; Night: 200"],
  ["nora says, NORA says, ACHEBE", "person A says, person A says, person A"],
  ["asked jean-luc, Jean, and o\u2019brien, żak", "asked person A, person A, and person B, person C"],
  ["Night\ndesk, Night\u00a0desk", "person A\nperson A, person A"],
  ["Eva, EVA and eva", "person A, person A and person A"],
  ["evaluate medieval", "evaluate medieval"],
  ["Bo said to bo", "person A said to bo"],
  ["Nora\u200b Achebe", "person A"],
  ["menorah anora achebes", "menorah anora achebes"],
])("people are called the same everywhere: %s", (text, shown) => {
  expect(of({ people: PEOPLE }).told(text)).toBe(shown);
});

test("of two who share a name nobody says which was meant", () => {
  expect(of({ people: ["Nora Achebe", "Nora Novak"] }).told("Nora Novak, then Nora")).toBe(
    "person A, then person B or person A",
  );
});

test("there is a letter for everybody", () => {
  const people = Array.from({ length: 28 }, (_, index) => `someone${index}`);
  expect(of({ people }).told(people.join(" "))).toMatch(/^person A .* person Z person AA person AB$/);
});

test.each([
  ["Acme pays", /^\[redacted:own-word#[0-9a-f]{4}\] pays$/],
  ["ACME-shop and acme_db", /^(\[redacted:own-word#[0-9a-f]{4}\])-shop and \1_db$/],
  ["Blue Lagoon, blue\n lagoon", /^(\[redacted:own-word#[0-9a-f]{4}\]), \1\n\1$/],
  ["on the blue\n lagoon", /^on the (\[redacted:own-word#[0-9a-f]{4}\])\n\1$/],
  ["Ac\u200bme", /^\[redacted:own-word#[0-9a-f]{4}\]$/],
  ["Caf\u0065\u0301", /^\[redacted:own-word#[0-9a-f]{4}\]$/],
])("a word of the list is a mark, the same for the same word: %j", (text, shown) => {
  expect(of({ words: ["Acme", "Blue Lagoon", "Caf\u00e9"] }).told(text)).toMatch(shown);
});

test("what only begins like a word of the list stays, and so does a mark", () => {
  const { told } = of({ words: ["acme", "named", "a+b"] });
  for (const text of ["acmes", "pacme", "[redacted:named#77e0]", "a b aab"]) expect(told(text)).toBe(text);
});

test("a host in whose name a word stands has an alias, also where hosts are told", () => {
  const { told, met } = of(
    { hostIds: ["acme-web-1", "web-2"], words: ["acme"] },
    { hidesHosts: false, hidesPeople: false, hidesWords: true },
  );
  expect(told("acme-web-1 and web-2 at 10.0.0.5")).toBe("host-1 and web-2 at 10.0.0.5");
  expect(met()).toEqual([{ rule: "own-word", from: "acme-web-1", to: "host-1" }]);
});

test("what was met is told with what stands for it; what is not chosen is not looked for", () => {
  const named = { hostIds: ["web-1"], people: PEOPLE, words: ["acme"] };
  const { told, met } = of(named, HOSTS_ONLY);
  const text = "web-1, Nora Achebe, acme, 10.0.0.5, web-1";
  expect(told(text)).toBe("host-1, Nora Achebe, acme, address-1, host-1");
  expect(met()).toEqual([
    { rule: "host-name", from: "web-1", to: "host-1" },
    { rule: "host-name", from: "10.0.0.5", to: "address-1" },
  ]);
  expect(of(named).redact(text).replacements).toEqual([
    { rule: "host-name", count: 3 },
    { rule: "person-name", count: 1 },
    { rule: "own-word", count: 1 },
  ]);
});

test("people are found beside their account, and where it is said by whom something was done", () => {
  expect(
    peopleIn([
      { actor: { kind: "person", userId: "u1", name: "Ada" } },
      { body: { from: { userId: "u2", name: "Bo" }, agreedBy: "Cy", name: "a-file.txt" } },
    ]),
  ).toEqual(["Ada", "Bo", "Cy"]);
});

test("whatever a host is called, by its engine or in its address, it has one alias", () => {
  const { told, met } = of({
    hostIds: ["web-1", "web-2"],
    hostNames: [
      { id: "web-1", names: ["Shop-Front.example.org", "10.0.0.5"] },
      { id: "web-2", names: ["web-1", "localhost", "docker", "db"] },
    ],
  });
  expect(told("ssh://root@shop-front.example.org, SHOP-FRONT and web-1")).toBe(
    "ssh://root@host-1, host-1 and host-1",
  );
  expect(told("web-2; docker ps on localhost; db at 10.0.0.5")).toBe(
    "host-2; docker ps on localhost; db at address-1",
  );
  expect(met()).toHaveLength(3);
});

test("where hosts are told, so are their other names", () => {
  const named = { hostIds: ["web-1"], hostNames: [{ id: "web-1", names: ["shop-front"] }] };
  expect(of(named, { ...HOSTS_ONLY, hidesHosts: false }).told("shop-front")).toBe("shop-front");
});
