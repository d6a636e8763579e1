import { type ClientRequest, request } from "node:http";

/* The daemon's own word, asked past Foghorn and past the docker command. */

/**
 * Times (nanoseconds as text) of what the daemon itself remembers between two moments (epoch ms), oldest first.
 * Without the exec events of health checks, which Foghorn leaves out on purpose.
 */
export async function eventsOfDaemon(
  socketPath: string,
  sinceMs: number,
  untilMs: number,
): Promise<readonly string[]> {
  const path = `/events?since=${(sinceMs / 1_000).toFixed(3)}&until=${(untilMs / 1_000).toFixed(3)}`;
  const times: string[] = [];
  const asked = request({ socketPath, path });
  await forEachLine(asked, (line) => {
    if (!line.includes('"Action":"exec_')) times.push(timeNanoOf(line));
  });
  return times;
}

/** Times (nanoseconds as text) of the events of one action from now on, as they come on a stream of its own. */
export async function hearEvents(
  socketPath: string,
  action: string,
): Promise<{ readonly times: () => readonly string[]; readonly stop: () => void }> {
  const times: string[] = [];
  const filters = encodeURIComponent(JSON.stringify({ event: [action] }));
  // The daemon answers before it subscribes: what happens in between is in its memory, and asked for from now on.
  const since = (Date.now() / 1_000).toFixed(3);
  const asked = request({ socketPath, path: `/events?since=${since}&filters=${filters}` });
  const begun = new Promise<void>((resolve, reject) => {
    asked.once("response", () => resolve());
    asked.once("error", reject);
  });
  void forEachLine(asked, (line) => {
    times.push(timeNanoOf(line));
  }).catch(() => undefined); // it is cut off in the end
  await begun;
  return { times: () => times, stop: () => asked.destroy() };
}

function forEachLine(asked: ClientRequest, use: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    asked.once("error", reject);
    asked.once("response", (answer) => {
      let rest = "";
      answer.setEncoding("utf8");
      answer.on("data", (text: string) => {
        const lines = (rest + text).split("\n");
        rest = lines.pop() ?? "";
        for (const line of lines) use(line);
      });
      answer.once("end", resolve);
      answer.once("error", reject);
    });
    asked.end();
  });
}

const timeNanoOf = (line: string): string => /"timeNano":(\d+)/.exec(line)?.[1] ?? "";
