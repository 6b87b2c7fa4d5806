import { expectAccessible } from "../support/accessibility.ts";
import { takeClock } from "../support/clock.ts";
import { ARTICLES } from "../support/help.ts";
import { openNewest } from "../support/history.ts";
import { hold } from "../support/hold.ts";
import { expectLegible } from "../support/legible.ts";
import { expect, open, signIn, test } from "../support/test.ts";
import * as walks from "../support/walks.ts";

test("public pages are accessible", async ({ page }) => {
  test.setTimeout(300_000);
  for (const [path, heading] of [
    ["/sign-in", "Sign in"],
    ["/help", "Help"],
    ...ARTICLES,
    ["/support", "Support"],
    ["/confirm-email#0", "Confirm your email"],
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(page.getByRole("link", { name: "Sign in" })).toHaveCount(path === "/sign-in" ? 0 : 1);
    await expectAccessible(page, path);
  }
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("link", { name: "Enter your email address." })).toBeVisible();
  await expectAccessible(page, "sign-in with mistakes");
});

test("the client's pages are accessible in their states", async ({ page, desk }) => {
  test.setTimeout(300_000);
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", "/home");
  await expect(page.getByRole("heading", { name: "Next charge" })).toBeVisible();
  await expectAccessible(page, "home");
  await page.goto("/account/billing");
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  await expectAccessible(page, "billing");
  const changes = page.getByRole("region", { name: "Upcoming charges" }).getByRole("link", { name: "Change date" });
  await changes.first().click();
  await page.getByRole("button", { name: /December 12, 2025/ }).click();
  await expectAccessible(page, "change date, chosen");
  await page.getByRole("textbox", { name: "New payment date" }).fill("soon");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("group", { name: "There is a problem" })).toBeVisible();
  await expectAccessible(page, "change date, mistake");
  await page.getByRole("textbox", { name: "New payment date" }).fill("12/12/2025");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByText("Payment moved to")).toBeVisible();
  await expectAccessible(page, "change date, done");
  await page.goto("/account/billing");
  for (const state of ["Paid", "Pending", "Upcoming"]) {
    await openNewest(page, page.getByLabel("Status"), { label: state });
    await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
    await expectAccessible(page, `charge, ${state}`);
    await page.goBack();
  }
  await page.goto("/account/about-me");
  await expect(page.getByRole("textbox", { name: "Phone number" })).toBeVisible();
  await expectAccessible(page, "about me");
  await page.goto("/account/my-coverage");
  await expect(page.getByRole("heading", { name: "Primary coverage" })).toBeVisible();
  await expectAccessible(page, "my coverage");
  await page.goto("/support?charge=chg_0");
  await expect(page.getByText("chg_0")).toBeVisible();
  await expectAccessible(page, "support about a charge");
  await page.goto("/nowhere");
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  await expectAccessible(page, "no such page");
});

for (const [name, email, walk] of walks.ALL) {
  test(`pages on which clients keep who they are and who pays for them are accessible, with large letters too: ${name}`, async ({ page, desk, troubles }) => {
    test.setTimeout(400_000);
    await open(page, email, "/home");
    await expect(page.getByRole("heading", { name: "At a glance" })).toBeVisible();
    const look = async (state: string) => {
      await expectAccessible(page, state);
      await expectLegible(page, state);
    };
    await walk({ page, desk, troubles, say: (words) => words, look });
  });
}

