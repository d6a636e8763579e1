import type { FaultHost } from "./fault.ts";

/** Stops a unit's main process; resolves once the kernel says so. */
export async function stopProcess(host: FaultHost, unitName: string): Promise<void> {
  await host.sh(`
    pid=$(systemctl show -P MainPID ${unitName})
    test "$pid" -gt 1
    kill -STOP $pid
    until grep -q '^State:.T' /proc/$pid/status; do sleep 0.01; done`);
}

/** Lets every process of that name go on; none is fine, somebody may have restarted it. */
export const continueProcess = async (host: FaultHost, name: string): Promise<void> =>
  void (await host.sh(`pkill -CONT -x ${name} || true`));
