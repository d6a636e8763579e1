import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";

/* Before anything is installed: plain JavaScript without packages, on any Node from 20 on. */

const RETRY_MS = 500;

/** Told apart from another process that later got the same number by when it started, where /proc says so. */
function nameOf(pid) {
  try {
    return `${pid} ${readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19]}`;
  } catch {
    return `${pid} -`;
  }
}

function isAlive(owner) {
  const pid = Number.parseInt(owner, 10);
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  return nameOf(pid) === owner;
}

function ownerOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Whether the lock is ours now. It appears with its content: nobody ever reads half of it. */
function take(file, own) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, own);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes away what a dead owner left; of two that try, only one moves it. */
function clear(file, owner) {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
    // Somebody was faster, and this is theirs already.
    if (ownerOf(aside) !== owner) linkSync(aside, file);
  } catch (error) {
    if (error.code !== "ENOENT" && error.code !== "EEXIST") throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/**
 * Waits until no other living process holds `file`, then holds it; says once whom it waits for. Returns what gives it
 * back, which may be called more than once.
 */
export async function lockFolder(file, say) {
  const own = nameOf(process.pid);
  let saidOwner;
  while (!take(file, own)) {
    const owner = ownerOf(file);
    if (owner === undefined) continue;
    if (!isAlive(owner)) {
      clear(file, owner);
      continue;
    }
    if (owner !== saidOwner) {
      const pid = Number.parseInt(owner, 10);
      say(`Waiting for process ${pid}, which installs and generates in this folder (${file}) …`);
    }
    saidOwner = owner;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
  return () => {
    if (ownerOf(file) === own) rmSync(file, { force: true });
  };
}
