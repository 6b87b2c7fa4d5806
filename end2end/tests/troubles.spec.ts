// A slow or failing network, and a page that is out of date: every page says so, and nothing entered is lost.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { takeClock } from "../support/clock.ts";
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

/** The requests from now on whose path ends so. */
function counted(page: Page, end: string): string[] {
  const asked: string[] = [];
  page.on("request", (request) => request.url().endsWith(end) && asked.push(request.url()));
  return asked;
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

test("what failed can be tried again where it failed", async ({ page }) => {
  test.setTimeout(120_000);
  await open(page, "ana@example.com", BILLING);
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  for (const [link, heading] of [["Home", "Next charge"], ["Account", "Upcoming charges"]]) {
    await page.route("**/api/c/**", (route) => route.abort());
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: link }).click();
    const again = page.getByRole("button", { name: "Try again" });
    await expect(again.first()).toBeVisible();
    await expectAccessible(page, `${link}, failed`);
    await page.unroute("**/api/c/**");
    for (const button of (await again.all()).reverse()) await button.click();
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(again).toHaveCount(0);
  }
});

test("what failed is there again by itself once the network is, though it takes a moment longer than said", async ({ page, context }) => {
  await takeClock(page);
  await open(page, "ana@example.com", BILLING);
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Home" }).click();
  await expect(page.getByText("We also try again when you are back online")).toBeVisible();
  const asked = counted(page, "/billing");
  await page.route("**/api/c/**", (route) => route.abort());
  await context.setOffline(false);
  await expect.poll(() => asked.length).toBe(1);
  await page.clock.runFor("00:02");
  await expect.poll(() => asked.length).toBe(2);
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await page.unroute("**/api/c/**");
  await page.clock.runFor("00:04");
  await expect(page.getByRole("heading", { name: "Next charge" })).toBeVisible();
  expect(asked).toHaveLength(3);
  // Nothing asks any more once it is here.
  await page.clock.runFor("00:30");
  expect(asked).toHaveLength(3);
});

test("who comes back to a page that failed has it loaded again, however often they come and go", async ({ page }) => {
  await takeClock(page);
  await open(page, "ana@example.com", BILLING);
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  await page.route("**/api/c/*/billing", (route) => route.fulfill({ status: 503, body: "<h1>503</h1>" }));
  const asked = counted(page, "/billing");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Home" }).click();
  const again = page.getByRole("button", { name: "Try again" });
  await expect(again).toBeVisible();
  const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await comeBack();
  await comeBack();
  expect(asked).toHaveLength(1);
  await page.clock.runFor("00:06");
  await comeBack();
  await comeBack();
  await expect.poll(() => asked.length).toBe(2);
  // Answered, in the negative.
  await expect(again).not.toHaveAttribute("aria-disabled");
  await page.unroute("**/api/c/*/billing");
  await page.clock.runFor("00:06");
  await comeBack();
  await expect(page.getByRole("heading", { name: "Next charge" })).toBeVisible();
  expect(asked).toHaveLength(3);
});

test("a portal that could not be reached at all is there by itself once it can", async ({ page, context }) => {
  await page.route("**/api/session", (route) => route.abort());
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "The portal could not be opened" })).toBeVisible();
  await expect(page).toHaveTitle("The portal could not be opened");
  await context.setOffline(true);
  await page.unroute("**/api/session");
  await context.setOffline(false);
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});

test("who asked too much is told in words when to try again, whoever refused them", async ({ page }) => {
  await open(page, "ana@example.com", BILLING);
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  const refused = (headers: Record<string, string>) =>
    page.route("**/api/c/*/billing", (route) => route.fulfill({ status: 429, headers, contentType: "text/html", body: "<h1>429</h1>" }), { times: 1 });
  const home = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Home" });
  await refused({ "retry-after": "90" });
  await home.click();
  await expect(page.getByRole("main")).toContainText("Try again in 2 minutes.");
  await refused({ "retry-after": new Date(Date.now() + 40_500).toUTCString() });
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("main")).toContainText(/Try again in (39|40|41) seconds\./);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { name: "Next charge" })).toBeVisible();
});

