import { logMode } from "../shared/log-mode.ts";

/** A system call was refused by a seccomp filter that writes it to the audit log, or a profile could not be loaded at all. */
export const seccompDenied = logMode({
  id: "seccomp-denied",
  signatures: ["seccomp-audit", "seccomp-profile"],
  severity: "ticket",
  part: "kernel",
  subjectOf: ({ line }) => COMMAND.exec(line.text)?.[1] ?? "",
  words: (command, { line, marked }) => {
    const syscall = marked.values.find((value) => value !== "") ?? /\bsyscall=(\d+)/.exec(line.text)?.[1];
    const isProfile = marked.signature.id === "seccomp-profile";
    return {
      title: isProfile ? "seccomp profile refused" : "System call denied by seccomp",
      summary: isProfile
        ? "A container could not be started: its seccomp profile could not be read, or this kernel or runc does not know all of it."
        : `${command === "" ? "A program" : command} asked for system call ${syscall ?? "of a number that is not told"} and was refused. Programs newer than the profile fail with "Operation not permitted" for this.`,
      blast: {
        affected: [command === "" ? "The container it happens in" : `Containers that run ${command}`],
        parts: ["ctrs"],
        notAffected: ["Programs that do not ask for that call"],
      },
      facts: { ...(syscall !== undefined && { syscall }), ...(command !== "" && { command }) },
    };
  },
});

const COMMAND = /\bcomm="?([\w./:-]+)/;
