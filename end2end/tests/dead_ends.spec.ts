// Where a payment cannot go on by itself, every page says what is, what comes next and when, the one thing to do, and whom to ask by
// which reference.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import type { Desk } from "../support/desk.ts";
import { main } from "../support/paid.ts";
import { expect, open, test } from "../support/test.ts";

const HOW = "How this amount was calculated";
const ASK = "Ask about this charge";
const upcoming = (page: Page) => page.getByRole("region", { name: "Upcoming charges" });

/** A charge of Zoë, who has no card. */
const WITHOUT_CARD = {
  client_id: "c-3", provider_id: "s-1", session_date: "2025-11-13", session_time: "10:00", cpt_code: "90834", kind: "insurance", state: "scheduled", billed: "150.00",
  allowed: "110.00", insurer_paid: "80.00", deductible: "0.00", copay: "30.00", coinsurance: "0.00", not_covered: "0.00", answered_on: "2025-11-24", first_day: "2025-12-02",
};

/** The row in a list, the page of the charge and the page to ask on say it, each with the reference and the practice's telephone. */
async function expectHelp(page: Page, desk: Desk, reference: string, session: string): Promise<void> {
  await expect(main(page)).toContainText(`Reference ${reference}`);
  await expect(main(page).getByRole("link", { name: "(555) 555-0100" })).toHaveCount(1);
  await page.getByRole("link", { name: HOW }).click();
  const ask = page.getByRole("region", { name: ASK });
  await expect(ask).toContainText(reference);
  await expect(page.getByRole("link", { name: "(555) 555-0100" })).toHaveCount(1);
  await expectAccessible(page, `charge ${reference}`);
  await page.goBack();
  await page.getByRole("listitem").getByRole("link", { name: ASK }).first().click();
  const about = page.getByRole("region", { name: "About this charge" });
  await expect(about).toContainText(session);
  await expect(about).toContainText("$30.00");
  await expect(about).toContainText(reference);
  const mail = page.getByRole("link", { name: "support@lakeside.example.com" });
  await expect(mail).toHaveAttribute("href", `mailto:support@lakeside.example.com?subject=${encodeURIComponent(`Charge ${reference}, session on ${session}`)}`);
  await expect(page.getByRole("link", { name: "(555) 555-0100" })).toHaveCount(1);
  await expectAccessible(page, `support about ${reference}`);
  // Support finds the charge by what was said on the phone.
  expect(desk.shows(reference)).toMatch(new RegExp(`^charge +${reference} \\(chg_`));
}

test("who has no card is told before the day, and after it what happens once there is one", async ({ page, desk }) => {
  test.setTimeout(300_000);
  desk.exports({ "h-301": WITHOUT_CARD });
  await desk.clock("2025-12-01T09:55:00-05:00");
  await desk.mailbox.to("zoe@example.com", /Your payment on/);
  await open(page, "zoe@example.com", "/home");
  const toDo = page.getByRole("region", { name: "To do" });
  await expect(toDo).toContainText("There is no card on file, so nothing can be charged on Tue, Dec 2.");
  await expectAccessible(page, "home, a card is missing");
  await page.getByRole("link", { name: HOW }).click();
  await expect(main(page)).toContainText("There is no card on file, so nothing can be charged on Tue, Dec 2.");
  await page.getByRole("link", { name: "Change date" }).click();
  await page.getByRole("button", { name: /December 12, 2025/ }).click();
  await expect(main(page)).toContainText("The payment of $30.00 will be planned for Fri, Dec 12.");
  await expect(main(page)).toContainText("so nothing can be charged on Fri, Dec 12.");
  await expect(main(page)).not.toContainText("will be charged");

  await desk.clock("2025-12-02T10:00:01-05:00");
  await desk.mailbox.to("zoe@example.com", /A card is needed/);
  for (const path of ["/home", "/account/billing"]) {
    await page.goto(path);
    await expect(main(page)).toContainText("$30.00 was due on Tue, Dec 2");
    await expect(main(page)).toContainText("No card is set to be charged. Add or choose one. Once a card is on file, we take this payment at the next 10:00 AM, or right away if you pay here.");
    await expect(page.getByRole("button", { name: /^Pay/ })).toHaveCount(0);
    await expectAccessible(page, `${path}, no card`);
    await expectHelp(page, desk, "h-301", "Nov 13, 10:00 AM");
    await page.goto(path);
    await page.getByRole("listitem").getByRole("link", { name: "Add a card" }).click();
    await expect(page.getByRole("heading", { name: "Payment methods" })).toBeFocused();
  }
});

