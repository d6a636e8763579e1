import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * The network between one browser and Foghorn, to be cut. Foghorn has to know its address (FOGHORN_URL) as that of its
 * own pages, so it is laid before Foghorn starts.
 */
export interface Cable {
  readonly url: string;
  readonly connectTo: (foghornUrl: string) => void;
  /** What the browser asks still arrives; nothing comes back. */
  readonly loseAnswers: () => void;
  /** Nothing passes, and neither side is told: no connection is closed and none is refused. */
  readonly cut: () => void;
  /** New connections pass. Those from before are reset, as by a router that has forgotten them. */
  readonly mend: () => void;
  readonly remove: () => Promise<void>;
}

export async function layCable(): Promise<Cable> {
  let state: "whole" | "one-way" | "cut" = "whole";
  let port = 0;
  const open = new Set<Socket>();

  const keep = (socket: Socket): Socket => {
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => open.delete(socket));
    return socket;
  };
  const server = createServer((browser) => {
    keep(browser);
    if (state !== "whole") return;
    const foghorn = keep(connect(port, "127.0.0.1"));
    browser.on("data", (bytes) => {
      if (state !== "cut") foghorn.write(bytes);
    });
    foghorn.on("data", (bytes) => {
      if (state === "whole") browser.write(bytes);
    });
    browser.on("close", () => foghorn.destroy());
    // That web was killed reaches the browser only over a whole cable.
    foghorn.on("close", () => {
      if (state === "whole") browser.destroy();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const resetAll = () => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connectTo: (foghornUrl) => {
      port = Number(new URL(foghornUrl).port);
    },
    loseAnswers: () => {
      state = "one-way";
    },
    cut: () => {
      state = "cut";
    },
    mend: () => {
      state = "whole";
      resetAll();
    },
    async remove() {
      resetAll();
      server.close();
      await once(server, "close");
    },
  };
}
