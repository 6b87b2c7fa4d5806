// Home, Billing Information, the history and the page of a charge say the same of what is to be paid.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { main, PAID, sum } from "../support/paid.ts";
import { expect, open, test } from "../support/test.ts";

const HOW = "How this amount was calculated";
const REVIEW = "Nothing is charged until Client Billing Support has reviewed it.";
const next = (page: Page) => page.getByRole("region", { name: "Next charge" });
const upcoming = (page: Page) => page.getByRole("region", { name: "Upcoming charges" });
const history = (page: Page) => page.getByRole("table", { name: "Charge history" }).getByRole("row").filter({ hasText: "Nov 13" });

test("a charge on hold is still to be paid, and a waived one is nothing, on every page", async ({ page, desk }) => {
  test.setTimeout(180_000);
  await desk.mailbox.to("bo@example.com", /Your payment on/);
  desk.charge("hold", "h-7");
  await desk.clock("2025-12-01T09:55:00-05:00");
  await desk.mailbox.to("bo@example.com", /on hold/);
  await open(page, "bo@example.com", "/home");
  await expect(next(page)).toContainText("$30.00 On hold");
  await expect(next(page)).toContainText(REVIEW);
  await expect(main(page)).not.toContainText("Nothing to pay");
  await expectAccessible(page, "home, on hold");
  await page.goto("/account/billing");
  await expect(upcoming(page)).toContainText("$30.00 On hold");
  await expect(upcoming(page)).toContainText(REVIEW);
  await expectAccessible(page, "billing, on hold");
  await upcoming(page).getByRole("link", { name: HOW }).click();
  await expect(main(page)).toContainText(REVIEW);
  await expect(main(page)).toContainText("It was put on hold");
  expect(await sum(page, HOW)).toContain("Your part $30.00");
  await expectAccessible(page, "charge, on hold");

  desk.charge("waive", "h-7");
  await desk.clock("2025-12-01T09:58:00-05:00");
  await desk.mailbox.to("bo@example.com", /called off/, "waived");
  await page.reload();
  await expect(main(page)).toContainText("The practice waived this charge");
  const lines = await sum(page, HOW);
  expect(lines.slice(-2)).toEqual(["Waived by the practice Dec 1 − $30.00", "Your part $0.00"]);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("$0.00 for the session on Nov 13, 9:00 AM");
  await expectAccessible(page, "charge, waived");
  await page.goto("/account/billing");
  await expect(upcoming(page)).toContainText("Nothing to pay right now");
  await expect(history(page)).toContainText("$30.00 waived Dec 1");
  await expect(history(page).getByRole("cell", { name: "$0.00" })).toBeVisible();
  await page.goto("/home");
  await expect(next(page)).toContainText("Nothing to pay right now");
  await expectAccessible(page, "home, waived");
});

test("what was paid another way is no charge to come anywhere, and is counted", async ({ page, desk }) => {
  test.setTimeout(120_000);
  await desk.mailbox.to("bo@example.com", /Your payment on/);
  desk.charge("settle", "h-7", "--how", "cash");
  await desk.clock("2025-12-01T09:55:00-05:00");
  await desk.mailbox.to("bo@example.com", /called off/, "in cash");
  await open(page, "bo@example.com", "/home");
  await expect(next(page)).toContainText("Nothing to pay right now");
  await page.goto("/account/billing");
  await expect(upcoming(page)).toContainText("Nothing to pay right now");
  await expect(history(page)).toContainText("Paid in cash Dec 1");
  await history(page).getByRole("link").click();
  await expect(main(page)).toContainText("The practice recorded that you paid $30.00 in cash");
  expect(await sum(page, PAID)).toEqual(["Paid in cash Dec 1 $30.00"]);
});

test("what ended before the practice brought it here is told by its sum, with its days", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, "zoe@example.com", "/account/billing");
  for (const [state, badge, caption, lines] of [
    ["Waived", "$60.00 waived Jun 20", HOW, ["No-show fee Set by the practice $60.00", "Waived by the practice Jun 20 − $60.00", "Your part $0.00"]],
    ["Refunded", "Refunded Jul 20", PAID, ["Paid Jul 4, Visa ending in 4242 $30.00", "Refunded Jul 20 − $30.00", "You have paid $0.00"]],
    ["Partially refunded", "$10.00 refunded Jul 25", PAID, ["Paid Jul 11, Visa ending in 4242 $30.00", "Refunded Jul 25 − $10.00", "You have paid $20.00"]],
  ] as const) {
    await page.getByLabel("Status").selectOption({ label: state });
    // The rows of before stand there until those asked for are here.
    const row = page.getByRole("table", { name: "Charge history" }).getByRole("row").nth(1);
    await expect(row).toContainText(badge);
    await row.getByRole("link").click();
    await expect(page.getByRole("table", { name: caption })).toBeVisible();
    expect(await sum(page, caption)).toEqual(lines);
    await expect(main(page)).not.toContainText("Nothing yet");
    await page.goBack();
    await expect(page.getByLabel("Status")).not.toHaveValue("");
  }
  // What the rows say was paid is what the year came to.
  await page.getByLabel("Status").selectOption({ label: "All statuses" });
  await expect(page.getByRole("definition").filter({ hasText: "$" })).toHaveText("$20.00");
});
