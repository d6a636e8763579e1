import { logMode } from "../shared/log-mode.ts";

/** AppArmor or SELinux refused something to a container, or its profile could not be applied and nothing starts. */
export const lsmDenied = logMode({
  id: "lsm-denied",
  signatures: ["apparmor-denied", "selinux-denied", "apparmor-profile"],
  severity: "ticket",
  part: "kernel",
  // Of a denial the profile; a profile that cannot be loaded stops every start on the host.
  subjectOf: ({ marked }) => marked.values.find((value) => value !== "") ?? "",
  words: (profile, { line, marked }) => {
    const path = /\b(?:name|path)="([^"]+)"/.exec(line.text.replaceAll('\\"', '"'))?.[1];
    const system = marked.signature.id === "selinux-denied" ? "SELinux" : "AppArmor";
    const isProfile = marked.signature.id === "apparmor-profile";
    return {
      title: isProfile ? "Security profile not applied" : `Denied by ${system}`,
      summary: isProfile
        ? "A container could not be started: its AppArmor profile or SELinux label could not be applied on this host."
        : `${system} refused a process under ${profile}${path === undefined ? "" : ` the use of ${path}`}. The program only sees "Permission denied".`,
      blast: {
        affected: [isProfile ? "Containers that are to start" : `Containers under ${profile} that need this`],
        parts: ["ctrs"],
        notAffected: ["What needs none of it goes on"],
      },
      facts: { ...(path !== undefined && { path }), ...(profile !== "" && { profile }) },
    };
  },
});