test("a charge is accessible in every state it can end in, and after a decline", async ({ page, desk }) => {
  test.setTimeout(300_000);
  await open(page, "zoe@example.com", "/account/billing");
  for (const state of ["Waived", "Refunded", "Partially refunded", "Nothing to pay"]) {
    await openNewest(page, page.getByLabel("Status"), { label: state });
    await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
    await expectAccessible(page, `charge, ${state}`);
    await page.goBack();
    await expect(page.getByLabel("Status")).not.toHaveValue("");
  }
  await page.getByRole("button", { name: "Sign out" }).click();

  await desk.mailbox.to("bo@example.com", /payment/i);
  await desk.clock("2025-12-02T10:00:01-05:00");
  await desk.mailbox.to("bo@example.com", /did not go through/i);
  await open(page, "bo@example.com", "/home");
  await expect(page.getByRole("main")).toContainText("We try again on Fri, Dec 5.");
  await expectAccessible(page, "home, declined");
  await page.goto("/account/billing");
  await expect(page.getByText("Payment failed").first()).toBeVisible();
  await expectAccessible(page, "billing, declined");
  await page.getByRole("region", { name: "Upcoming charges" }).getByRole("link").first().click();
  await expect(page.getByRole("button", { name: /^Pay / })).toBeVisible();
  await expectAccessible(page, "charge, declined");
  await page.goto(`${page.url()}/change-date`);
  await expect(page.getByText("Why the date cannot be changed")).toBeVisible();
  await expectAccessible(page, "change date, refused");
});

test("the staff's page is accessible, and so is the one that says that a link is for another account", async ({ page }) => {
  await open(page, "jordan@example.com", "/");
  // Support has no pages yet, so it is told what is done for it, and by whom.
  const main = page.getByRole("main");
  await expect(main).toContainText("You are signed in as Client Support. There is no work for you on this page yet");
  await expect(page.getByRole("region", { name: "What both support teams can ask for" }).getByRole("listitem")).toHaveCount(5);
  await expect(page.getByRole("region", { name: "What Client Billing Support can ask for as well" })).toContainText("Waiving a charge.");
  await expect(main.getByRole("link", { name: "Help" })).toHaveAttribute("href", "/help");
  await expectAccessible(page, "staff");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "You are signed out" })).toBeFocused();
  await expect(page).toHaveTitle("You are signed out · Lakeside Counseling");
  await expectAccessible(page, "signed out");
  await open(page, "maya@example.com", "/sign-in?next=/account/billing");
  await expect(page.getByRole("heading", { name: "This page is not for your account" })).toBeFocused();
  await expectAccessible(page, "another account");
});

test.describe("for who tries the desk out", () => {
  test.use({ mailsAsFiles: true });

  test("mailbox and clock are accessible", async ({ page, desk }) => {
    test.setTimeout(300_000);
    await desk.clock("2025-12-02T10:00:01-05:00");
    await page.goto("/dev/mailbox");
    const receipt = page.getByRole("link", { name: /Receipt/ });
    await expect(receipt).toBeVisible();
    await expectAccessible(page, "mailbox");
    await receipt.click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page, "a mail");
    await page.goto("/dev/clock");
    await expect(page.getByRole("heading", { name: "Clock" })).toBeVisible();
    await expectAccessible(page, "clock");
  });
});

test("the provider's pages are accessible", async ({ page }) => {
  await open(page, "maya@example.com", "/clients");
  await expect(page.getByRole("table", { name: "My clients" })).toBeVisible();
  await expectAccessible(page, "my clients");
  await page.getByRole("link", { name: "Ana Rivera" }).click();
  await page.getByRole("button", { name: "Copy with links" }).click();
  await expectAccessible(page, "recommended response");
});

test("the tabs of the account have titles of their own, and back, forward and loading again lead to them", async ({ page, context, desk }) => {
  const isAt = async (name: string, heading: string) => {
    await expect(page).toHaveTitle(`${name} · Lakeside Counseling`);
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(page.getByRole("main").getByRole("link", { name, exact: true })).toHaveAttribute("aria-current", "page");
  };
  await open(page, "ana@example.com", "/account/about-me");
  await isAt("About Me", "What we call you");
  await page.getByRole("link", { name: "My Coverage" }).click();
  await isAt("My Coverage", "Primary coverage");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await page.goBack();
  await isAt("About Me", "What we call you");
  await page.goForward();
  await isAt("My Coverage", "Primary coverage");
  await page.reload();
  await isAt("My Coverage", "Primary coverage");
  // A form in which nothing is entered is left without a question, and what it would have done is not done.
  await page.getByRole("button", { name: "Switch to self-pay" }).click();
  await expect(page.getByRole("heading", { name: "Switch to self-pay" })).toBeFocused();
  await page.goBack();
  await isAt("About Me", "What we call you");
  await page.goForward();
  await isAt("My Coverage", "Primary coverage");
  await page.getByRole("button", { name: "Switch to self-pay" }).click();
  await page.getByLabel("Last day of your insurance").fill("12/31/2025");
  await page.goBack();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Stay on this page" }).click();
  await expect(page.getByLabel("Last day of your insurance")).toHaveValue("12/31/2025");
  await page.goBack();
  await question.getByRole("button", { name: "Leave" }).click();
  await isAt("About Me", "What we call you");
  const other = await context.newPage();
  await other.goto(`${desk.url}/confirm-email#0`);
  await expect(other).toHaveTitle("Confirm your email · Lakeside Counseling");
});

