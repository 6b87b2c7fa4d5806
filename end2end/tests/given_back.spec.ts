// Money given back in the payment processor's dashboard: what its client reads, everywhere, at each moment.

import { expectAccessible } from "../support/accessibility.ts";
import { inHistory, main, paid, PAID, row, sum, year } from "../support/paid.ts";
import { expect, test } from "../support/test.ts";

const TAKEN = "Paid Dec 2, Visa ending in 4242 $25.00";

test("a refund in part is on its way, arrives, and is thrown back by the bank", async ({ page, desk }) => {
  test.setTimeout(180_000);
  const payment = await paid(page, desk);
  expect(await sum(page, PAID)).toEqual([TAKEN]);

  const refund = await desk.dashboard.refund(payment, 1_000, "pending");
  await desk.clock("2025-12-02T10:30:00-05:00");
  const mail = await desk.mailbox.to("ana@example.com", /Your refund on Tue, Dec 2/);
  expect(mail.text).toContain("we sent you $10.00 of your payment. It is on its way");
  await page.reload();
  await expect(main(page)).toContainText("The refund is on its way.");
  await expect(main(page)).toContainText("A refund of $10.00 was sent to you");
  expect(await sum(page, PAID)).toEqual([TAKEN, "Refunded Dec 2, on its way to you − $10.00", "You have paid $15.00"]);
  await expectAccessible(page, "charge, refund on its way");
  await inHistory(page, async () => {
    await expect(row(page)).toContainText("Refund on its way");
    await expect(row(page)).toContainText("$15.00 paid");
    await expect(year(page)).toHaveText("$45.00");
    await expectAccessible(page, "history, refund on its way");
  });

  await desk.dashboard.becomes(refund, "succeeded");
  await desk.clock("2025-12-02T11:00:00-05:00");
  await page.reload();
  await expect(main(page)).toContainText("The refund of $10.00 went through");
  await expect(main(page)).not.toContainText("on its way");
  expect(await sum(page, PAID)).toEqual([TAKEN, "Refunded Dec 2 − $10.00", "You have paid $15.00"]);
  await expectAccessible(page, "charge, refunded in part");
  await inHistory(page, async () => {
    await expect(row(page)).toContainText("$10.00 refunded Dec 2");
    await expect(year(page)).toHaveText("$45.00");
  });

  await desk.dashboard.becomes(refund, "failed");
  await desk.clock("2025-12-02T16:00:00-05:00");
  const back = await desk.mailbox.to("ana@example.com", /Your refund has not reached you/);
  expect(back.text).toContain("$10.00");
  await page.reload();
  await expect(main(page)).toContainText("A refund of $10.00 did not reach you and came back to the practice");
  await expect(main(page)).toContainText("Your bank sent back the refund of $10.00 on Tue, Dec 2, so you do not have it yet. You do not have to do anything.");
  expect(await sum(page, PAID)).toEqual([TAKEN]);
  await expectAccessible(page, "charge, refund thrown back");
  await inHistory(page, async () => {
    await expect(row(page)).toContainText("Refund came back");
    await expect(row(page)).not.toContainText("$15.00");
    await expect(year(page)).toHaveText("$55.00");
    await expectAccessible(page, "history, refund thrown back");
  });

  await desk.dashboard.refund(payment, 1_000, "succeeded");
  await desk.clock("2025-12-02T17:00:00-05:00");
  await page.reload();
  await expect(main(page)).toContainText("A refund of $10.00 was sent to you");
  expect(await sum(page, PAID)).toEqual([TAKEN, "Refunded Dec 2 − $10.00", "You have paid $15.00"]);
  await expect(main(page)).not.toContainText("so you do not have it yet");
  await inHistory(page, () => expect(row(page)).toContainText("$10.00 refunded Dec 2"));
});

test("what was taken a second time is shown, counted and given back", async ({ page, desk }) => {
  test.setTimeout(180_000);
  const payment = await paid(page, desk);
  const second = await desk.dashboard.takeAgain(payment, "pm_card_visa_ana");
  await desk.clock("2025-12-02T10:30:00-05:00");
  await page.reload();
  await expect(main(page)).toContainText("$25.00 was charged once more");
  await expect(main(page)).toContainText("$25.00 was charged once more than it should have been. Client Billing Support is arranging its return.");
  expect(await sum(page, PAID)).toEqual([TAKEN, "Charged once more Dec 2 $25.00", "You have paid $50.00"]);
  await expectAccessible(page, "charge, paid a second time");
  await inHistory(page, async () => {
    await expect(row(page)).toContainText("$50.00 paid");
    await expect(year(page)).toHaveText("$80.00");
  });

  await desk.dashboard.refund(second, 2_500, "succeeded");
  await desk.clock("2025-12-02T11:00:00-05:00");
  const mail = await desk.mailbox.to("ana@example.com", /Your refund on/);
  expect(mail.text).toContain("Your card had been charged once more than it should have been.");
  await page.reload();
  expect(await sum(page, PAID)).toEqual([
    TAKEN,
    "Charged once more Dec 2 $25.00",
    "Returned from the extra charge − $25.00",
    "You have paid $25.00",
  ]);
  await expect(main(page)).not.toContainText("than it should have been");
  await inHistory(page, () => expect(year(page)).toHaveText("$55.00"));
});

test("what was taken by hand for no charge is beside the charges and in the year, and what came back of it as well", async ({ page, desk }) => {
  test.setTimeout(180_000);
  await paid(page, desk);
  const { id } = await desk.dashboard.byHand("cus_ana", 4_400);
  await desk.clock("2025-12-02T10:30:00-05:00");
  const others = page.getByRole("heading", { name: "Other payments" });
  await inHistory(page, async () => {
    await expect(others).toBeVisible();
    await expect(main(page)).toContainText("Your card was charged by the practice for no charge that is listed here.");
    await expect(page.getByRole("definition").filter({ hasText: /^\$44\.00$/ })).toBeVisible();
    await expect(main(page)).toContainText("$99.00, $44.00 of it in other payments");
    await expectAccessible(page, "history, paid by hand");
  });
  await expect(main(page)).not.toContainText("$44.00");

  await desk.dashboard.refund({ id, charge_id: null, customer: "cus_ana", amount: 4_400, received: 4_400 }, 4_400, "succeeded");
  await desk.clock("2025-12-02T11:00:00-05:00");
  const mail = await desk.mailbox.to("ana@example.com", /Your refund on Tue, Dec 2/);
  expect(mail.text).toContain("we returned $44.00 of the $44.00");
  await inHistory(page, async () => {
    await expect(page.getByRole("definition").filter({ hasText: "$44.00, $44.00 of it refunded" })).toBeVisible();
    await expect(page.getByRole("definition").filter({ hasText: /^\$55\.00$/ })).toBeVisible();
    await expectAccessible(page, "history, paid by hand and given back");
  });
});
