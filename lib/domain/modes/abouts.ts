import type { ModeAbout } from "../mode-about.ts";
import type { ModeId } from "../symptom.ts";
import { about as containerLockHung } from "./container-lock-hung/about.ts";
import { about as containerOomKilled } from "./container-oom-killed/about.ts";
import { about as containerRestartLoop } from "./container-restart-loop/about.ts";
import { about as containerUnhealthy } from "./container-unhealthy/about.ts";
import { about as containerdHung } from "./containerd-hung/about.ts";
import { about as daemonDown } from "./daemon-down/about.ts";
import { about as daemonHung } from "./daemon-hung/about.ts";
import { about as daemonJsonFlagConflict } from "./daemon-json-flag-conflict/about.ts";
import { about as daemonJsonInvalid } from "./daemon-json-invalid/about.ts";
import { about as diskFullDataRoot } from "./disk-full-data-root/about.ts";
import { about as diskInodesExhausted } from "./disk-inodes-exhausted/about.ts";
import { about as dockerSockPermission } from "./docker-sock-permission/about.ts";
import { about as iptablesFilterWiped } from "./iptables-filter-wiped/about.ts";
import { about as iptablesNatWiped } from "./iptables-nat-wiped/about.ts";

/** What is known of every mode without looking at a host. */
export const ABOUTS: Readonly<Record<ModeId, ModeAbout>> = {
  "daemon-down": daemonDown,
  "docker-sock-permission": dockerSockPermission,
  "daemon-hung": daemonHung,
  "containerd-hung": containerdHung,
  "container-lock-hung": containerLockHung,
  "daemon-json-invalid": daemonJsonInvalid,
  "daemon-json-flag-conflict": daemonJsonFlagConflict,
  "container-restart-loop": containerRestartLoop,
  "container-oom-killed": containerOomKilled,
  "container-unhealthy": containerUnhealthy,
  "disk-full-data-root": diskFullDataRoot,
  "disk-inodes-exhausted": diskInodesExhausted,
  "iptables-filter-wiped": iptablesFilterWiped,
  "iptables-nat-wiped": iptablesNatWiped,
};
