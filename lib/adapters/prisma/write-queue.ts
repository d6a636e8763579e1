import { errorCodeOf } from "../../domain/errors.ts";
import type { PrismaPromise } from "../../generated/prisma/internal/prismaNamespace.ts";
import { toStorageError } from "./storage-error.ts";

export type Operation = PrismaPromise<unknown>;

/** What one job writes, and what it resolves with once that is on the disk. */
export type WritePlan<Result> = { readonly operations: readonly Operation[] } & (
  | { readonly result: Result }
  /** Made from what the operations answered, in their order. */
  | { readonly resultOf: (answers: readonly unknown[]) => Result }
);

const resultOf = <Result>(plan: WritePlan<Result>, answers: readonly unknown[]): Result =>
  "resultOf" in plan ? plan.resultOf(answers) : plan.result;

interface Job {
  readonly isAlone: boolean;
  readonly plan: () => Promise<WritePlan<unknown>>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** One sync to the disk carries this many jobs at most: a longer array would keep readers of the process waiting. */
const BATCH_JOBS = 32;
const BATCH_OPERATIONS = 400;

export interface WriteQueue {
  /**
   * Runs `plan` alone, commits its operations in one transaction together with other waiting jobs, and resolves
   * with its result after the commit. Operations of a job are all stored or none.
   * Rejects with what `plan` threw, `conflict` when a unique key was taken, `storage` otherwise.
   */
  readonly run: <Result>(plan: () => Promise<WritePlan<Result>>) => Promise<Result>;
  /** As `run`, in a transaction of its own: what `plan` reads is all there is. For decisions over whole tables. */
  readonly runAlone: <Result>(plan: () => Promise<WritePlan<Result>>) => Promise<Result>;
  /** The last write that failed for reasons of the disk, until one succeeds. */
  readonly failure: () => Error | undefined;
  /** Resolves when nothing waits. */
  readonly idle: () => Promise<void>;
}

/**
 * The one writer. `commit` is an array transaction: an interactive one would take in, and roll back, what others
 * write on the same connection meanwhile. `onRollback` forgets what plans remembered of writes that did not happen.
 */
export function createWriteQueue(
  commit: (operations: Operation[]) => Promise<readonly unknown[]>,
  onRollback: () => void,
): WriteQueue {
  const waiting: Job[] = [];
  let running: Promise<void> | undefined;
  let failure: Error | undefined;

  async function commitAll(operations: Operation[]): Promise<readonly unknown[]> {
    if (operations.length === 0) return [];
    try {
      const answers = await commit(operations);
      failure = undefined;
      return answers;
    } catch (error) {
      onRollback();
      const known = toStorageError(error);
      if (errorCodeOf(known) === "storage") failure = known;
      throw known;
    }
  }

  async function runAgain(job: Job): Promise<void> {
    try {
      const plan = await job.plan();
      job.resolve(resultOf(plan, await commitAll([...plan.operations])));
    } catch (error) {
      job.reject(toStorageError(error));
    }
  }

  /** Plans as many jobs as fit; a job whose plan throws is answered and left out. */
  async function planBatch(): Promise<{ job: Job; plan: WritePlan<unknown> }[]> {
    const planned: { job: Job; plan: WritePlan<unknown> }[] = [];
    let operationCount = 0;
    while (planned.length < BATCH_JOBS && operationCount < BATCH_OPERATIONS) {
      const job = waiting[0];
      if (!job || (job.isAlone && planned.length > 0)) break;
      waiting.shift();
      try {
        const plan = await job.plan();
        operationCount += plan.operations.length;
        planned.push({ job, plan });
        if (job.isAlone) break;
      } catch (error) {
        job.reject(toStorageError(error));
      }
    }
    return planned;
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const planned = await planBatch();
      let answers: readonly unknown[];
      try {
        answers = await commitAll(planned.flatMap(({ plan }) => [...plan.operations]));
      } catch (error) {
        if (planned.length === 1) planned[0]?.job.reject(error);
        // One bad job must not take the others with it: each is planned and committed again by itself.
        else for (const { job } of planned) await runAgain(job);
        continue;
      }
      for (const { job, plan } of planned) {
        job.resolve(resultOf(plan, answers.slice(0, plan.operations.length)));
        answers = answers.slice(plan.operations.length);
      }
    }
  }

  function start(): void {
    running ??= drain().finally(() => {
      running = undefined;
      if (waiting.length > 0) start();
    });
  }

  const enqueue = <Result>(plan: () => Promise<WritePlan<Result>>, isAlone: boolean): Promise<Result> =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ isAlone, plan, resolve: (result) => resolve(result as Result), reject });
      start();
    });

  return {
    run: (plan) => enqueue(plan, false),
    runAlone: (plan) => enqueue(plan, true),
    failure: () => failure,
    idle: async () => {
      while (running) await running;
    },
  };
}
