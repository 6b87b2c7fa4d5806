// Browsers of other makers than the journeys' Chromium: each signs in and moves a charge, and says so where it keeps no cookies.

import { expect, test } from "@playwright/test";
import type { Browser } from "../support/browser.ts";
import { Desk, PASSWORD } from "../support/desk.ts";
import { Firefox } from "../support/firefox.ts";
import { MORNING } from "../support/test.ts";
import { WebKit } from "../support/webkit.ts";

const NO_COOKIES = "Your browser blocks cookies, so you cannot stay signed in. Allow cookies for this site in its settings, then sign in again.";

let desk: Desk;

test.beforeEach(async () => {
  desk = await Desk.open(MORNING);
  await desk.mailbox.to("ana@example.com", /payment/i);
});

test.afterEach(() => desk.close());

async function signIn(browser: Browser): Promise<void> {
  await browser.open(`${desk.url}/account/billing`);
  await browser.fill("Email address", "ana@example.com");
  await browser.fill("Password", PASSWORD);
  await browser.press("button", "Sign in");
}

async function shows(browser: Browser, words: string): Promise<void> {
  await expect.poll(() => browser.text(), { message: `${browser.name} shows it`, timeout: 30_000 }).toContain(words);
}

for (const { name, start } of [{ name: "WebKit", start: WebKit.start }, { name: "Firefox", start: Firefox.start }]) {
  test(`${name} signs in and moves a charge`, async () => {
    const browser = await start();
    try {
      await signIn(browser);
      await shows(browser, "Upcoming charges");
      await browser.press("link", "Change date");
      await shows(browser, "Change the date");
      await browser.press("button", "Friday, December 12, 2025");
      await browser.press("button", "Reschedule");
      await shows(browser, "Payment moved to Fri, Dec 12");
      await desk.mailbox.to("ana@example.com", /date/i, "Fri, Dec 12");
      // What was signed in stays so on the next page.
      await browser.open(`${desk.url}/account/billing`);
      await shows(browser, "Fri, Dec 12");
    } finally {
      await browser.close();
    }
  });

  test(`${name} that refuses cookies is told so and keeps what was typed`, async () => {
    const browser = await start("never");
    try {
      await signIn(browser);
      await shows(browser, NO_COOKIES);
      expect(await browser.text()).not.toContain("You were signed out");
    } finally {
      await browser.close();
    }
  });
}
