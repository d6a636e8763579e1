import { startCauseMode } from "../shared/start-cause-mode.ts";

/** dockerd is told to speak TLS, and cannot read its certificate, its key or its CA. */
export const daemonTlsFilesMissing = startCauseMode({
  id: "daemon-tls-files-missing",
  part: "tls",
  title: "TLS files cannot be read",
  tell: ({
    marked: {
      values: [cert = "", key = "", ca = ""],
    },
  }) => {
    const path = cert || ca;
    return {
      summary: `dockerd cannot load ${path === "" ? "its TLS files" : path}${key === "" ? "" : ` and ${key}`} and does not start. Do not turn TLS off to get it up: the port would be open to everybody.`,
      facts: { ...(path !== "" && { path }), ...(key !== "" && { key }) },
    };
  },
});
