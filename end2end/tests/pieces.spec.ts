// The app comes in pieces: what a page needs travels when it is needed.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { hold } from "../support/hold.ts";
import { expect, open, test } from "../support/test.ts";

const CHARGE = "**/charge-*.pieces";

async function toFirstCharge(page: Page): Promise<void> {
  await page.getByRole("link", { name: "How this amount was calculated" }).first().click();
}

test("while a piece is on its way its page shows its shape, and one that was lost comes when it is asked for again", async ({ page }) => {
  test.setTimeout(120_000);
  const lose = await hold(page, CHARGE, (route) => route.abort());
  await open(page, "ana@example.com", "/account/billing");
  await toFirstCharge(page);
  await expect(page.getByText("Loading")).toBeAttached();
  await expect(page.getByRole("main").getByRole("link", { name: "Billing Information" })).toBeVisible();
  await expectAccessible(page, "a piece on its way");
  lose();
  const again = page.getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  await expectAccessible(page, "a lost piece");
  await page.unroute(CHARGE);
  await again.click();
  await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("who has the page open while another version is installed is told to load it again", async ({ page, desk }) => {
  test.setTimeout(120_000);
  // What is a step away would come before it is needed.
  await page.route(CHARGE, (route) => route.abort());
  await open(page, "ana@example.com", "/account/billing");
  await expect(page.getByRole("heading", { name: "Upcoming charges" })).toBeVisible();
  await desk.install();
  await page.unroute(CHARGE);
  await toFirstCharge(page);
  await expect(page.getByRole("main")).toContainText("The portal was updated while this page was open");
  await expectAccessible(page, "another version");
  const piece = page.waitForResponse(CHARGE);
  await page.getByRole("button", { name: "Load the page again" }).click();
  await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
  expect((await piece).status()).toBe(200);
});

test("what is a step away is here before it is needed", async ({ page, context }) => {
  await open(page, "ana@example.com", "/account/billing");
  const pieces = ["charge", "change-date"].map((name) => page.waitForResponse(new RegExp(`/${name}-[0-9a-f]{16}\\.pieces$`)));
  await expect(page.getByRole("heading", { name: "Upcoming charges" })).toBeVisible();
  for (const piece of await Promise.all(pieces)) await piece.finished();
  await context.setOffline(true);
  await page.getByRole("link", { name: "Change date" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Change the date" })).toBeVisible();
  await expect(page.getByText("We could not reach the server").first()).toBeVisible();
});

test("what is changed is asked for anew, whatever was asked for early", async ({ page }) => {
  const history = "**/billing-*.pieces";
  await open(page, "ana@example.com", "/account/billing");
  await expect(page.getByRole("heading", { name: "Charge history" })).toBeVisible();
  const tab = await page.context().newPage();
  await tab.route(history, (route) => route.abort());
  await tab.goto(page.url());
  await expect(tab.getByRole("button", { name: "Try again" }).first()).toBeVisible();
  await tab.getByRole("link", { name: "Change date" }).first().click();
  await tab.getByRole("textbox", { name: "New payment date" }).fill("12/12/2025");
  await tab.getByRole("button", { name: "Reschedule" }).click();
  await tab.unroute(history);
  await tab.getByRole("link", { name: "Back to Billing Information" }).click();
  await expect(tab.getByRole("table", { name: "Charge history" })).toContainText("Upcoming Dec 12");
  await expect(tab.getByRole("table", { name: "Charge history" })).not.toContainText("Upcoming Dec 2");
});
