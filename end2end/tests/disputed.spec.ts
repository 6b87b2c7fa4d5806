// What the cardholder's bank asks about a payment, and what it takes back: what the client reads meanwhile.

import { expectAccessible } from "../support/accessibility.ts";
import { inHistory, main, paid, PAID, row, sum, year } from "../support/paid.ts";
import { expect, test } from "../support/test.ts";

const TAKEN = "Paid Dec 2, Visa ending in 4242 $25.00";
const REFUNDED = "Refunded Dec 2 − $10.00";

test("an inquiry is not seen, a dispute is lost after a refund in part, and won in the end", async ({ page, desk }) => {
  test.setTimeout(240_000);
  const payment = await paid(page, desk);
  const before = await main(page).innerText();
  const dispute = await desk.dashboard.inquiry(payment, 1_500);
  await desk.clock("2025-12-02T10:30:00-05:00");
  await page.reload();
  await expect(page.getByRole("heading", { name: PAID })).toBeVisible();
  expect(await main(page).innerText()).toBe(before);
  await inHistory(page, async () => {
    await expect(row(page)).toContainText("Paid Dec 2");
    await expect(year(page)).toHaveText("$55.00");
  });

  await desk.dashboard.refund(payment, 1_000, "succeeded");
  await desk.dashboard.goesOn(dispute, "needs_response");
  await desk.clock("2025-12-02T11:00:00-05:00");
  await page.reload();
  await expect(main(page)).toContainText("A dispute about $15.00 of this payment is open with your bank.");
  await expect(main(page)).toContainText("Until your bank decides, it counts as paid.");
  await expect(main(page)).toContainText("A dispute about $15.00 was opened with your bank");
  // Until the bank has decided, the rest is paid.
  expect(await sum(page, PAID)).toEqual([TAKEN, REFUNDED, "You have paid $15.00"]);
  await expectAccessible(page, "charge, disputed");
  await inHistory(page, async () => {
    await expect(row(page)).toContainText("Disputed Dec 2");
    await expect(row(page)).toContainText("$15.00 paid");
    await expect(year(page)).toHaveText("$45.00");
  });

  await desk.dashboard.goesOn(dispute, "lost");
  await desk.clock("2025-12-02T13:00:00-05:00");
  await page.reload();
  await expect(main(page)).toContainText("Your bank took back $15.00 of this payment on Tue, Dec 2.");
  expect(await sum(page, PAID)).toEqual([TAKEN, REFUNDED, "Taken back by your bank Dec 2 − $15.00", "You have paid $0.00"]);
  await expectAccessible(page, "charge, charged back");
  await inHistory(page, async () => {
    await expect(row(page)).toContainText("Charged back Dec 2");
    await expect(row(page)).toContainText("$0.00 paid");
    await expect(year(page)).toHaveText("$30.00");
    await expectAccessible(page, "history, charged back");
  });

  await desk.dashboard.goesOn(dispute, "won");
  await desk.clock("2025-12-02T15:00:00-05:00");
  await page.reload();
  await expect(main(page)).toContainText("Your bank returned $15.00 to the practice");
  expect(await sum(page, PAID)).toEqual([TAKEN, REFUNDED, "You have paid $15.00"]);
  await inHistory(page, async () => {
    await expect(row(page)).toContainText("$10.00 refunded Dec 2");
    await expect(year(page)).toHaveText("$45.00");
  });
  // Whoever disputes a payment hears of it from their bank.
  expect(desk.mailbox.mails.filter((mail) => /dispute|bank/i.test(mail.subject ?? ""))).toEqual([]);
});

test("a dispute of what was refunded already counts as paid at no time, and more came back than was paid", async ({ page, desk }) => {
  test.setTimeout(180_000);
  const payment = await paid(page, desk);
  await desk.dashboard.refund(payment, 2_500, "succeeded");
  const dispute = await desk.dashboard.inquiry(payment, 2_500);
  await desk.dashboard.goesOn(dispute, "needs_response");
  await desk.clock("2025-12-02T11:00:00-05:00");
  await page.reload();
  await expect(main(page)).toContainText("A dispute about $25.00 of this payment is open with your bank.");
  await expect(main(page)).not.toContainText("counts as paid");
  expect(await sum(page, PAID)).toEqual([TAKEN, "Refunded Dec 2 − $25.00", "You have paid $0.00"]);

  await desk.dashboard.goesOn(dispute, "lost");
  await desk.clock("2025-12-02T13:00:00-05:00");
  await page.reload();
  await expect(main(page)).toContainText("In all $25.00 more came back to you than you paid, because money had been refunded before.");
  await expectAccessible(page, "charge, refunded and charged back");
  expect(await sum(page, PAID)).toEqual([TAKEN, "Refunded Dec 2 − $25.00", "Taken back by your bank Dec 2 − $25.00", "More came back to you than you paid $25.00"]);
  await inHistory(page, async () => {
    await expect(row(page)).toContainText("$25.00 more came back");
    await expect(main(page)).not.toContainText("−$");
    await expect(year(page)).toHaveText("$5.00");
  });
});
