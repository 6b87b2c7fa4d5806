// What was changed in another tab or on another device: no open page goes on saying what held before.

import type { Page } from "@playwright/test";
import { takeClock } from "../support/clock.ts";
import { expect, open, test } from "../support/test.ts";

const HOME = "/home";
const BILLING = "/account/billing";
const main = (page: Page) => page.getByRole("main");

/** Moves Ana's charge of $25.00. */
async function move(page: Page, day: string, said: string): Promise<void> {
  await page.getByRole("link", { name: "Change date" }).first().click();
  await page.getByRole("button", { name: new RegExp(day) }).click();
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(main(page)).toContainText(`Payment moved to ${said}`);
}

test("an open page says the new day as soon as another tab has moved the charge", async ({ page, context, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", BILLING);
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  const home = await context.newPage();
  await home.goto(HOME);
  const charge = await context.newPage();
  await charge.goto(HOME);
  await charge.getByRole("link", { name: "How this amount was calculated" }).first().click();
  for (const open of [page, home, charge]) await expect(main(open)).toContainText("Tue, Dec 2");

  const other = await context.newPage();
  await other.goto(BILLING);
  await move(other, "December 12, 2025", "Fri, Dec 12");
  for (const open of [page, home]) {
    await expect(main(open)).toContainText("$25.00 on Fri, Dec 12");
    await expect(main(open)).not.toContainText("$25.00 on Tue, Dec 2");
  }
  await expect(page.getByRole("table", { name: "Charge history" })).toContainText("Upcoming Dec 12");
  await expect(main(charge)).toContainText("You moved it to Fri, Dec 12");
  await expect(main(charge)).toContainText("Change it before 10:00 AM on Fri, Dec 12.");
});

test("who comes back to a page finds what was changed on another device meanwhile", async ({ page, desk, browser, watched, baseURL }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await takeClock(page);
  await open(page, "ana@example.com", BILLING);
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  const elsewhere = await watched(browser.newContext({ baseURL }));
  const phone = await elsewhere.newPage();
  await open(phone, "ana@example.com", BILLING);
  await move(phone, "December 12, 2025", "Fri, Dec 12");

  const asked: string[] = [];
  page.on("request", (request) => request.url().endsWith("/billing") && asked.push(request.url()));
  const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(main(page)).toContainText("$25.00 on Tue, Dec 2");
  // Whoever goes to and fro does not ask each time.
  await comeBack();
  expect(asked).toEqual([]);
  await page.clock.runFor("00:11");
  await comeBack();
  await expect(main(page)).toContainText("$25.00 on Fri, Dec 12");
  await expect(page.getByRole("table", { name: "Charge history" })).toContainText("Upcoming Dec 12");
  expect(asked).toHaveLength(1);

  // Nothing has changed: what somebody does here goes on.
  const help = page.getByRole("link", { name: "How this amount was calculated" }).first();
  await help.evaluate((link) => link.setAttribute("data-mark", "the same"));
  await page.clock.runFor("00:11");
  await comeBack();
  await expect.poll(() => asked.length).toBe(2);
  await expect(help).toHaveAttribute("data-mark", "the same");
  await elsewhere.close();
});
