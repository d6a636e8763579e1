import { startCauseMode } from "../shared/start-cause-mode.ts";

/** Another process listens where dockerd wants to, or a directory lies at the path of its socket. */
export const daemonListenPortConflict = startCauseMode({
  id: "daemon-listen-port-conflict",
  part: "sock",
  title: "API address taken",
  tell: ({
    marked: {
      values: [address = "", path = ""],
    },
  }) =>
    path === ""
      ? {
          title: `API address ${address} taken`,
          summary: `Another process listens on ${address}. dockerd cannot open it and does not start.`,
          facts: { address, port: /:(\d+)$/.exec(address)?.[1] ?? "" },
        }
      : {
          title: "A directory lies at the socket's path",
          summary: `${path} is a directory, mostly made by a container that mounts it while dockerd was down. dockerd does not start.`,
          facts: { path },
        },
});
