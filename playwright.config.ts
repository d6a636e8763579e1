import { defineConfig } from "@playwright/test";
import { CHROMIUM } from "./e2e/support/chromium.ts";

// One Foghorn and its lab hosts are all that two cores carry: one worker. A spec that passes only sometimes
// says something about Foghorn or about itself, so nothing is tried twice.
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  // Of conditions that come when they come. What is promised within a second is asked for with its own limit.
  expect: { timeout: 30_000 },
  reporter: "line",
  use: { launchOptions: CHROMIUM, trace: "retain-on-failure" },
});
