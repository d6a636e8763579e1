import type { Mode } from "../mode.ts";
import { containerLockHung } from "./container-lock-hung/mode.ts";
import { containerOomKilled } from "./container-oom-killed/mode.ts";
import { containerRestartLoop } from "./container-restart-loop/mode.ts";
import { containerUnhealthy } from "./container-unhealthy/mode.ts";
import { containerdHung } from "./containerd-hung/mode.ts";
import { daemonDown } from "./daemon-down/mode.ts";
import { daemonHung } from "./daemon-hung/mode.ts";
import { daemonJsonFlagConflict } from "./daemon-json-flag-conflict/mode.ts";
import { daemonJsonInvalid } from "./daemon-json-invalid/mode.ts";
import { diskFullDataRoot } from "./disk-full-data-root/mode.ts";
import { diskInodesExhausted } from "./disk-inodes-exhausted/mode.ts";
import { dockerSockPermission } from "./docker-sock-permission/mode.ts";
import { iptablesFilterWiped } from "./iptables-filter-wiped/mode.ts";
import { iptablesNatWiped } from "./iptables-nat-wiped/mode.ts";

/** Every failure mode that is judged. Causes stand before what they hide or explain. */
export const MODES: readonly Mode[] = [
  daemonJsonInvalid,
  daemonJsonFlagConflict,
  daemonDown,
  dockerSockPermission,
  daemonHung,
  containerdHung,
  containerLockHung,
  containerRestartLoop,
  containerOomKilled,
  containerUnhealthy,
  diskFullDataRoot,
  diskInodesExhausted,
  iptablesFilterWiped,
  iptablesNatWiped,
];
