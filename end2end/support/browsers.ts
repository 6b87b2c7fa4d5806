// What journeys through several browsers are written with.

import { expect, test } from "@playwright/test";
import type { Browser } from "./browser.ts";
import { Desk, PASSWORD } from "./desk.ts";
import { Firefox } from "./firefox.ts";
import { MORNING } from "./test.ts";
import { WebKit } from "./webkit.ts";

type Cookies = "always" | "never";

const BROWSERS = [["WebKit", WebKit.start], ["Firefox", Firefox.start]] as const;

/** A journey in each of the browsers, from a desk that has told everybody of their payments. */
export function inEach(journey: string, go: (browser: Browser, desk: Desk) => Promise<void>, cookies: Cookies = "always"): void {
  for (const [name, start] of BROWSERS) {
    test(`${name} ${journey}`, async () => {
      const desk = await Desk.open(MORNING);
      try {
        const [browser] = await Promise.all([start(cookies), desk.mailbox.to("ana@example.com", /payment/i)]);
        try {
          await go(browser, desk);
        } finally {
          await browser.close();
        }
      } finally {
        await desk.close();
      }
    });
  }
}

/** Opens a page and signs in there. */
export async function signIn(browser: Browser, email: string, url: string): Promise<void> {
  await browser.open(url);
  await browser.fill("Email address", email);
  await browser.fill("Password", PASSWORD);
  await browser.press("button", "Sign in");
}

/** Waits until the page shows all of these words. */
export async function shows(browser: Browser, ...words: string[]): Promise<void> {
  for (const some of words) {
    const said = async () => (await browser.text()).replaceAll(/\s+/g, " ");
    await expect.poll(said, { message: `${browser.name} shows it`, timeout: 30_000 }).toContain(some);
  }
}