test("a charge that is being tried is nowhere said to have failed", async ({ page, desk }) => {
  await desk.mailbox.to("bo@example.com", /payment/i);
  await desk.clock("2025-12-02T10:00:01-05:00");
  await desk.mailbox.to("bo@example.com", /did not go through/i);
  await open(page, "bo@example.com", "/home");
  await page.getByRole("link", { name: "How this amount was calculated" }).click();
  // The moment between the press and the attempt, for as long as it takes to look.
  await page.route("**/pay", async (route) => {
    const answer = await route.fetch();
    const now = await answer.json();
    Object.assign(now, { is_being_tried: true, can_pay_now: false, row: { ...now.row, state: "processing" } });
    await route.fulfill({ response: answer, json: now });
  });
  await page.getByRole("button", { name: /^Pay / }).click();
  await expect(page.getByText("We are trying your card now.")).toBeVisible();
  await expect(page.getByRole("main").locator(".ui-badge")).toHaveText("Processing");
  await expectAccessible(page, "charge, being tried");
});

test("a move that does not reach the server keeps the day and can be sent again", async ({ page, context, desk }) => {
  test.setTimeout(120_000);
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", BILLING);
  await page.getByRole("link", { name: "Change date" }).first().click();
  await page.getByRole("button", { name: /December 12, 2025/ }).click();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("main")).toContainText("press “Reschedule” again: the payment moves only once.");
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
  await expect(page.getByRole("main")).toContainText("The payment is now planned for Fri, Dec 12. The day you chose still stands here.");
  await expectAccessible(page, "change date, stale");
});

test("whoever chooses a day for a charge that was taken meanwhile is told when", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", BILLING);
  await page.getByRole("link", { name: "Change date" }).first().click();
  await page.getByRole("button", { name: /December 10, 2025/ }).click();
  await desk.clock("2025-12-02T10:00:01-05:00");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("main")).toContainText("$25.00 was charged on Dec 2, 10:00 AM.");
  await expect(page.getByRole("main")).not.toContainText("Why the date cannot be changed");
  // One thing happened, and it is said once.
  await expect(page.getByRole("main").locator(".ui-notice")).toHaveCount(1);
  await expect(page.getByRole("link", { name: "See this charge" })).toBeVisible();
  await expect.poll(() => page.evaluate(() => (document.activeElement as HTMLElement).innerText)).toContain("$25.00 was charged");
  await expectAccessible(page, "change date, taken meanwhile");
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

/** As some password managers do, and browsers that fill a form in again. */
async function fillSilently(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [id, value] of Object.entries(fields)) {
    await page.locator(`#${id}`).evaluate((field, value) => ((field as HTMLInputElement).value = value), value);
  }
}

test("what a password manager fills in without saying so is sent, in every form", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await fillSilently(page, { email: "ana@example.com", password: PASSWORD });
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hi Ana" })).toBeVisible();

  await page.goto("/account/about-me");
  await expect(page.getByLabel("Phone number")).toHaveValue("(555) 555-0118");
  await fillSilently(page, { phone: "(555) 555-0119" });
  await page.getByRole("link", { name: "Billing Information" }).click();
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
  await page.getByRole("button", { name: "Stay on this page" }).click();
  await page.getByRole("button", { name: "Save phone number" }).click();
  await expect(page.getByRole("main")).toContainText("Your phone number is (555) 555-0119.");

  await page.goto(BILLING);
  await page.getByRole("link", { name: "Change date" }).first().click();
  await expect(page.getByRole("button", { name: "Reschedule" })).toBeVisible();
  await fillSilently(page, { "new-payment-date": "12/12/2025" });
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("main")).toContainText("Payment moved to Fri, Dec 12");
});
