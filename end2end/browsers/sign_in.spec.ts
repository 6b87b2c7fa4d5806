// Browsers of other makers than the journeys' Chromium: each says so where it keeps no cookies.

import { expect } from "@playwright/test";
import { inEach, shows, signIn } from "../support/browsers.ts";

const NO_COOKIES = "Your browser blocks cookies, so you cannot stay signed in. Allow cookies for this site in its settings, then sign in again.";

inEach(
  "that refuses cookies is told so and keeps what was typed",
  async (browser, desk) => {
    await signIn(browser, "ana@example.com", `${desk.url}/account/billing`);
    await shows(browser, NO_COOKIES);
    expect(await browser.text()).not.toContain("You were signed out");
  },
  "never",
);
