import { defineConfig } from "@playwright/test";

// `cargo xtask test end2end` builds app and server, and names the server and a browser:
// ALMONER is the binary, WHOLE the folder of the app if it is in one piece, CHROMIUM the browser; without one Playwright's own is used.
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: "tests",
  // About pieces, where there are none.
  testIgnore: process.env.WHOLE ? ["pieces.spec.ts", "budgets.spec.ts"] : [],
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    locale: "en-US",
    // Far from the practice, where it is tomorrow already: nothing may follow the browser's own zone.
    timezoneId: "Pacific/Auckland",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM || undefined,
      args: ["--disable-background-networking", "--disable-component-update", ...(asRoot ? ["--no-sandbox"] : [])],
    },
  },
});
