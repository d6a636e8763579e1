import { WebSocket } from "ws";
import type { ServerMessage, StateTopics } from "#lib/protocol/live.ts";
import { cookieOf, post } from "../../e2e/support/ask.ts";
import { ADMIN } from "../../e2e/support/foghorn.ts";
import { until } from "../run.ts";

const ANSWER_MS = 10_000;

/** Somebody who works with Foghorn through what every browser uses: its HTTP API and `/live`. */
export interface Responder {
  readonly post: (path: string, body: object) => Promise<unknown>;
  /** What a topic holds now. */
  readonly look: <Topic extends keyof StateTopics>(topic: Topic) => Promise<StateTopics[Topic]>;
  /** Looks until `wanted` finds something in it. */
  readonly see: <Topic extends keyof StateTopics, Found>(
    topic: Topic,
    wanted: (value: StateTopics[Topic]) => Found | undefined,
    withinMs: number,
  ) => Promise<Found>;
}

/** Makes the first account with the printed setup code and is signed in with it. */
export async function firstResponder(url: string, code: string): Promise<Responder> {
  const cookie = cookieOf(await post(url, "/api/setup", { code, ...ADMIN }));
  const look: Responder["look"] = (topic) => readTopic(url, cookie, topic);
  return {
    look,
    post: async (path, body) => (await post(url, path, body, cookie)).json(),
    see: (topic, wanted, withinMs) =>
      until(`what was looked for in ${topic}`, withinMs, async () => wanted(await look(topic)), 250),
  };
}

function readTopic<Topic extends keyof StateTopics>(
  url: string,
  cookie: string,
  topic: Topic,
): Promise<StateTopics[Topic]> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/live`, { headers: { cookie, origin: url } });
  return new Promise<StateTopics[Topic]>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`nothing came of ${topic}`)), ANSWER_MS);
    socket.once("close", () => clearTimeout(timer));
    socket.once("error", reject);
    socket.once("open", () => socket.send(JSON.stringify({ kind: "sub", id: 1, topic })));
    socket.on("message", (data) => {
      const message = JSON.parse(String(data)) as ServerMessage;
      if (message.kind === "error") reject(new Error(message.message));
      if (message.kind === "snap") resolve(message.data as StateTopics[Topic]);
    });
  }).finally(() => socket.terminate());
}
