import { expect, test } from "vitest";
import { cleanName, nameKeyOf } from "./names.ts";
import { createPasswords, refuseWeak } from "./password.ts";
import { createTurns } from "./turns.ts";

test.each([
  ["a good sentence", "herons over the dry dock", true],
  ["twelve characters", "h3rons-0ver!", true],
  ["eleven characters", "h3rons-0ver", false],
  ["128 characters", "herons over ".repeat(11).slice(0, 128), true],
  ["129 characters", "herons over ".repeat(11).slice(0, 129), false],
  ["twelve characters beyond the first plane", "🦩🌊🗼🦆🐟🌬🪨🌫🛟⚓🧭🪝", true],
  ["the first of every list", "password1234", false],
  ["a common word with signs around it", "!!administrator2027", false],
  ["a common word twice", "foghornfoghorn", false],
  ["one letter many times", "aaaaaaaaaaaaaaaa", false],
  ["the person's own name", "Nova Reyes-Okafor", false],
])("%s: %s may be a password: %s", (_name, password, isAllowed) => {
  const check = () => refuseWeak(password, "Nova Reyes-Okafor");
  if (isAllowed) expect(check).not.toThrow();
  else expect(check).toThrow(/^password: /);
});

test("hashes are argon2id with 64 MiB, three passes and one lane", async () => {
  const passwords = createPasswords();
  const hash = await passwords.hash("herons over the dry dock");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
  expect(await passwords.verify(hash, "herons over the dry dock")).toBe(true);
  expect(await passwords.verify(hash, "herons over the wet dock")).toBe(false);
  expect(await passwords.verify(undefined, "herons over the dry dock")).toBe(false);
});

test("an unknown name costs as much work as a wrong password", async () => {
  const passwords = createPasswords();
  const hash = await passwords.hash("herons over the dry dock");
  await passwords.verify(undefined, "warm");
  // Processor time of this process, threads included: what else the machine does is not in it.
  const took = async (against: string | undefined) => {
    const before = process.cpuUsage();
    await passwords.verify(against, "wrong");
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  let [known, unknown] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 3; round += 1) {
    known = Math.min(known, await took(hash));
    unknown = Math.min(unknown, await took(undefined));
  }
  // One that skipped the hash would take a hundredth.
  expect(unknown).toBeGreaterThan(known / 3);
  expect(unknown).toBeLessThan(known * 3);
});

test("two works run at once, fifty wait in order, and more are refused", async () => {
  const takeTurn = createTurns(2, 50);
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const answers = Promise.allSettled(
    Array.from({ length: 60 }, (_, index) =>
      takeTurn(async () => {
        running += 1;
        most = Math.max(most, running);
        await gate;
        order.push(index);
        running -= 1;
      }),
    ),
  );
  open();
  const refused = (await answers).filter(({ status }) => status === "rejected");
  expect(refused).toHaveLength(8);
  expect(refused[0]).toMatchObject({ reason: { code: "rate-limited" } });
  expect(most).toBe(2);
  expect(order).toEqual(Array.from({ length: 52 }, (_, index) => index));
});

test.each([
  ["  Nova   Reyes ", "Nova Reyes"],
  ["Zoe\u0308", "Zoë"],
])("the name %j is kept as %j", (typed, kept) => {
  expect(cleanName(typed)).toBe(kept);
});

test.each(["", "   ", "x".repeat(65), "No\u202Eva", "No\u200Bva", "No\u0007va"])(
  "the name %j is refused",
  (typed) => {
    expect(() => cleanName(typed)).toThrow(/^name: /);
  },
);

test("names that look alike by case or form of the same letters are one name", () => {
  expect(nameKeyOf("ＮＯＶＡ  reyes")).toBe(nameKeyOf("Nova Reyes"));
});
