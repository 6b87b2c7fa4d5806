// A client's cards: entered on the payment processor's own site, chosen, marked and removed in `Billing Information`.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { ASKS, CREDIT, DEBIT, DECLINED, enterCard, expectCardPage } from "../support/cards.ts";
import { stop } from "../support/keyboard.ts";
import { main } from "../support/paid.ts";
import { expect, open, test } from "../support/test.ts";

const BILLING = "/account/billing";
const cards = (page: Page) => page.getByRole("region", { name: "Payment methods" });
const card = (page: Page, last4: string) => cards(page).getByRole("listitem").filter({ hasText: `ending in ${last4}` });
const button = (page: Page, name: string) => cards(page).getByRole("button", { name });
const add = (page: Page) => button(page, "Add a card").click();
const goOn = (page: Page) => button(page, "Agree and enter card").click();

/** Leads to the processor's page and enters a card there. */
async function added(page: Page, number: string, expires?: string): Promise<void> {
  await add(page);
  await goOn(page);
  await enterCard(page, number, expires);
}

/** The same until the card is saved. Gives the address that the processor's page led back to. */
async function addedAndBack(page: Page, number: string): Promise<string> {
  let back = "";
  page.on("framenavigated", (frame) => {
    if (frame.url().includes("card-setup=")) back = frame.url();
  });
  await added(page, number);
  await expect(main(page)).toContainText("Your card is saved");
  return back;
}

test("a card is added on the processor's site, and what is agreed to is read before", async ({ page, desk }) => {
  await open(page, "ana@example.com", BILLING);
  await expect(card(page, "4242")).toContainText("Default");
  await expect(card(page, "4242")).toContainText("expires 08/27");
  await add(page);
  await expect(page.getByRole("heading", { name: "Add a card" })).toBeFocused();
  await expect(cards(page)).toContainText("I allow Lakeside Counseling to save this card and charge it for my sessions and fees.");
  await expect(cards(page)).toContainText("Otherwise charges are still taken with Visa ending in 4242.");
  await goOn(page);
  await expectCardPage(page, desk.url);
  await enterCard(page, DEBIT);
  await expect(page.locator(":focus")).toContainText("Your card is saved");
  await expect(page.locator(":focus")).toContainText("Visa ending in 5556 is on file. Charges are still taken with Visa ending in 4242.");
  await expect(card(page, "5556")).toContainText("Debit card · expires 12/34");
  await expect(card(page, "5556")).not.toContainText("Default");
  await expect(page).toHaveURL(new RegExp(`${BILLING}$`));
  await page.reload();
  await expect(card(page, "5556")).toBeVisible();
  await expect(main(page)).not.toContainText("Your card is saved");
  const mail = await desk.mailbox.to("ana@example.com", /A card was added/);
  expect(mail.text).toContain("Visa ending in 5556");
});

test("coming back twice, or in another tab, says the same and adds nothing", async ({ page, context }) => {
  await open(page, "ana@example.com", BILLING);
  const back = await addedAndBack(page, DEBIT);
  expect(back).toContain("card-setup=cs_");
  await page.goto(back);
  await expect(main(page)).toContainText("Your card is saved");
  await expect(card(page, "5556")).toHaveCount(1);
  const other = await context.newPage();
  await other.goto(back);
  await expect(main(other)).toContainText("Your card is saved");
  await expect(card(other, "5556")).toHaveCount(1);
});

test("who does not come back finds the card all the same, in the tab that they left open", async ({ page, context }) => {
  await open(page, "ana@example.com", BILLING);
  await expect(card(page, "4242")).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await added(other, DEBIT);
  await expect(main(other)).toContainText("Your card is saved");
  await expect(card(page, "5556")).toBeVisible();
});

