import { startFault } from "./start-failure.ts";

export const fault = startFault({
  id: "cgroup-driver-invalid",
  part: "config",
  config: { "exec-opts": ["native.cgroupdriver=cgroupsfs"] },
  isInFiles: true,
  journal: /native\.cgroupdriver option cgroupsfs not supported/,
});
