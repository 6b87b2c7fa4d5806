// The page in a tab is older than the server: what it has no words for is named as such, and everything else still shows.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { expect, open, test } from "../support/test.ts";

const main = (page: Page) => page.getByRole("main");
const again = (page: Page) => page.getByRole("button", { name: "Load the page again" });
const FROZEN = { frozen: { until: "2025-12-09" } };

type Rows = { amount: number | null; state: unknown }[];

/** Has answers of this kind say something else. */
async function say(page: Page, path: string, change: (said: never) => void): Promise<void> {
  await page.route(path, async (route) => {
    const answer = await route.fetch();
    const said = await answer.json();
    if (answer.ok()) change(said as never);
    await route.fulfill({ response: answer, json: said });
  });
}

/** Nobody asked for more than the page itself. */
async function loadAgain(page: Page): Promise<void> {
  await page.unrouteAll();
  await again(page).first().click();
}

test("a charge in a state of a newer server is named as such, and the others still show", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  const freeze = (rows: Rows) => rows.forEach((row) => JSON.stringify(row).includes("2025-11-12") && Object.assign(row, { state: FROZEN }));
  await say(page, "**/api/c/*/billing", (said: { open: Rows }) => freeze(said.open));
  await say(page, "**/api/c/*/charges", (said: { charges: Rows }) => freeze(said.charges));
  await open(page, "ana@example.com", "/account/billing");
  const upcoming = page.getByRole("region", { name: "Upcoming charges" });
  await expect(upcoming).toContainText("$90.00");
  await expect(upcoming).toContainText("One entry is missing here, because the portal was updated");
  await expect(upcoming).not.toContainText("$25.00");
  const history = page.getByRole("region", { name: "Charge history" });
  await expect(history.getByRole("row")).toHaveCount(6);
  await expect(history).toContainText("One entry is missing here");
  await expect(main(page)).not.toContainText("could not reach");
  await expectAccessible(page, "billing, an entry of a newer server");
  await loadAgain(page);
  await expect(upcoming).toContainText("$25.00");
  await expect(again(page)).toHaveCount(0);
});

test("where only a newer page can show what is due, nobody is told that there is nothing to pay", async ({ page }) => {
  await say(page, "**/api/c/*/billing", (said: { open: Rows }) => said.open.forEach((row) => Object.assign(row, { state: FROZEN })));
  await open(page, "ana@example.com", "/home");
  await expect(main(page)).toContainText(/\d entries are missing here/);
  await expect(main(page)).not.toContainText("Nothing");
  await expectAccessible(page, "home, entries of a newer server");
});

test("what happened in a way that is new does not hide the rest of a charge", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await say(page, "**/api/c/*/charges/*", (said: { events: unknown[] }) => said.events.unshift({ at: "2025-12-01T09:00:00", kind: "frozen" }));
  await open(page, "ana@example.com", "/account/billing");
  await page.getByRole("link", { name: "How this amount was calculated" }).first().click();
  await expect(page.getByRole("region", { name: "What has happened so far" })).toContainText("would be charged");
  await expect(main(page)).toContainText("One entry is missing here");
});

test("an answer of a newer server, one that is none, and no connection are three things", async ({ page, context }) => {
  await open(page, "ana@example.com", "/home");
  await expect(page.getByRole("heading", { name: "Next charge" })).toBeVisible();
  const account = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Account" });
  const home = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Home" });

  await say(page, "**/api/c/*/billing", (said: object) => Object.assign(said, { today: { of: "2025-12-01" } }));
  await account.click();
  await expect(main(page)).toContainText("The portal was updated while this page was open.");
  await expect(main(page)).not.toContainText("could not reach");
  await expectAccessible(page, "billing, of a newer server");
  await loadAgain(page);
  await expect(page.getByRole("heading", { name: "Upcoming charges" })).toBeVisible();

  await page.route("**/api/c/*/billing", (route) => route.fulfill({ body: "<html><h1>Sign in to the network</h1></html>" }));
  await home.click();
  await expect(main(page)).toContainText("Something went wrong on our side.");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await page.unrouteAll();

  await context.setOffline(true);
  await account.click();
  await expect(main(page)).toContainText("We could not reach the server.");
});

test("a change whose outcome only a newer page can read is not called undone", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", "/account/billing");
  await page.getByRole("link", { name: "Change date" }).first().click();
  await page.getByRole("button", { name: /December 12, 2025/ }).click();
  await say(page, "**/reschedule", (said: object) => Object.assign(said, { moved: { to: "2025-12-12" } }));
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(main(page)).toContainText("this page cannot read what came of it");
  await expectAccessible(page, "change date, outcome of a newer server");
  page.on("dialog", (dialog) => dialog.accept());
  await loadAgain(page);
  await expect(main(page)).toContainText("Now planned for Fri, Dec 12");
});
