// The clock of a page, in the hands of a journey.

import type { Page } from "@playwright/test";

/**
 * Takes it, before the page is opened. Its timers are given small numbers, as browsers give them: Playwright's begin at 10^12, and
 * the app, which takes a number of 32 bits as the standard says, could not stop one of them.
 */
export async function takeClock(page: Page, time?: Date): Promise<void> {
  await page.clock.install(time ? { time } : {});
  await page.addInitScript(() => {
    const before = 1e12 - 1;
    const { setTimeout, setInterval, clearTimeout, clearInterval } = window;
    const made = (make: typeof setTimeout) => (...timer: Parameters<typeof setTimeout>) => Number(make(...timer)) - before;
    const cleared = (clear: typeof clearTimeout) => (number?: number) => number && clear(number + before);
    Object.assign(window, {
      setTimeout: made(setTimeout),
      setInterval: made(setInterval as typeof setTimeout),
      clearTimeout: cleared(clearTimeout),
      clearInterval: cleared(clearInterval),
    });
  });
}