test("a session that ended leads through sign-in back to the page", async ({ page, context }) => {
  await open(page, "ana@example.com", "/account/billing");
  // The last that the page asks for; after it only a click asks.
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  await context.clearCookies();
  await page.getByRole("link", { name: "Home" }).click();
  await expect(page.getByText(/You were signed out because nothing happened for a while/)).toBeVisible();
  await signIn(page, "ana@example.com");
  await expect(page).toHaveURL(/\/home$/);
});

test("a tab shows nobody's details under somebody else's name", async ({ page, context }) => {
  await open(page, "ana@example.com", "/account/billing");
  await expect(page.getByRole("main")).toContainText("$25.00");
  const other = await context.newPage();
  await other.goto("/home");
  await other.getByRole("button", { name: "Sign out" }).click();
  await expect(other.getByText("You are signed out")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText("$25.00")).toHaveCount(0);

  await signIn(other, "bo@example.com");
  await expect(page.getByText(/Signed in as \u2068?Bo/)).toBeVisible();
  await expect(page.getByRole("main")).toContainText("$30.00");
  await expect(page.getByText("$25.00")).toHaveCount(0);
});

test("signing out empties the screen, also with a day chosen and without a connection", async ({ page, context, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", "/account/billing");
  await page.getByRole("link", { name: "Change date" }).first().click();
  await page.getByRole("button", { name: /December 12, 2025/ }).click();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "You are not signed out yet" })).toBeVisible();
  await expect(page.getByText("$25.00")).toHaveCount(0);
  await expectAccessible(page, "not signed out");
  // As soon as it can be done it is, whoever stands before the device by then.
  await context.setOffline(false);
  await expect(page.getByText("You are signed out")).toBeVisible();
  await page.goto("/home");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("a chosen day outlives the session", async ({ page, context, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", "/account/billing");
  await page.getByRole("link", { name: "Change date" }).first().click();
  await page.getByRole("button", { name: /December 12, 2025/ }).click();
  await context.clearCookies();
  await page.getByRole("button", { name: "Reschedule" }).click();
  await signIn(page, "ana@example.com");
  await expect(page.getByRole("heading", { name: "Change the date" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "New payment date" })).toHaveValue("12/12/2025");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("main")).toContainText("Payment moved to Fri, Dec 12");
});

