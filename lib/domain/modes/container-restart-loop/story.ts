import type { ContainerDeath } from "../../host-state.ts";
import type { ContainerId } from "../../ids.ts";
import type { ContainerReading } from "../../readings.ts";
import type { EpochMs } from "../../time.ts";

export interface Story {
  readonly id: ContainerId;
  readonly name: string;
  readonly container: ContainerReading | undefined;
  readonly verdict: "failing" | "passing" | "undecided";
  readonly readAt: EpochMs;
  readonly deaths: readonly ContainerDeath[];
  readonly restartCount: number | undefined;
  readonly longestLifeMs: number;
}
