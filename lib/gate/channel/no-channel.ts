import type { HostChannel } from "../host-channel.ts";
import { ChannelError } from "./channel-error.ts";

/** A host that is known by its Docker API alone: everything else says why it cannot be seen. */
export function noChannel(reason: string): HostChannel {
  return {
    state: () => ({ state: "none", reason }),
    onChange: () => () => undefined,
    apiSocketPath: () => undefined,
    learn: () => undefined,
    readFact: async () => ({ ok: false, failure: "no-channel", message: reason, durationMs: 0 }),
    followJournal: (_cursor, handlers) => {
      handlers.onState(false, reason);
      return { stop: () => undefined };
    },
    readJournal: async () => {
      throw new ChannelError("not-visible", reason);
    },
    dumpEngine: async () => ({ outcome: "failed", text: reason }),
    close: async () => undefined,
  };
}