test("who does nothing is asked before being signed out", async ({ page, desk }) => {
  await takeClock(page);
  await open(page, "ana@example.com", "/account/billing");
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  // Whatever is still answered later would be a sign of life.
  await expect(page.getByRole("heading", { name: "Visa ending in 4242" })).toBeVisible();
  const question = page.getByRole("dialog", { name: "Are you still there?" });
  await page.clock.fastForward("12:00");
  await expect(question).toBeHidden();
  await page.clock.fastForward("01:00");
  await expect(question).toBeVisible();
  await expect(question.getByRole("button", { name: "Stay signed in" })).toBeFocused();
  const left = await question.getByRole("timer").innerText();
  expect(left).toMatch(/^1:[0-5]\d left$/);
  await expect(page).toHaveTitle(/^1:[0-5]\d · Are you still there\?$/);
  await expect(question.locator("[aria-live]")).toHaveText("You will be signed out in 2 minutes.");
  await page.clock.runFor("00:02");
  await expect(question.getByRole("timer")).not.toHaveText(left);
  await expectAccessible(page, "still there?");
  const renewed = page.waitForResponse(`${desk.url}/api/session`);
  await question.getByRole("button", { name: "Stay signed in" }).click();
  expect((await renewed).status()).toBe(200);
  await expect(question).toBeHidden();
  await expect(page).toHaveTitle("Billing Information · Lakeside Counseling");
  await page.clock.fastForward("12:00");
  await expect(question).toBeHidden();
  await page.clock.fastForward("03:00");
  await expect(page.getByText(/You were signed out because nothing happened for a while/)).toBeVisible();
  // Nothing of the page that is gone still looks at the clock.
  await page.clock.runFor("00:20");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("after signing out the back button shows nothing", async ({ page }) => {
  await open(page, "ana@example.com", "/home");
  await page.getByRole("link", { name: "Account" }).click();
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText("$25.00")).toHaveCount(0);
});

test("without scripts the page says what to do", async ({ browser, desk, watched }) => {
  const context = await watched(browser.newContext({ javaScriptEnabled: false, baseURL: desk.url }));
  const page = await context.newPage();
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link", { name: "Help describes each step" })).toBeVisible();
  await expect(page.getByText("Lakeside Counseling")).toBeVisible();
  await expect(page.getByRole("link", { name: "(555) 555-0100" })).toHaveAttribute("href", "tel:+15555550100");
  await page.getByRole("link", { name: "Help describes each step" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Help" })).toBeVisible();
  await page.getByRole("link", { name: "Move a charge to another day" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "Press Reschedule." })).toBeVisible();
  await expect(page.getByText("Lockdown Mode")).toBeVisible();
  await expect(page).toHaveTitle("Move a charge to another day · Lakeside Counseling");
  await page.getByRole("link", { name: "Support", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Support" })).toBeVisible();
  await context.close();
});

test("where the app does not arrive the page says what to do, and is accessible", async ({ page, troubles }) => {
  test.setTimeout(120_000);
  await page.route("**/*_bg.wasm", (route) => route.abort());
  for (const path of ["/", "/help", "/help/update-your-details", "/support"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "This page could not start" })).toBeVisible();
    await expect(page.getByText("Lockdown Mode")).toBeVisible();
    await expectAccessible(page, `${path} without the app`);
  }
  expect(troubles.splice(0)).toEqual(Array(4).fill("error: Failed to fetch"));
});

test("what goes wrong in scripts of others is no trouble of ours", async ({ page }) => {
  const go = await hold(page, "**/*_bg.wasm");
  await page.goto("/sign-in");
  await expect(page.getByText("Loading your page")).toBeVisible();
  await page.evaluate(() => {
    const theirs = (stack: string) => Object.assign(new Error("theirs"), { stack });
    // What an app that shows pages within it runs here says that it is of this page; an extension says that it is of its own.
    for (const place of [location.href, `${location.origin}/sign-in:1:1`, "chrome-extension://abc/inject.js", ""]) {
      const error = theirs(`Error: theirs\n    at global code (${place}:1:1)`);
      dispatchEvent(new ErrorEvent("error", { filename: place, message: "theirs", error }));
      dispatchEvent(new PromiseRejectionEvent("unhandledrejection", { reason: error, promise: new Promise(() => {}) }));
    }
    const about = `Error: theirs\n    at read (chrome-extension://abc/inject.js:1:1)\n    at ${location.origin}/almoner-app-1.js:1:1`;
    dispatchEvent(new PromiseRejectionEvent("unhandledrejection", { reason: theirs(about), promise: new Promise(() => {}) }));
    dispatchEvent(new PromiseRejectionEvent("unhandledrejection", { reason: "theirs", promise: new Promise(() => {}) }));
    for (const element of ["script", "link", "img"]) document.body.append(document.createElement(element));
  });
  await expect(page.getByText("Loading your page")).toBeVisible();
  await expect(page.getByRole("heading", { name: "This page could not start" })).toBeHidden();
  go();
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
});
