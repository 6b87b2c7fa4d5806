import type { Page } from "@playwright/test";
import { takeClock } from "../support/clock.ts";
import { ANSWERED, BY_CHECK } from "../support/desk.ts";
import { ARTICLES } from "../support/help.ts";
import { hold } from "../support/hold.ts";
import { openNewest } from "../support/history.ts";
import { disguised, expectDisguised } from "../support/language.ts";
import { expect, open, PASSWORD, test } from "../support/test.ts";
import * as walks from "../support/walks.ts";

const heading = (page: Page, name: string) => page.getByRole("heading", { name: disguised(name) });
const button = (page: Page, name: string) => page.getByRole("button", { name: disguised(name) });
const link = (page: Page, name: string) => page.getByRole("link", { name: disguised(name) });

async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel(disguised("Email address")).fill(email);
  await page.getByRole("textbox", { name: disguised("Password") }).fill(password);
  await button(page, "Sign in").click();
}

test.describe("for who reads another language", () => {
  test.use({ locale: "en-XA" });

  test("public pages are in it from the first one on", async ({ page }) => {
    test.setTimeout(300_000);
    for (const [path, name] of [
      ["/sign-in", "Sign in"],
      ["/help", "Help"],
      ...ARTICLES,
      ["/support", "Support"],
      ["/confirm-email#0", "Confirm your email"],
    ]) {
      await page.goto(path);
      await expect(heading(page, name).first()).toBeVisible();
      await expectDisguised(page, path);
    }
    await page.goto("/sign-in");
    await button(page, "Sign in").click();
    await expect(link(page, "Enter your email address.")).toBeVisible();
    await expectDisguised(page, "sign-in with mistakes");
    await signIn(page, "ana@example.com", "wrong");
    await expect(link(page, "do not match")).toBeVisible();
    await expectDisguised(page, "sign-in with the wrong password");
  });

  test("a client reads and moves their charges in it", async ({ page, desk }) => {
    test.setTimeout(400_000);
    await desk.mailbox.to("ana@example.com", /payment/i);
    await page.goto("/home");
    await signIn(page, "ana@example.com");
    await expect(heading(page, "Next charge")).toBeVisible();
    await expectDisguised(page, "home");
    await page.goto("/account/billing");
    await expect(page.getByRole("table", { name: disguised("Charge history") })).toBeVisible();
    await expectDisguised(page, "billing");
    for (const state of ["paid", "awaiting_insurer", "upcoming"]) {
      await openNewest(page, page.getByLabel(disguised("Status")), state);
      await expect(heading(page, "What has happened so far")).toBeVisible();
      await expectDisguised(page, `charge, ${state}`);
      await page.goBack();
    }
    await page.getByLabel(disguised("Status")).selectOption("awaiting_insurer");
    desk.exports({ "h-2": ANSWERED });
    await page.reload();
    await expect(page.getByText(disguised("No charge matches"))).toBeVisible();
    await expectDisguised(page, "billing, nothing found");
    await link(page, "Change date").first().click();
    const day = page.getByRole("textbox", { name: disguised("New payment date") });
    await day.fill("soon");
    await button(page, "Reschedule").click();
    await expect(page.getByRole("group", { name: disguised("There is a problem") })).toBeVisible();
    await expectDisguised(page, "change date, mistake");
    await day.fill("12/12/2025");
    await expectDisguised(page, "change date, chosen");
    await page.setViewportSize({ width: 1280, height: 800 });
    await link(page, "Home").click();
    await expect(page.getByRole("dialog", { name: disguised("Leave without changing the date?") })).toBeVisible();
    await expectDisguised(page, "change date, left");
    await button(page, "Stay on this page").click();
    await button(page, "Reschedule").click();
    await expect(page.getByText(disguised("Payment moved to"))).toBeVisible();
    await expectDisguised(page, "change date, done");
    await page.goto("/account/about-me");
    const phone = page.getByRole("textbox", { name: disguised("Phone number") });
    await phone.fill("555");
    await button(page, "Save phone number").click();
    await expect(page.getByRole("group", { name: disguised("There is a problem") })).toBeVisible();
    await expectDisguised(page, "about me, mistake");
    await phone.fill("");
    await button(page, "Save phone number").click();
    await expect(page.getByText(disguised("You have no phone number on file."))).toBeVisible();
    await expectDisguised(page, "about me, saved");
    await page.goto("/account/my-coverage");
    await button(page, "Show member ID").first().click();
    await expect(button(page, "Hide member ID")).toBeVisible();
    await expectDisguised(page, "my coverage");
    await page.goto("/support?charge=chg_0");
    await expect(page.getByText("chg_0")).toBeVisible();
    await expectDisguised(page, "support about a charge");
    await page.goto("/nowhere");
    await expect(heading(page, "Page not found")).toBeVisible();
    await expectDisguised(page, "no such page");
    await page.goto("/sign-in?next=/clients");
    await expect(heading(page, "This page is not for your account")).toBeVisible();
    await expectDisguised(page, "another account");
    await page.setViewportSize({ width: 1280, height: 800 });
    await button(page, "Sign out").click();
    await expect(page.getByText(disguised("You are signed out"))).toBeVisible();
    await expectDisguised(page, "signed out");
  });

  for (const [name, email, walk] of walks.ALL) {
    test(`clients keep who they are and who pays for them in it: ${name}`, async ({ page, desk, troubles }) => {
      test.setTimeout(300_000);
      await page.goto("/home");
      await signIn(page, email);
      await expect(heading(page, "At a glance")).toBeVisible();
      await walk({ page, desk, troubles, say: disguised, look: (state) => expectDisguised(page, state) });
    });
  }

  test("a client whose card was declined pays in it", async ({ page, desk }) => {
    test.setTimeout(300_000);
    await desk.mailbox.to("bo@example.com", /payment/i);
    await desk.clock("2025-12-02T10:00:01-05:00");
    await desk.mailbox.to("bo@example.com", /did not go through/i);
    await page.goto("/home");
    await signIn(page, "bo@example.com");
    await expect(button(page, "Pay")).toBeVisible();
    await expectDisguised(page, "home, declined");
    await link(page, "How this amount was calculated").click();
    await expect(heading(page, "What has happened so far")).toBeVisible();
    await button(page, "Pay").click();
    await expect(page.getByText(disguised("We tried your card again"))).toBeVisible();
    await expectDisguised(page, "charge, declined again");
    await page.goto(`${page.url()}/change-date`);
    await expect(page.getByText(disguised("Why the date cannot be changed"))).toBeVisible();
    await expectDisguised(page, "change date, refused");
    await page.goBack();
    await desk.card("pm_card_chargeDeclined_bo", "succeeds");
    await button(page, "Pay").click();
    await expect(page.getByText(disguised("was charged. We sent you"))).toBeVisible();
    await expectDisguised(page, "charge, paid");
  });

  test("charges that ended otherwise, and the question to who does nothing, are in it", async ({ page }) => {
    test.setTimeout(300_000);
    await takeClock(page);
    await page.goto("/account/billing");
    await signIn(page, "zoe@example.com");
    for (const state of ["refunded", "partially_refunded", "waived", "nothing_due"]) {
      await openNewest(page, page.getByLabel(disguised("Status")), state);
      await expect(heading(page, "What has happened so far")).toBeVisible();
      await expectDisguised(page, `charge, ${state}`);
      await page.goBack();
    }
    await page.clock.fastForward("14:00");
    await expect(page.getByRole("dialog", { name: disguised("Are you still there?") })).toBeVisible();
    await expectDisguised(page, "still there?");
    // Looking at the page with axe was a sign of life.
    await page.clock.fastForward("15:00");
    await expect(page.getByText(disguised("You were signed out"))).toBeVisible();
    await expectDisguised(page, "signed out by itself");
    // Nothing of the page that is gone still looks at the clock.
    await page.clock.runFor("00:20");
  });

  test("what the practice booked and corrected is in it", async ({ page, desk }) => {
    desk.exports({
      "h-1": BY_CHECK,
      "h-3": { state: "refunded", refund_amount: "30.00", refunded_on: "2025-11-28", refund_reason: "Session was canceled" },
    });
    await page.goto("/account/billing");
    await signIn(page, "ana@example.com");
    for (const state of ["settled_elsewhere", "refunded"]) {
      await openNewest(page, page.getByLabel(disguised("Status")), state);
      await expect(heading(page, "What has happened so far")).toBeVisible();
      await expectDisguised(page, `charge, ${state}`);
      await page.goBack();
    }
    await expectDisguised(page, "billing, paid another way");
  });

  test("providers and the rest of the staff work in it", async ({ page, context }) => {
    test.setTimeout(300_000);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("/");
    await signIn(page, "maya@example.com");
    await expect(heading(page, "My clients")).toBeVisible();
    await expectDisguised(page, "clients");
    await page.getByLabel(disguised("Find a client")).fill("nobody");
    await expect(page.getByText(disguised("No client has that name")).first()).toBeVisible();
    await expectDisguised(page, "clients, none found");
    await page.getByLabel(disguised("Find a client")).fill("rivera");
    await page.getByRole("link", { name: "Ana Rivera" }).click();
    await button(page, "Copy with links").click();
    await expect(page.getByRole("main")).toContainText(disguised("Copied with links."));
    await expectDisguised(page, "client");
    await page.route("**/api/clients/*", async (route) => {
      const answer = await route.fetch();
      const found = await answer.json();
      await route.fulfill({ response: answer, json: { ...found, reply: { ...found.reply, practice_name: " " } } });
    });
    await page.reload();
    await expect(page.getByText(disguised("This reply cannot be copied yet"))).toBeVisible();
    await expectDisguised(page, "client, reply blocked");
    await page.setViewportSize({ width: 1280, height: 800 });
    await button(page, "Sign out").click();
    await signIn(page, "jordan@example.com");
    await expect(heading(page, "Welcome")).toBeVisible();
    await expectDisguised(page, "staff");
  });
});

