import { startCauseMode } from "../shared/start-cause-mode.ts";

/** default-address-pools holds a network that is none, or that cannot be cut as told. */
export const addressPoolInvalid = startCauseMode({
  id: "address-pool-invalid",
  part: "config",
  title: "Address pools refused",
  tell: ({ marked: { values } }) => {
    const wrong = values.find((value) => value !== "");
    return {
      summary: `dockerd cannot cut its default address pools${wrong === undefined ? "" : ` (${wrong})`} and does not start.`,
      ...(wrong !== undefined && { facts: { pool: wrong } }),
    };
  },
});
