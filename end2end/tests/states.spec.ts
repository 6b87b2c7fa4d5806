// What a page shows only for a moment, or only where something is missing: these states hold for axe as well.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { hold } from "../support/hold.ts";
import { expect, open, signIn, test } from "../support/test.ts";

const BILLING = "/account/billing";

const main = (page: Page) => page.getByRole("main");

/** A page while what it shows is on its way, and where it could not be had. */
async function expectMoments(page: Page, name: string, asks: string, go: () => Promise<void>, there: () => Promise<void>): Promise<void> {
  const answer = await hold(page, asks);
  await go();
  await expect(page.getByText("Loading").first()).toBeAttached();
  await expectAccessible(page, `${name}, loading`);
  answer();
  await there();
  await page.unroute(asks);
  await page.route(asks, (route) => route.abort());
  await page.reload();
  await expect(page.getByRole("button", { name: "Try again" }).first()).toBeVisible();
  await expectAccessible(page, `${name}, not to be had`);
  await page.unroute(asks);
  await page.getByRole("button", { name: "Try again" }).first().click();
  await there();
}

test("before the app is there, and where the portal cannot be reached", async ({ page }) => {
  test.setTimeout(240_000);
  // Never answered, as on a line that hangs.
  await page.route("**/*.wasm", () => {});
  for (const path of ["/sign-in", BILLING]) {
    await page.goto(path, { waitUntil: "commit" });
    await expect(page.getByText("Loading").first()).toBeAttached();
    await expectAccessible(page, `${path}, before the app`);
  }
  await page.unroute("**/*.wasm");
  await page.route("**/api/session", (route) => route.abort());
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expectAccessible(page, "a portal that cannot be reached");
});

test("a charge and the page that changes its day, on their way and not to be had", async ({ page, desk }) => {
  test.setTimeout(240_000);
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", BILLING);
  const upcoming = page.getByRole("region", { name: "Upcoming charges" });
  await expect(upcoming).toBeVisible();
  await expectMoments(
    page,
    "charge",
    "**/api/c/*/charges/*",
    () => upcoming.getByRole("link", { name: "How this amount was calculated" }).first().click(),
    () => expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible(),
  );
  await page.goto(BILLING);
  await expectMoments(
    page,
    "change date",
    "**/api/c/*/charges/*",
    () => upcoming.getByRole("link", { name: "Change date" }).first().click(),
    () => expect(page.getByRole("textbox", { name: "New payment date" })).toBeVisible(),
  );
});

test("a provider's clients, on their way and not to be had", async ({ page }) => {
  test.setTimeout(240_000);
  await open(page, "maya@example.com", "/clients");
  const clients = page.getByRole("table", { name: "My clients" });
  await expect(clients).toBeVisible();
  await page.getByRole("link", { name: "Ana Rivera" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ana Rivera" })).toBeVisible();
  await expectMoments(
    page,
    "my clients",
    "**/api/clients",
    () => page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "My Clients" }).click(),
    () => expect(clients).toBeVisible(),
  );
});

test("the colors that somebody chose, whatever their system says", async ({ page }) => {
  test.setTimeout(240_000);
  await open(page, "ana@example.com", BILLING);
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  for (const choice of ["Light", "Dark"]) {
    await page.getByRole("radio", { name: choice }).check();
    await expectAccessible(page, `billing, ${choice} chosen`);
  }
});

test("the starts of those who have no pages of their own yet", async ({ page, desk }) => {
  test.setTimeout(240_000);
  for (const [role, words] of [["client_billing_support", "You are signed in as Client Billing Support."], ["administrator", "There is nothing for you to do on this page."]]) {
    const email = desk.hires(role);
    await page.goto("/sign-in");
    await signIn(page, email);
    await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
    await expect(main(page)).toContainText(words);
    await expectAccessible(page, `start, ${role}`);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "You are signed out" })).toBeVisible();
  }
});
