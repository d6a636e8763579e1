import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "daemon-start-failed",
  part: "dockerd",
  does: "a program that docker.service runs before dockerd fails without a word",
  dropIn: "[Service]\nExecStartPre=/bin/false\n",
  journal: /Failed to start docker\.service/,
});
