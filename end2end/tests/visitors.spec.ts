// Whoever only looks has made no mistake, and the browser's console has none to tell.

import { ARTICLES } from "../support/help.ts";
import { expect, open, test } from "../support/test.ts";

// Of the form that ids have: whose they are is nothing that a page says to a stranger.
const [CLI, CHG] = ["cli", "chg"].map((sort) => `${sort}_${"0123456789abcdef".repeat(2)}`);
const CLIENT = `/c/${CLI}/account`;
const CHARGE = `${CLIENT}/billing/charges/${CHG}`;
const PAGES = [
  "/", "/home", "/account", "/account/billing", "/account/about-me", "/account/my-coverage", `/c/${CLI}/home`, `${CLIENT}/billing`, `${CLIENT}/about-me`, `${CLIENT}/my-coverage`, CHARGE, `${CHARGE}/change-date`,
  "/clients", `/clients/${CLI}`, "/sign-in", "/sign-in?next=/account/billing", "/help", ...ARTICLES.map(([path]) => path), "/support", `/support?charge=${CHG}`, "/confirm-email", "/confirm-email#0",
];

for (const [who, ends] of [["a stranger", false], ["whoever's session is over", true]] as const) {
  test(`no page tells ${who} of a failure in the console`, async ({ page, desk }) => {
    const failures: string[] = [];
    const answers: number[] = [];
    if (ends) {
      await open(page, "ana@example.com", "/home");
      await expect(page.getByRole("heading", { name: "Next charge" })).toBeVisible();
      // Elsewhere, so that this browser does not hear of it and keeps its cookie.
      const cookie = (await page.context().cookies()).map((it) => `${it.name}=${it.value}`).join("; ");
      const out = await fetch(`${desk.url}/api/session`, { method: "DELETE", headers: { cookie, origin: desk.url, "sec-fetch-site": "same-origin" } });
      expect(out.status).toBe(204);
    }
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") failures.push(`${page.url()}: ${message.text()}`);
    });
    page.on("response", (response) => answers.push(response.status()));
    let underWay = 0;
    page.on("request", () => void (underWay += 1));
    for (const end of ["requestfinished", "requestfailed"] as const) page.on(end as "requestfinished", () => void (underWay -= 1));
    for (const path of PAGES) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      // Whoever comes back to a page is looked for again.
      const again = page.waitForResponse("**/api/session");
      await page.evaluate(() => dispatchEvent(new Event("focus")));
      await again;
      await expect.poll(() => underWay, { intervals: [10] }).toBe(0);
    }
    expect(failures).toEqual([]);
    expect(answers.filter((status) => status >= 400)).toEqual([]);
  });
}
