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
  expect(told("web-10 and web-1, web-10; web-100, myweb-1, web-1-a, web-1.example")).toBe(
    "host-1 and host-2, host-1; web-100, myweb-1, web-1-a, host-2.example",
  );
  expect(told("on web-1.")).toBe("on host-2.");
});

test.each([
  ["10.20.4.15 stops", "address-1 stops"],
  ["tcp://10.0.0.5:2376", "tcp://address-1:2376"],
  ["[fe80::1%eth0] and ::1", "[address-1%eth0] and address-2"],
  ["2001:db8::8a2e:370:7334", "address-1"],
])("an address has one: %s", (text, shown) => {
  expect(of({}).told(text)).toBe(shown);
});

test.each([
  "at 03:07:44",
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

const PEOPLE = ["Ann van der Berg", "Nora Achebe", "Emil Sandberg", "Night desk", "eva", "Bo"];

test.each([
  ["Nora Achebe takes it, then nora achebe again", "person A takes it, then person A again"],
  ["@Nora Achebe and @emil: look", "@person A and @person B: look"],
  ["Nora’s note, Achebe's answer", "person A’s note, person A's answer"],
  ["sudo: nora.achebe ran it, NoraAchebe too", "sudo: person A ran it, person A too"],
  ["Ann asked van der Berg, Berg asked the van", "person A asked van der person A, person A asked the van"],
  ["Night desk was told; Night: 200", "person A was told; Night: 200"],
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
