import { z } from "zod";
import { REQUEST_LIMIT_BYTES } from "./frames.ts";

/*
 * The request line: `{"v":1,"op":"docker.ping","host":"web-1","args":{}}` and a newline. `host` stands
 * beside `args` so that a log or a person can read it without knowing the operation.
 */

export const PROTOCOL_VERSION = 1;

export const RequestLine = z.strictObject({
  v: z.literal(PROTOCOL_VERSION),
  op: z.string().min(1).max(64),
  host: z.string().max(63).optional(),
  args: z.record(z.string(), z.unknown()),
});
export type RequestLine = z.infer<typeof RequestLine>;

/** Arguments as the operation's schema knows them: `host` back among them. */
export const argumentsOf = (line: RequestLine): Record<string, unknown> =>
  line.host === undefined ? line.args : { ...line.args, host: line.host };

/** Throws RangeError when the line would be over 64 KiB: no valid operation comes near it. */
export function encodeRequest(op: string, args: Readonly<Record<string, unknown>>): string {
  const { host, ...rest } = args;
  const line = `${JSON.stringify({ v: PROTOCOL_VERSION, op, host, args: rest })}\n`;
  if (Buffer.byteLength(line) > REQUEST_LIMIT_BYTES)
    throw new RangeError(`request line of ${Buffer.byteLength(line)} bytes is over 64 KiB`);
  return line;
}
