// What is easily taken for something else: two sessions of one day, and a card that is good today but not on the day chosen.

import { expectAccessible } from "../support/accessibility.ts";
import { main } from "../support/paid.ts";
import { expect, open, test } from "../support/test.ts";

/** Another session of Ana's on the day of `h-1`, two hours later. */
const LATER = {
  client_id: "c-1", provider_id: "s-1", session_date: "2025-11-12", session_time: "17:00", cpt_code: "90834", kind: "insurance",
  state: "scheduled", billed: "150.00", allowed: "110.00", insurer_paid: "80.00", deductible: "0.00", copay: "30.00", coinsurance: "0.00",
  not_covered: "0.00", answered_on: "2025-11-24", first_day: "2025-12-02",
};

test("two sessions of one day are told apart by mail, list, page and receipt", async ({ page, desk }) => {
  test.setTimeout(120_000);
  desk.exports({ "h-1b": LATER });
  await desk.clock("2025-12-01T09:55:00-05:00");
  const planned = [await desk.mailbox.to("ana@example.com", /Your payment on.*3:00/), await desk.mailbox.to("ana@example.com", /Your payment on.*5:00/)];
  expect(planned[0].text).toContain("$25.00");
  expect(planned[1].text).toContain("$30.00");
  await open(page, "ana@example.com", "/account/billing");
  const upcoming = page.getByRole("region", { name: "Upcoming charges" });
  for (const [amount, hour] of [["$25.00", "3:00 PM"], ["$30.00", "5:00 PM"]]) {
    await expect(upcoming.getByRole("listitem").filter({ hasText: amount })).toContainText(hour);
  }
  await expectAccessible(page, "billing, two sessions of one day");

  await desk.clock("2025-12-02T10:00:01-05:00");
  await desk.mailbox.to("ana@example.com", /Receipt.*3:00/, "$25.00");
  await desk.mailbox.to("ana@example.com", /Receipt.*5:00/, "$30.00");
  await page.reload();
  const rows = page.getByRole("table", { name: "Charge history" }).getByRole("row").filter({ hasText: "Nov 12" });
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText("5:00 PM");
  await expect(rows.nth(1)).toContainText("3:00 PM");
  await rows.nth(0).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("the session on Nov 12, 5:00 PM");
});

test("who chooses a day on which their card is no good any more is told before and after", async ({ page, desk }) => {
  test.setTimeout(120_000);
  // The card is good through December; the window of the charge reaches into January.
  const row = "h-8,c-1,s-1,2025-11-26,15:00,90834,,insurance,scheduled,,150.00,110.00,80.00,0.00,30.00,0.00,0.00,2025-12-08,2025-12-22,,,,,,,,,";
  desk.renames({ "8,2027": "12,2025", "h-3,c-1": `${row}\nh-3,c-1` });
  await desk.clock("2025-12-21T10:00:00-05:00");
  await desk.mailbox.to("ana@example.com", /Your payment on/, "Mon, Dec 22");
  await open(page, "ana@example.com", "/account/billing");
  const upcoming = page.getByRole("region", { name: "Upcoming charges" }).getByRole("listitem").filter({ hasText: "$30.00" });
  await expect(upcoming).not.toContainText("good only until");
  await upcoming.getByRole("link", { name: "Change date" }).click();
  await page.getByRole("button", { name: /December 31, 2025/ }).click();
  await expect(main(page)).not.toContainText("good only until");
  const day = page.getByRole("textbox", { name: "New payment date" });
  await day.fill("1/2/2026");
  await day.press("Tab");
  await expect(main(page)).toContainText("Your Visa ending in 4242 is good only until Wed, Dec 31");
  await expectAccessible(page, "change date, a card that ends before");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(main(page)).toContainText("Payment moved to Fri, Jan 2, 2026");
  await expect(main(page)).toContainText("good only until");
  await expectAccessible(page, "change date, moved past the card's end");
  const mail = await desk.mailbox.to("ana@example.com", /Your payment date is now/, "Fri, Jan 2");
  expect(mail.text).toContain("Your Visa ending in 4242 is good only until");
});
