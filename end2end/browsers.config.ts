import { defineConfig } from "@playwright/test";

// Browsers that Playwright does not drive, through the same server as the journeys; its runner only runs the tests.
// `cargo xtask test browsers` names in the environment: ALMONER, the server's binary; MINIBROWSER and FIREFOX, the browsers.
export default defineConfig({
  testDir: "browsers",
  outputDir: "test-results/browsers",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  reporter: [["list"]],
});
