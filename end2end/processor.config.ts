import { defineConfig } from "@playwright/test";

// Stripe's own client against the simulated processor, without a browser; Playwright's runner only runs the tests.
// `cargo xtask test processor` builds the simulator and names it in the environment: SIMULATOR is the binary.
export default defineConfig({
  testDir: "processor",
  outputDir: "test-results/processor",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 30_000,
  reporter: [["list"]],
});
