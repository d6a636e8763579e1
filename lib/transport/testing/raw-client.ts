import { connect, type Socket } from "node:net";

/** Sends exactly these bytes and gives what came back until the server closed or `until` matched. */
export async function sendRaw(
  port: number,
  text: string,
  until: RegExp = /$^/,
): Promise<{ readonly status: number; readonly text: string }> {
  const socket = connect(port, "127.0.0.1");
  try {
    socket.write(text);
    const answer = await readUntil(socket, until);
    return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0), text: answer };
  } finally {
    socket.destroy();
  }
}

function readUntil(socket: Socket, until: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("latin1");
      if (until.test(answer)) resolve(answer);
    });
    socket.once("close", () => resolve(answer));
    socket.once("error", (error) => (answer === "" ? reject(error) : resolve(answer)));
  });
}

/** Request line and headers as text; a header that is undefined is left out. */
export const rawRequest = (
  line: string,
  headers: Readonly<Record<string, string | undefined>>,
  body = "",
): string => {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return `${[`${line} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n${body}`;
};
