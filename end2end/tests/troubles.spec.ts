// A slow or failing network, and a page that is out of date: every page says so, and nothing entered is lost.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { expect, open, PASSWORD, test } from "../support/test.ts";

const BILLING = "/account/billing";

/** Keeps the answers of the API back until the returned function is called. */
async function hold(page: Page): Promise<() => Promise<void>> {
  let release = () => {};
  const released = new Promise<void>((done) => (release = done));
  await page.route("**/api/**", async (route) => {
    await released;
    await route.continue().catch(() => {});
  });
  return async () => {
    release();
    await page.unroute("**/api/**");
  };
}

test("while the server is slow each page shows its shape", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, "ana@example.com", BILLING);
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  for (const [link, heading] of [["Home", "Hi Ana"], ["Account", "Account"]]) {
    const release = await hold(page);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: link }).click();
    await expect(page.getByText("Loading").first()).toBeAttached();
    await expectAccessible(page, `${link}, loading`);
    await release();
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(page.getByText("Loading")).toHaveCount(0);
  }
});

test("what failed can be tried again where it failed", async ({ page, context }) => {
  test.setTimeout(120_000);
  await open(page, "ana@example.com", BILLING);
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  for (const [link, heading] of [["Home", "Next charge"], ["Account", "Upcoming charges"]]) {
    await context.setOffline(true);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: link }).click();
    const again = page.getByRole("button", { name: "Try again" });
    await expect(again.first()).toBeVisible();
    await expectAccessible(page, `${link}, failed`);
    await context.setOffline(false);
    for (const button of (await again.all()).reverse()) await button.click();
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(again).toHaveCount(0);
  }
});

test("a move that does not reach the server keeps the day and can be sent again", async ({ page, context, desk }) => {
  test.setTimeout(120_000);
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", BILLING);
  await page.getByRole("link", { name: "Change date" }).first().click();
  await page.getByRole("button", { name: /December 12, 2025/ }).click();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("main")).toContainText("We could not reach the server");
  await expectAccessible(page, "change date, failed");
  await context.setOffline(false);
  await expect(page.getByRole("textbox", { name: "New payment date" })).toHaveValue("12/12/2025");
  await page.getByRole("button", { name: "Reschedule" }).dblclick();
  await expect(page.getByRole("main")).toContainText("Payment moved to Fri, Dec 12");
  await desk.mailbox.to("ana@example.com", /date/i, "Fri, Dec 12");
  expect(desk.mailbox.mails.filter((mail) => /date/i.test(mail.subject ?? ""))).toHaveLength(1);
});

test("a page that is out of date offers what holds now", async ({ page, context, desk }) => {
  test.setTimeout(120_000);
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", BILLING);
  await page.getByRole("link", { name: "Change date" }).first().click();
  await page.getByRole("button", { name: /December 10, 2025/ }).click();
  const elsewhere = await context.newPage();
  await elsewhere.goto(page.url());
  await elsewhere.getByRole("button", { name: /December 12, 2025/ }).click();
  await elsewhere.getByRole("button", { name: "Reschedule" }).click();
  await expect(elsewhere.getByRole("main")).toContainText("Payment moved to Fri, Dec 12");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("main")).toContainText("changed in the meantime");
  await expectAccessible(page, "change date, stale");
});

test("who refuses cookies is told so where they signed in, and keeps what was typed", async ({ page, context }) => {
  await page.route("**/api/session", async (route) => {
    const answer = await route.fetch();
    await context.clearCookies();
    const { "set-cookie": _refused, ...headers } = answer.headers();
    await route.fulfill({ response: answer, headers });
  });
  await open(page, "ana@example.com", BILLING);
  const told = page.getByText("Your browser blocks cookies, so you cannot stay signed in");
  await expect(told).toBeVisible();
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).innerText)).toContain("blocks cookies");
  await expect(page.getByLabel("Email address")).toHaveValue("ana@example.com");
  await expect(page.getByText("You were signed out")).toHaveCount(0);
  await expectAccessible(page, "sign-in, cookies refused");
  await page.unroute("**/api/session");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
});

test("what a password manager fills in without saying so is sent", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  for (const [id, value] of [["email", "ana@example.com"], ["password", PASSWORD]]) {
    await page.locator(`#${id}`).evaluate((field, value) => ((field as HTMLInputElement).value = value), value);
  }
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hi Ana" })).toBeVisible();
});