test("who leaves the processor's page, or has a card declined there, has changed nothing", async ({ page, desk }) => {
  await open(page, "ana@example.com", BILLING);
  await add(page);
  await goOn(page);
  await expectCardPage(page, desk.url);
  await enterCard(page, DECLINED);
  await expect(page.getByRole("alert")).toHaveText("Your card was declined.");
  await page.getByRole("link", { name: "Back" }).click();
  await expect(page.locator(":focus")).toContainText("No card was added");
  await expect(main(page)).toContainText("You left the page before a card was saved. Nothing was changed.");
  await expect(cards(page).getByRole("listitem")).toHaveCount(1);
  // What the address said is said once.
  await page.reload();
  await expect(card(page, "4242")).toBeVisible();
  await expect(main(page)).not.toContainText("No card was added");
});

test("a bank that asks first is answered on the processor's site", async ({ page }) => {
  await open(page, "zoe@example.com", BILLING);
  await added(page, ASKS);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(main(page)).toContainText("Charges are taken with Visa ending in 3155 from now on.");
  await expect(card(page, "3155")).toContainText("Default");
});

test("an address that somebody else came back by changes nothing and says so", async ({ page, browser, desk, watched }) => {
  await open(page, "ana@example.com", BILLING);
  const back = await addedAndBack(page, DEBIT);
  const other = await (await watched(browser.newContext({ baseURL: desk.url }))).newPage();
  await open(other, "bo@example.com", `${BILLING}${new URL(back).search}`);
  await expect(main(other)).toContainText("belongs to no card page of yours");
  await expect(card(other, "0002")).toBeVisible();
  await expect(cards(other).getByRole("listitem")).toHaveCount(1);
  await expectAccessible(other, "cards, somebody else's way back");
  // Their own pages are no pages of Bo's.
  await other.goto(back);
  await expect(other.getByRole("heading", { level: 1, name: "Page not found" })).toBeVisible();
});

test("while the processor cannot be asked the page says so, and shows the card once it can", async ({ page }) => {
  await open(page, "ana@example.com", BILLING);
  await page.route("**/card-setups/return", (route) => route.fulfill({ status: 503, json: { type: "/problems/unavailable", title: "T", status: 503, detail: "D." } }));
  await added(page, DEBIT);
  await expect(main(page)).toContainText("We do not know yet whether your card was saved");
  await expect(card(page, "4242")).toBeVisible();
  await page.unroute("**/card-setups/return");
  await expect(main(page)).toContainText("Your card is saved");
  await expect(card(page, "5556")).toBeVisible();
});

test("another card is made the default, and the old one removed", async ({ page, context, desk }) => {
  await open(page, "ana@example.com", BILLING);
  await added(page, DEBIT);
  await expect(card(page, "5556")).toBeVisible();
  const other = await context.newPage();
  await other.goto(BILLING);
  await expect(card(other, "4242")).toContainText("Default");
  await card(page, "4242").getByRole("button", { name: "Remove" }).click();
  const stays = page.getByRole("dialog", { name: "Visa ending in 4242 can’t be removed now" });
  await expect(stays).toContainText("Make another card the default first");
  await stays.getByRole("button", { name: "Close" }).click();
  await card(page, "5556").getByRole("button", { name: "Make default" }).click();
  await expect(page.locator(":focus")).toContainText("Charges are taken with Visa ending in 5556.");
  await expect(card(page, "5556")).toContainText("Default");
  // The other tab has heard of it.
  await expect(card(other, "5556")).toContainText("Default");
  await card(page, "4242").getByRole("button", { name: "Remove" }).click();
  const question = page.getByRole("dialog", { name: "Remove Visa ending in 4242?" });
  await question.getByRole("button", { name: "Keep card" }).click();
  await expect(card(page, "4242").getByRole("button", { name: "Remove" })).toBeFocused();
  await card(page, "4242").getByRole("button", { name: "Remove" }).click();
  await question.getByRole("button", { name: "Remove card" }).click();
  await expect(page.locator(":focus")).toContainText("Visa ending in 4242 is no longer charged.");
  await expect(cards(page).getByRole("listitem")).toHaveCount(1);
  await expect(cards(other).getByRole("listitem")).toHaveCount(1);
  await desk.mailbox.to("ana@example.com", /A card was removed/);
});

