import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { expect, open, test } from "../support/test.ts";
import type { Desk } from "../support/desk.ts";

const pay = (page: Page) => page.getByRole("button", { name: "Pay $30.00 now" });

/** The page of a charge whose card was declined this morning. */
async function toDeclined(page: Page, desk: Desk): Promise<void> {
  await desk.mailbox.to("bo@example.com", /payment/i);
  await desk.clock("2025-12-02T10:00:01-05:00");
  await desk.mailbox.to("bo@example.com", /did not go through/i);
  await open(page, "bo@example.com", "/home");
  await page.getByRole("link", { name: "How this amount was calculated" }).click();
  await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
  await expect(pay(page)).toBeVisible();
}

test("a declined card is told, with the next attempt, and is paid once it works again", async ({ page, desk }) => {
  await desk.mailbox.to("bo@example.com", /payment/i);
  await desk.clock("2025-12-02T10:00:01-05:00");
  const told = await desk.mailbox.to("bo@example.com", /not|declined|failed/i);
  expect(told.text).toContain("Fri, Dec 5");
  await open(page, "bo@example.com", "/account/billing");
  await expect(page.getByRole("region", { name: "Upcoming charges" })).toContainText("Payment failed");
  await page.getByRole("link", { name: "How this amount was calculated" }).click();
  await expect(page.getByRole("main")).toContainText("We try again on Fri, Dec 5.");
  await expect(page.getByRole("link", { name: "Change date" })).toHaveCount(0);
  const charge = page.url();
  await page.goto(`${charge}/change-date`);
  await expect(page.getByRole("main")).toContainText("We try again on Fri, Dec 5; you can also pay now.");

  await page.goto(charge);
  await page.getByRole("button", { name: "Pay $30.00 now" }).click();
  await expect(page.getByRole("main")).toContainText("We tried your card again");
  await desk.card("pm_card_chargeDeclined_bo", "succeeds");
  await page.getByRole("button", { name: "Pay $30.00 now" }).dblclick();
  await expect(page.getByRole("main")).toContainText("$30.00 was charged.");
  await expect(page.getByRole("main")).toContainText("Paid Dec 2");
  const receipt = await desk.mailbox.to("bo@example.com", /receipt/i);
  expect(receipt.text).toContain("$30.00");
});

for (const path of ["/home", "/account/billing"]) {
  test(`what failed is paid on ${path}, without going anywhere`, async ({ page, desk }) => {
    test.setTimeout(180_000);
    await toDeclined(page, desk);
    await page.goto(path);
    await expect(page.getByRole("main")).toContainText("$30.00 was due on Tue, Dec 2");
    await expect(page.getByRole("main")).toContainText("Your card was declined.");
    await expect(page.getByRole("main")).toContainText("We try again on Fri, Dec 5.");
    await pay(page).click();
    await expect(page.getByRole("main")).toContainText("We tried your card again, and the payment did not go through.");
    await expectAccessible(page, `${path}, declined again`);

    await desk.card("pm_card_chargeDeclined_bo", "succeeds");
    await pay(page).press("Enter");
    const told = page.locator(":focus");
    await expect(told).toContainText("$30.00 was charged.");
    await expect(pay(page)).toHaveCount(0);
    // The list above which it is said has it no more.
    await expect(page.getByRole("main")).toContainText("Nothing to pay right now");
    await expect(page.getByRole("main")).not.toContainText("was due");
    await expect(told).toContainText("$30.00 was charged.");
    await expectAccessible(page, `${path}, just paid`);
    await expect(page).toHaveURL(new RegExp(`${path}$`));
  });
}

test("without a connection nothing is paid on Home and the way to pay stays", async ({ page, context, desk }) => {
  await toDeclined(page, desk);
  await page.goto("/home");
  await expect(pay(page)).toBeVisible();
  await context.setOffline(true);
  await pay(page).click();
  await expect(page.getByRole("main")).toContainText("We could not reach the server");
  await context.setOffline(false);
  await pay(page).click();
  await expect(page.getByRole("main")).toContainText("We tried your card again");
});

test("a payment whose answer was lost is told as it went", async ({ page, desk }) => {
  test.setTimeout(120_000);
  await toDeclined(page, desk);
  await desk.card("pm_card_chargeDeclined_bo", "succeeds");
  await page.route("**/pay", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await pay(page).click();
  await expect(page.getByRole("main")).toContainText("$30.00 was charged.");
  await expect(page.getByRole("main")).not.toContainText("could not reach");
  await expectAccessible(page, "charge, just paid");
});

test("who pays on two devices is told of one payment", async ({ page, desk, browser, watched }) => {
  await toDeclined(page, desk);
  const second = await (await watched(browser.newContext({ baseURL: desk.url }))).newPage();
  await open(second, "bo@example.com", new URL(page.url()).pathname);
  await expect(pay(second)).toBeVisible();
  await pay(page).click();
  await expect(page.getByRole("main")).toContainText("We tried your card again");
  await pay(second).click();
  await expect(second.getByRole("main")).toContainText("We tried your card in the meantime, and the payment did not go through.");
  await desk.card("pm_card_chargeDeclined_bo", "succeeds");
  await pay(second).click();
  await expect(second.getByRole("main")).toContainText("$30.00 was charged.");
  await expect(second.getByRole("main")).not.toContainText("in the meantime");
});

test("without a connection nothing is paid and the way to pay stays", async ({ page, context, desk }) => {
  await toDeclined(page, desk);
  await context.setOffline(true);
  await pay(page).click();
  await expect(page.getByRole("main")).toContainText("We could not reach the server");
  await context.setOffline(false);
  await pay(page).click();
  await expect(page.getByRole("main")).toContainText("We tried your card again");
  await expect(page.getByRole("main")).not.toContainText("could not reach");
});