test("a language is chosen while a day is, and from then on everything is in it", async ({ page, context, desk }) => {
  await desk.mailbox.to("ana@example.com", /Your payment on/);
  await open(page, "ana@example.com", "/account/billing");
  await page.getByRole("link", { name: "Change date" }).first().click();
  await page.getByRole("textbox", { name: "New payment date" }).fill("12/12/2025");
  const other = await context.newPage();
  await other.goto("/account/billing");
  await expect(other.getByRole("heading", { name: "Charge history" })).toBeVisible();

  await other.getByLabel("Status").selectOption("paid");
  const history = other.getByRole("table").last();
  await expect(history.getByRole("row")).toHaveCount(2);

  await page.getByLabel("Language").selectOption("en-XA");
  await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
  await expect(page.getByLabel(disguised("Language"))).toBeFocused();
  await expect(page.getByLabel(disguised("Language"))).toHaveValue("en-XA");
  await expect(page.getByRole("textbox", { name: disguised("New payment date") })).toHaveValue("12/12/2025");
  await expect(other.getByLabel(disguised("Status"))).toHaveValue("paid");
  await expect(history.getByRole("row")).toHaveCount(2);
  await button(page, "Reschedule").click();
  await expect(page.getByText(disguised("Payment moved to"))).toBeVisible();
  await desk.mailbox.to("ana@example.com", disguised("Your payment date is now"));

  await button(page, "Sign out").click();
  await expect(page.getByText(disguised("You are signed out"))).toBeVisible();
  await page.getByLabel(disguised("Email address")).fill("bo@example.com");
  await button(page, "Sign in").click();
  await expect(page.getByRole("link", { name: disguised("Enter your password.") })).toBeVisible();
  await page.getByLabel(disguised("Language")).selectOption("en");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByLabel("Email address")).toHaveValue("bo@example.com");
  await expect(page.getByRole("link", { name: "Enter your password." })).toBeVisible();
  await expect(page.getByLabel("Language")).toBeFocused();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("what is being saved when a language is chosen is heard of in it", async ({ page }) => {
  await open(page, "ana@example.com", "/account/about-me");
  const phone = page.getByRole("textbox", { name: "Phone number" });
  await expect(phone).toHaveValue("(555) 555-0118");
  const answer = await hold(page, "**/about-me/phone");
  await phone.fill("(555) 555-0122");
  await page.getByRole("button", { name: "Save phone number" }).click();
  await page.getByLabel("Language").selectOption("en-XA");
  answer();
  await expect(page.getByRole("main")).toContainText(disguised("Your phone number is"));
  await expectDisguised(page, "saved meanwhile");
});

test.describe("while the app is on its way, or does not come", () => {
  test.use({ locale: "en-XA" });

  test("the page is in the reader's language", async ({ page, troubles }) => {
    const load = await hold(page, "**/*_bg.wasm", (route) => route.abort());
    await page.goto("/sign-in");
    await expect(page.getByText(disguised("Loading your page"))).toBeVisible();
    await expectDisguised(page, "on its way");
    load();
    await expect(heading(page, "This page could not start")).toBeVisible();
    await expectDisguised(page, "not started");
    expect(troubles.splice(0)).toEqual(["error: Failed to fetch"]);
  });
});

test("where a language cannot be had, it is said in English and can be tried again", async ({ page }) => {
  await page.route("**/api/languages/en-XA**", (route) => route.abort());
  await page.goto("/sign-in");
  await page.getByLabel("Language").selectOption("en-XA");
  await expect(page.getByText("could not be shown in your language")).toBeVisible();
  await expect(page.getByLabel("Language")).toHaveValue("en");
  await page.unroute("**/api/languages/en-XA**");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(heading(page, "Sign in")).toBeVisible();
});
