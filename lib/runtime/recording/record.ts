import type { Gate } from "../../engine/ports.ts";
import type { AnswerOf, GateStatus, SpoolFrame } from "../../gate-protocol/answers.ts";
import type { OperationArgs, OperationName } from "../../gate-protocol/operations.ts";
import { type RecordingLine, recordingKey } from "./format.ts";

/** Longest stream that is kept whole; a followed log ends here in the recording. */
const FRAME_LIMIT = 500;

/** The same gate, and everything it answers is written down. Refusals and interruptions are not answers. */
export function recordGate(
  gate: Gate,
  startedAt: number,
  write: (line: RecordingLine) => void,
  now: () => number,
): Gate {
  return {
    async ask(name, args, options) {
      const answer = await gate.ask(name, args, options);
      if (name !== "spool.ack") {
        write({ kind: "answer", t: now() - startedAt, key: recordingKey(name, args), answer });
      }
      return answer;
    },
    follow: (name, args, options) => recordStream(gate, name, args, options),
  };

  async function* recordStream<Name extends OperationName>(
    source: Gate,
    name: Name,
    args: OperationArgs<Name>,
    options: { readonly signal: AbortSignal },
  ): AsyncGenerator<AnswerOf<Name>> {
    const frames: unknown[] = [];
    try {
      for await (const frame of source.follow(name, args, options)) {
        const t = now() - startedAt;
        if (name === "gate.follow") write({ kind: "status", t, status: frame as GateStatus });
        else if (name === "spool.follow") recordSpool(t, args as { host: string }, frame as SpoolFrame);
        else if (frames.length < FRAME_LIMIT) frames.push(frame);
        yield frame;
      }
    } finally {
      if (frames.length > 0)
        write({ kind: "frames", t: now() - startedAt, key: recordingKey(name, args), frames });
    }
  }

  function recordSpool(t: number, { host }: { host: string }, frame: SpoolFrame): void {
    if (frame.kind === "records") write({ kind: "spool", t, host, records: frame.records });
  }
}