test("a card that another device has removed or replaced is not changed unseen", async ({ page, context, desk }) => {
  await open(page, "ana@example.com", BILLING);
  await added(page, DEBIT);
  await expect(card(page, "5556")).toBeVisible();
  // A tab that hears of nothing, as another device.
  const [, client] = /\/c\/([^/]+)/.exec(page.url()) ?? [];
  const api = `${desk.url}/api/c/${client}/payment-methods`;
  const { cards: all } = await (await context.request.get(api)).json();
  const [first, second] = all.map((it: { id: string }) => it.id);
  const headers = { origin: desk.url, "sec-fetch-site": "same-origin" };
  expect((await context.request.put(`${api}/${second}/default`, { data: { seen_default: first }, headers })).status()).toBe(200);
  expect((await context.request.delete(`${api}/${first}`, { headers })).status()).toBe(200);
  await card(page, "5556").getByRole("button", { name: "Make default" }).click();
  // It holds already, and nobody is told of a mistake.
  await expect(main(page)).toContainText("Charges are taken with Visa ending in 5556.");
  await expect(cards(page).getByRole("listitem")).toHaveCount(1);
});

test("the only card stays while a charge is planned, with its day", async ({ page, desk }) => {
  await desk.mailbox.to("bo@example.com", /payment/i);
  await open(page, "bo@example.com", BILLING);
  await card(page, "0002").getByRole("button", { name: "Remove" }).click();
  const stays = page.getByRole("dialog", { name: "Visa ending in 0002 can’t be removed now" });
  await expect(stays).toContainText("This is your only card, and $30.00 is planned for Tue, Dec 2.");
  await expectAccessible(page, "cards, the only one stays");
  await stays.getByRole("button", { name: "Add a card" }).click();
  await expect(page.getByRole("heading", { name: "Add a card" })).toBeFocused();
});

test("a card is marked as of a health savings account where it stands", async ({ page }) => {
  await open(page, "ana@example.com", BILLING);
  const mark = card(page, "4242").getByRole("checkbox", { name: "HSA or FSA card" });
  await mark.focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Marked as a card of a health savings or flexible spending account.")).toHaveCount(1);
  await expect(mark).toBeFocused();
  await page.reload();
  await expect(mark).toBeChecked();
  // What is not saved is not shown as if it were.
  await page.route("**/hsa-fsa", (route) => route.abort());
  await mark.uncheck();
  await expect(cards(page)).toContainText("We could not reach the server");
  await expect(mark).toBeChecked();
});

test("a new card offers at once what did not go through", async ({ page, desk }) => {
  test.setTimeout(120_000);
  await desk.mailbox.to("bo@example.com", /payment/i);
  await desk.clock("2025-12-02T10:00:01-05:00");
  await desk.mailbox.to("bo@example.com", /did not go through/i);
  await open(page, "bo@example.com", BILLING);
  await expect(card(page, "0002")).toContainText("Declined");
  await page.getByRole("link", { name: "Use another card" }).click();
  await expect(page.getByRole("heading", { name: "Payment methods" })).toBeFocused();
  await add(page);
  // Who comes for that has it charged from now on, unless they say otherwise.
  await expect(page.getByRole("checkbox", { name: "Charge this card from now on" })).toBeChecked();
  await goOn(page);
  await enterCard(page, CREDIT);
  await expect(page.locator(":focus")).toContainText("You can pay now what did not go through");
  await expectAccessible(page, "cards, a new one for what failed");
  await page.getByRole("button", { name: "Pay $30.00 now" }).click();
  await expect(main(page)).toContainText("$30.00 was charged.");
});

