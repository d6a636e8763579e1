import { startCauseMode } from "../shared/start-cause-mode.ts";

/** The storage driver of the configuration does not exist, was removed in this version, or is not in this kernel. */
export const storageDriverInvalid = startCauseMode({
  id: "storage-driver-invalid",
  part: "config",
  title: "Storage driver refused",
  tell: ({ marked: { signature, values } }) => {
    const name =
      (signature.id === "driver-removed"
        ? values[0] || values[1]
        : /not supported: (\S+)/.exec(values[0] ?? "")?.[1]) ?? "";
    return {
      ...(name !== "" && { title: `Storage driver ${name} refused`, facts: { driver: name } }),
      summary: `dockerd cannot use ${name === "" ? "its storage driver" : `the storage driver ${name}`}${
        signature.id === "driver-removed" ? "" : `: ${values.find((value) => value !== "") ?? ""}`
      }. Images and containers of another driver stay on the disk, out of sight: do not clean up.`,
    };
  },
  isSaidOfFullDisk: true,
});
