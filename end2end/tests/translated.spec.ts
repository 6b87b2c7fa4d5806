// Pages in whose texts the browser has a hand: translated ones, and those with days and amounts made links. Whatever changes, no day,
// amount or name of before is left: each step shows what it shows where nobody interferes.

import type { Page } from "@playwright/test";
import { Desk } from "../support/desk.ts";
import { expect, MORNING, open, test } from "../support/test.ts";
import { type Hand, letIn } from "../support/translator.ts";

/** What is shown after each step. */
type Steps = Map<string, string>;

/** A way through the portal. It calls `look` after each step. */
type Walk = (page: Page, desk: Desk, look: (step: string) => Promise<void>) => Promise<void>;

const main = (page: Page) => page.getByRole("main");
const day = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(`${name}, 2025`) });
const tab = (page: Page, name: string) => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name });

/** All words of the page. Receipts have a number of their own. */
async function shown(page: Page): Promise<string> {
  const text = await page.evaluate(() => `${document.title}\n${document.querySelector("main")?.innerText}`);
  return text.replaceAll(/\s+/g, " ").replaceAll(/(receipt|number:?) [\w-]+/gi, "$1");
}

async function walked(walk: Walk, hand: Hand, page: Page, desk: Desk): Promise<Steps> {
  const steps: Steps = new Map();
  await letIn(page, hand);
  await walk(page, desk, async (step) => {
    // A rule and a word come a frame after what they are about.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    steps.set(step, await shown(page));
  });
  return steps;
}

const moving: Walk = async (page, desk, look) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", `${desk.url}/home`);
  await expect(main(page)).toContainText("$25.00 on Tue, Dec 2");
  await look("home");
  await tab(page, "Account").click();
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  await look("billing");
  await page.getByLabel("Status").selectOption("paid");
  await expect(main(page).getByText("One charge", { exact: true })).toBeVisible();
  await look("filtered");
  await page.getByLabel("Status").selectOption("");
  await expect(main(page).getByText("6 charges, newest first")).toBeVisible();
  await look("not filtered any more");

  const row = page.getByRole("region", { name: "Upcoming charges" }).getByRole("listitem").filter({ hasText: "$25.00" });
  await row.getByRole("link", { name: "Change date" }).click();
  const field = page.getByRole("textbox", { name: "New payment date" });
  for (const date of ["December 12", "December 15"]) {
    await day(page, date).click();
    await expect(field).toHaveValue(`12/${date.slice(-2)}/2025`);
    await look(date);
  }
  await day(page, "December 13").focus();
  await look("a day that cannot be chosen");
  await field.fill("12/39/2025");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("group", { name: "There is a problem" })).toBeFocused();
  await look("no day");
  await field.fill("12/30/2025");
  await look("too late a day");
  await field.fill("12/16/2025");
  await expect(page.getByRole("group", { name: "There is a problem" })).toBeHidden();
  await look("another day");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("button", { name: "Change the date again" })).toBeVisible();
  await look("moved");
  await page.getByRole("button", { name: "Change the date again" }).click();
  await day(page, "December 10").click();
  await look("to be moved again");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("button", { name: "Change the date again" })).toBeVisible();
  await look("moved again");

  await page.getByRole("link", { name: "Back to Billing Information" }).click();
  for (const amount of ["$25.00", "$90.00", "$60.00"]) {
    await page.getByRole("row").filter({ hasText: amount }).locator("a[href*='/charges/']").click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(amount);
    await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
    await look(`charge of ${amount}`);
    await tab(page, "Account").click();
  }
  await page.getByRole("link", { name: "About Me" }).click();
  await expect(page.getByLabel("Phone number")).toBeVisible();
  await look("about me");
  for (const [to, heading] of [["Support", "Support"], ["Help", "Help"], ["Home", "Hi Ana"]]) {
    await tab(page, to).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(heading);
    if (to === "Home") await expect(main(page)).toContainText("$25.00 on Wed, Dec 10");
    await look(to);
  }
};

const paying: Walk = async (page, desk, look) => {
  await desk.mailbox.to("bo@example.com", /payment/i);
  await desk.clock("2025-12-02T10:00:01-05:00");
  await desk.mailbox.to("bo@example.com", /did not go through/i);
  await open(page, "bo@example.com", `${desk.url}/home`);
  const pay = page.getByRole("button", { name: "Pay $30.00 now" });
  await expect(pay).toBeVisible();
  await look("home");
  await pay.click();
  await expect(main(page)).toContainText("We tried your card again");
  await look("home, failed again");
  await page.getByRole("link", { name: "How this amount was calculated" }).click();
  await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
  await look("failed");
  await pay.click();
  await expect(main(page)).toContainText("We tried your card again");
  await look("failed again");
  await desk.card("pm_card_chargeDeclined_bo", "succeeds");
  await pay.click();
  await expect(main(page)).toContainText("$30.00 was charged.");
  await expect(pay).toHaveCount(0);
  await look("paid");

  await tab(page, "Account").click();
  await expect(main(page).getByText("1–20 of 23")).toBeVisible();
  await look("billing");
  await page.getByRole("button", { name: "Older charges" }).click();
  await expect(page.locator(":focus")).toContainText("21–23 of 23");
  await look("older charges");
  await page.getByRole("button", { name: "Newer charges" }).click();
  await expect(page.locator(":focus")).toContainText("1–20 of 23");
  await look("newer charges");
};

const providing: Walk = async (page, desk, look) => {
  await open(page, "maya@example.com", `${desk.url}/clients`);
  const search = page.getByLabel("Find a client");
  await expect(page.getByRole("row")).toHaveCount(4);
  await look("clients");
  for (const [typed, name] of [["nguy", "Zoë Nguyễn"], ["rivera", "Ana Rivera"]]) {
    await search.fill(typed);
    await expect(page.getByRole("row")).toHaveCount(2);
    await look(typed);
    await page.getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page.getByRole("button", { name: "Copy with links" })).toBeVisible();
    await look(name);
    await page.getByRole("button", { name: "Copy as plain text" }).click();
    await look(`reply to ${name}`);
    await page.getByRole("link", { name: "My clients" }).first().click();
  }
  await search.fill("nobody");
  await expect(page.getByRole("row")).toHaveCount(0);
  await look("nobody");
  await search.fill("");
  await expect(page.getByRole("row")).toHaveCount(4);
  await look("all again");
};

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

for (const [name, walk] of Object.entries({ moving, paying, providing })) {
  test(`nothing of before is left where a translator or a detector has a hand in the page: ${name}`, async ({ browser, watched, desk }) => {
    test.setTimeout(180_000);
    const seen = async (at: Desk, hand: Hand, made = "main") => {
      const page = await (await watched(browser.newContext())).newPage();
      const steps = await walked(walk, hand, page, at);
      expect(await page.locator(made).count(), `the ${hand} has worked`).toBeGreaterThan(0);
      await page.context().close();
      return steps;
    };
    const expected = await seen(desk, "nobody");
    for (const [hand, made] of [["translator", "font"], ["detector", "a[href='x:']"]] as const) {
      const another = await Desk.open(MORNING);
      try {
        const found = await seen(another, hand, made);
        for (const [step, words] of expected) expect(found.get(step), `${step}, ${hand}`).toBe(words);
      } finally {
        await another.close();
      }
    }
  });
}
