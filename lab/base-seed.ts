import { join } from "node:path";
import { SEED, up } from "./host.ts";
import { mustInHost } from "./in-host.ts";
import type { Engine } from "./naming.ts";
import { hostPlaces, openLab } from "./places.ts";
import { must } from "./run.ts";
import { downAll } from "./teardown.ts";

export const TEST_IMAGE = "foghorn/bb:1";

/**
 * Boots a new base once, imports the test image with its own engine and keeps the data-root in the base.
 * Every host then starts with the image, and a base that does not boot never reaches the cache.
 */
export async function seedBase(engine: Engine, tree: string, work: string): Promise<void> {
  const lab = openLab(join(work, "lab"));
  try {
    await up(lab, "seed", { engine, base: tree });
    const image = "/usr/share/foghorn-lab/image.tar";
    await mustInHost(lab, "seed", ["docker", "import", "--change", 'CMD ["sh"]', image, TEST_IMAGE]);
    // Stopped properly: the databases in it must be closed.
    await mustInHost(lab, "seed", ["systemctl", "stop", "docker.socket", "docker.service"]);
    const docker = join(hostPlaces(lab, "seed").data, "docker");
    await must([
      ...[
        "tar",
        "--xattrs",
        "--numeric-owner",
        "--exclude=./engine-id",
        "--exclude=./tmp",
        "--exclude=./runtimes",
      ],
      ...["-C", docker, "-cf", join(tree, SEED), "."],
    ]);
  } finally {
    await downAll(lab);
  }
}