test("a payment that was tried for the last time says so and is paid on the spot", async ({ page, desk }) => {
  test.setTimeout(300_000);
  await desk.mailbox.to("bo@example.com", /Your payment on/);
  for (const day of ["02", "05", "10", "17"]) await desk.clock(`2025-12-${day}T10:00:01-05:00`);
  await open(page, "bo@example.com", "/account/billing");
  await expect(upcoming(page)).toContainText("Your card was declined.");
  await expect(upcoming(page)).toContainText("We do not try this card again automatically. Once it works or another one is on file, you can pay here.");
  await expect(upcoming(page)).not.toContainText("We try again");
  await expect(page.getByRole("button", { name: "Pay $30.00 now" })).toBeVisible();
  await expectHelp(page, desk, "h-7", "Nov 13, 9:00 AM");
});

test("a card that is gone for good leaves one thing to do", async ({ page, desk }) => {
  test.setTimeout(120_000);
  await desk.mailbox.to("bo@example.com", /Your payment on/);
  await desk.card("pm_card_chargeDeclined_bo", { declines: { decline_code: "lost_card" } });
  await desk.clock("2025-12-02T10:00:01-05:00");
  await open(page, "bo@example.com", "/home");
  await expect(main(page)).toContainText("This card can't be charged anymore. Use another one. We charge no other card automatically.");
  await expect(page.getByRole("button", { name: /^Pay/ })).toHaveCount(0);
  await page.getByRole("link", { name: "Use another card" }).click();
  await expect(page.getByRole("heading", { name: "Payment methods" })).toBeFocused();
  await expect(page.getByRole("region", { name: "Payment methods" })).toContainText("The last payment with it did not go through.");
});

test("after the last day to act the row and the page say what comes and whom to ask", async ({ page, desk }) => {
  test.setTimeout(180_000);
  await desk.mailbox.to("bo@example.com", /Your payment on/);
  await open(page, "bo@example.com", "/account/billing");
  await upcoming(page).getByRole("link", { name: "Change date" }).click();
  await page.getByRole("textbox", { name: "New payment date" }).fill("12/18/2025");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Payment moved to Thu, Dec 18 (was Tue, Dec 2)");
  await desk.clock("2025-12-18T00:00:00-05:00");
  await page.goto("/account/billing");
  await expect(upcoming(page)).toContainText("$30.00 on Thu, Dec 18");
  await expect(upcoming(page)).toContainText("The date could be changed until Wed, Dec 17.");
  await page.getByRole("link", { name: HOW }).click();
  await expect(main(page)).toContainText("$30.00 will be charged on Thu, Dec 18. The date could be changed until Wed, Dec 17.");
  await page.goBack();
  await expectHelp(page, desk, "h-7", "Nov 13, 9:00 AM");
});

test("a charge on hold says that nothing is to be done and whom to ask", async ({ page, desk }) => {
  test.setTimeout(180_000);
  await desk.mailbox.to("bo@example.com", /Your payment on/);
  desk.charge("hold", "h-7");
  await desk.clock("2025-12-01T09:55:00-05:00");
  await open(page, "bo@example.com", "/home");
  await expect(main(page)).toContainText("You do not have to do anything: before anything is charged, we email you the date.");
  await expectHelp(page, desk, "h-7", "Nov 13, 9:00 AM");
});

test("a stranger with a charge's address is asked to sign in, and comes back to it", async ({ page, desk }) => {
  await desk.mailbox.to("bo@example.com", /Your payment on/);
  const charge = /chg_[0-9a-f]+/.exec(desk.shows("h-7"))?.[0];
  await page.goto(`/support?charge=${charge}`);
  await expect(main(page)).toContainText(`${charge}`);
  await expectAccessible(page, "support about a charge, a stranger");
  await page.getByRole("link", { name: "Sign in to see which charge this is" }).click();
  await page.getByLabel("Email address").fill("bo@example.com");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("region", { name: "About this charge" })).toContainText("Nov 13, 9:00 AM");
});
