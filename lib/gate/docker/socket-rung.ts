import type { SocketReading } from "../../domain/facts.ts";
import { ApiError } from "./failure.ts";

/** The rung at which a connection to this socket ends, or undefined when all of them hold. */
export function socketRung(socket: SocketReading): ApiError | undefined {
  if (!socket.exists) return new ApiError("socket-missing", `${socket.path} does not exist on the host`);
  if (socket.mayOpen === false)
    return new ApiError(
      "socket-denied",
      `${socket.account ?? "the account"} may not open ${socket.path}` +
        (socket.mode === undefined
          ? ""
          : ` (${socket.mode} ${socket.owner ?? ""} ${socket.group ?? ""})`.trimEnd()),
    );
  if (socket.listens === false)
    return new ApiError("connection-refused", `nobody listens at ${socket.path} on the host`);
  return undefined;
}