test.describe("days before the year ends", () => {
  test.use({ opened: "2025-12-29T09:50:00-05:00" });

  test("a card that ends before a payment says so in Billing Information and on Home", async ({ page, desk }) => {
    test.setTimeout(120_000);
    await desk.mailbox.to("bo@example.com", /payment/i);
    await open(page, "bo@example.com", BILLING);
    await add(page);
    await page.getByRole("checkbox", { name: "Charge this card from now on" }).check();
    await goOn(page);
    await enterCard(page, DEBIT, "12 / 25");
    await expect(card(page, "5556")).toContainText("Expires soon");
    await expect(card(page, "5556")).toContainText("It is good until Wed, Dec 31. Once your bank has sent you a new one, add it here.");
    await page.getByRole("link", { name: "Change date" }).click();
    await page.getByRole("textbox", { name: "New payment date" }).fill("1/5/2026");
    await page.getByRole("button", { name: "Reschedule" }).click();
    await expect(main(page)).toContainText("Add another card before this payment.");
    await page.goto(BILLING);
    await expect(card(page, "5556")).toContainText("It is good only until Wed, Dec 31, and a payment is planned for Mon, Jan 5, 2026. Add another card before then.");
    await expectAccessible(page, "cards, one that ends before a payment");
    await page.goto("/home");
    const toDo = page.getByRole("region", { name: "To do" });
    await expect(toDo).toContainText("Your Visa ending in 5556 is good only until Wed, Dec 31. Add another card before this payment.");
    await toDo.getByRole("link", { name: "Add a card" }).click();
    await expect(page.getByRole("heading", { name: "Payment methods" })).toBeFocused();
    // Once the month is over, that is what is said.
    await desk.clock("2026-01-02T09:00:00-05:00");
    await page.reload();
    await expect(card(page, "5556")).toContainText("Expired");
    await expect(card(page, "5556").getByRole("button", { name: "Make default" })).toHaveCount(0);
  });
});

test("a plan that asks for no card says so, and asks for none", async ({ page }) => {
  await open(page, "zoe@example.com", "/home");
  await expect(page.getByRole("heading", { name: "Next charge" })).toBeVisible();
  await page.route("**/payment-methods", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), card_required: false, payer: "New York Medicaid" } });
  });
  await page.goto(BILLING);
  await expect(cards(page)).toContainText("New York Medicaid does not require a card, so there is nothing to fill in here.");
  await expect(button(page, "Add a card")).toHaveCount(0);
});

test("the way to a first card, by keyboard alone", async ({ page, desk }) => {
  const reach = async (name: string) => {
    for (let steps = 0; steps < 60; steps += 1) {
      await page.keyboard.press("Tab");
      const at = await stop(page);
      expect(at?.wrong, at?.name).toEqual([]);
      if (at?.name === name) return;
    }
    throw new Error(`no way to ${name}`);
  };
  await open(page, "zoe@example.com", "/home");
  const toDo = page.getByRole("region", { name: "To do" });
  await expect(toDo).toContainText("Before the next charge you need a card on file.");
  await toDo.getByRole("link", { name: "Add a card" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Payment methods" })).toBeFocused();
  await expect(page.getByText("Loading")).toHaveCount(0);
  await reach("Add a card");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Add a card" })).toBeFocused();
  await reach("Agree and enter card");
  await page.keyboard.press("Enter");
  await expectCardPage(page, desk.url);
  await enterCard(page, CREDIT);
  await expect(page.locator(":focus")).toContainText("Charges are taken with Visa ending in 4242 from now on.");
  // What comes later below must not move what is being looked at.
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  await expect(page.getByText("Loading")).toHaveCount(0);
  await page.getByRole("heading", { name: "Payment methods" }).focus();
  await reach("HSA or FSA card");
  await reach("Remove");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Remove Visa ending in 4242?" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(button(page, "Remove")).toBeFocused();
});
