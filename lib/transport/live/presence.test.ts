import { afterEach, beforeEach, test } from "vitest";
import { open, rig, start, stop } from "../testing/live-rig.ts";

beforeEach(() => start());
afterEach(stop);

const TOPIC = "presence:INC-7";
type Client = Awaited<ReturnType<typeof open>>;
type Person = { readonly name: string; readonly panel: string };

/** What a reader holds after all messages: a snapshot and what changed since. */
function present(client: Client): readonly string[] {
  const held = new Map<string, Person>();
  for (const message of client.of(1)) {
    const data = message.data as unknown;
    if (message.kind === "snap") held.clear();
    const { put, del } = Array.isArray(data)
      ? { put: data, del: [] }
      : (data as { put: (Person & { id: string })[]; del: string[] });
    for (const person of put) held.set(person.id, person);
    for (const id of del) held.delete(id);
  }
  return [...held.values()].map(({ name, panel }) => `${name} ${panel}`).toSorted();
}
const shows = (client: Client, ...people: string[]) =>
  client.until(() => present(client).join() === people.join());

async function openAs(name: string): Promise<Client> {
  const { secret } = await rig.person("operator", name);
  return open(`foghorn=${secret}`);
}

test("who is in a room and at which panel is told to the others, and is over with the socket", async () => {
  const reader = await open();
  reader.send({ kind: "sub", id: 1, topic: TOPIC });
  await reader.until(() => reader.of(1).length === 1);
  const ben = await openAs("Ben");
  ben.send({ kind: "here", incident: "INC-7", panel: "runbook" });
  await shows(reader, "Ben runbook");
  ben.send({ kind: "here", incident: "INC-7", panel: "timeline" });
  await shows(reader, "Ben timeline");
  ben.socket.terminate();
  await shows(reader);
});

test("a person with two windows is there once, where they were last, and until the last window is gone", async () => {
  const reader = await open();
  reader.send({ kind: "sub", id: 1, topic: TOPIC });
  const { secret } = await rig.person("operator", "Ben");
  const first = await open(`foghorn=${secret}`);
  first.send({ kind: "here", incident: "INC-7", panel: "runbook" });
  await shows(reader, "Ben runbook");
  const second = await open(`foghorn=${secret}`);
  second.send({ kind: "here", incident: "INC-7", panel: "evidence" });
  await shows(reader, "Ben evidence");
  second.socket.terminate();
  await shows(reader, "Ben runbook");
});

test("whoever goes to another room has left the one before", async () => {
  const reader = await open();
  reader.send({ kind: "sub", id: 1, topic: TOPIC });
  const ben = await openAs("Ben");
  ben.send({ kind: "here", incident: "INC-7", panel: "runbook" });
  await shows(reader, "Ben runbook");
  ben.send({ kind: "here", incident: "INC-8", panel: "runbook" });
  await shows(reader);
});
