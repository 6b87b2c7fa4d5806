// Answers that are on their way for as long as a journey wants.

import type { Page, Route } from "@playwright/test";

/** Holds what is asked of `url`. The function that it gives lets it go on, or end as `then` says. */
export async function hold(page: Page, url: string, then = (route: Route) => route.continue()): Promise<() => void> {
  let go = () => {};
  const gone = new Promise<void>((done) => (go = done));
  await page.route(url, async (route) => {
    await gone;
    await then(route);
  });
  return go;
}
