// What the practice books itself, and its nightly export tells.

import { expectAccessible } from "../support/accessibility.ts";
import { BY_CHECK } from "../support/desk.ts";
import { openNewest } from "../support/history.ts";
import { expect, open, test } from "../support/test.ts";

test("who pays a planned charge by check is told that it is called off, and is charged nothing", async ({ page, desk }) => {
  test.setTimeout(120_000);
  await desk.mailbox.to("ana@example.com", /Your payment on/);
  await open(page, "ana@example.com", "/account/billing");
  await page.getByRole("link", { name: "How this amount was calculated" }).first().click();
  await expect(page.getByRole("link", { name: "Change date" })).toBeVisible();
  desk.exports({ "h-1": BY_CHECK });
  await desk.clock("2025-12-01T09:55:00-05:00");
  const mail = await desk.mailbox.to("ana@example.com", /Your planned payment is called off/);
  expect(mail.text).toContain("You paid $25.00 by check on Mon, Dec 1.");
  expect(mail.text).toContain("nothing will be charged to your card on Tue, Dec 2");

  // The page is as it was: what is pressed on it is answered by what holds now.
  await page.getByRole("link", { name: "Change date" }).click();
  await expect(page.getByRole("main")).toContainText("You paid this by check on Mon, Dec 1. Nothing is charged to your card for it.");
  await expect(page.getByRole("main")).not.toContainText("Why the date cannot be changed");
  await page.goBack();
  await page.reload();
  await expect(page.getByRole("main")).toContainText("You paid this by check on Mon, Dec 1. Nothing is charged to your card for it.");
  await expect(page.getByRole("main")).toContainText("The practice recorded that you paid $25.00 by check");
  await expect(page.getByRole("link", { name: "Change date" })).toHaveCount(0);
  await expectAccessible(page, "charge, paid another way");

  await desk.clock("2025-12-02T10:00:01-05:00");
  await page.goto("/account/billing");
  await page.getByLabel("Status").selectOption({ label: "Paid another way" });
  await expect(page.getByRole("table", { name: "Charge history" }).getByText("Paid by check Dec 1")).toBeVisible();
  await expect(page.getByRole("main")).toContainText(/\$[\d.]+, \$25\.00 of it paid another way/);
  await expectAccessible(page, "history, paid another way");
});

test("a check that came back is announced anew before anything is taken", async ({ page, desk }) => {
  test.setTimeout(120_000);
  await desk.mailbox.to("ana@example.com", /Your payment on/);
  desk.exports({ "h-1": BY_CHECK });
  await desk.clock("2025-12-01T09:55:00-05:00");
  await desk.mailbox.to("ana@example.com", /Your planned payment is called off/);
  await desk.clock("2025-12-01T12:00:00-05:00");
  desk.exports({});
  await desk.clock("2025-12-02T12:00:00-05:00");
  const notice = await desk.mailbox.to("ana@example.com", /Your payment on Wed, Dec 3/, "$25.00");
  expect(notice.text).toContain("replaces");
  await open(page, "ana@example.com", "/account/billing");
  const again = page.getByRole("listitem").filter({ hasText: "$25.00" });
  await again.getByRole("link", { name: "How this amount was calculated" }).click();
  await expect(page.getByRole("main")).toContainText("The payment was not received after all");
  await expectAccessible(page, "charge, owed after all");
});

test("what the practice booked itself and corrects, its client can read", async ({ page, desk }) => {
  desk.exports({ "h-3": { state: "refunded", refund_amount: "30.00", refunded_on: "2025-11-28", refund_reason: "Session was canceled" } });
  await open(page, "ana@example.com", "/account/billing");
  await openNewest(page, page.getByLabel("Status"), { label: "Refunded" });
  await expect(page.getByRole("main")).toContainText("The practice corrected its records from “Paid, $30.00” to “Refunded, $30.00”");
  await expectAccessible(page, "charge, corrected");
});
