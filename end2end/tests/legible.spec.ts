// All pages for who needs large letters, or letters far apart, on a phone. The forms are looked at in `pages.spec.ts`, state by state.

import type { Page } from "@playwright/test";
import { takeClock } from "../support/clock.ts";
import { ARTICLES } from "../support/help.ts";
import { disguised } from "../support/language.ts";
import { expectLegible } from "../support/legible.ts";
import { openNewest } from "../support/history.ts";
import { inSentence } from "../support/names.ts";
import { expect, open, PASSWORD, signIn, test } from "../support/test.ts";

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { name }).first();

test("a visitor's pages", async ({ page, browser, desk, watched }) => {
  test.setTimeout(300_000);
  for (const [path, name] of [
    ["/sign-in", "Sign in"],
    ["/help", "Help"],
    ...ARTICLES,
    ["/support?charge=chg_0197000000007000800000000000ffff", "Support"],
    ["/confirm-email#0", "Confirm your email"],
    ["/nowhere", "Sign in"],
  ]) {
    await page.goto(path);
    await expect(heading(page, name)).toBeVisible();
    await expect(page.getByText("(555) 555-0100").first()).toBeVisible();
    await expectLegible(page, path);
  }
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("link", { name: "Enter your email address." })).toBeVisible();
  await expectLegible(page, "sign-in with mistakes");
  // Without the app nothing is left to run here either, so the page is measured in one that runs the app and gave way.
  await page.route("**/*_bg.wasm", (route) => route.abort());
  const other = await watched(browser.newContext({ baseURL: desk.url }));
  const lost = await other.newPage();
  await lost.route("**/*.js", (route) => route.abort());
  for (const path of ["/", "/help", "/help/reschedule-a-charge", "/support"]) {
    await lost.goto(path);
    await expect(heading(lost, "This page could not start")).toBeVisible();
    await expectLegible(lost, `${path} without the app`);
  }
  await other.close();
});

test("a client's pages", async ({ page, desk }) => {
  test.setTimeout(400_000);
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", "/home");
  await expect(heading(page, "Next charge")).toBeVisible();
  await expectLegible(page, "home");
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("button", { name: "Menu" }).click();
  await expect(page.getByText("Signed in as Ana")).toBeVisible();
  await expectLegible(page, "home, menu");
  await page.goto("/account/billing");
  await expect(page.getByRole("heading", { name: "Charge history" })).toBeVisible();
  await expect(page.getByText("Loading")).toHaveCount(0);
  await expectLegible(page, "billing");
  await page.getByRole("region", { name: "Upcoming charges" }).getByRole("link", { name: "How this amount was calculated" }).first().click();
  await expect(heading(page, "What has happened so far")).toBeVisible();
  await expectLegible(page, "charge");
  const charge = page.url();
  await page.goto(`${charge}/change-date`);
  await page.getByRole("button", { name: /December 12, 2025/ }).click();
  await expectLegible(page, "change date, chosen");
  await page.getByRole("textbox", { name: "New payment date" }).fill("soon");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("group", { name: "There is a problem" })).toBeVisible();
  await expectLegible(page, "change date, mistake");
  await page.getByRole("textbox", { name: "New payment date" }).fill("12/12/2025");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("dialog", { name: "Leave without changing the date?" })).toBeVisible();
  await expectLegible(page, "change date, left");
  await page.getByRole("button", { name: "Stay on this page" }).click();
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByText("Payment moved to")).toBeVisible();
  await expectLegible(page, "change date, done");
  await page.goto("/account/about-me");
  await expect(page.getByRole("textbox", { name: "Phone number" })).toBeVisible();
  await expectLegible(page, "about me");
  for (const [path, name] of [
    ["/support?charge=chg_0197000000007000800000000000ffff", "Support"],
    ["/account/my-coverage", "Primary coverage"],
    ["/help", "Help"],
    ["/help/reschedule-a-charge", "Move a charge to another day"],
    ["/nowhere", "Page not found"],
    ["/sign-in?next=/clients", "This page is not for your account"],
  ]) {
    await page.goto(path);
    await expect(heading(page, name)).toBeVisible();
    await expectLegible(page, path);
  }
});

test("a client's charges that were declined, ended otherwise, or could not be had", async ({ page, desk, context }) => {
  test.setTimeout(400_000);
  await open(page, "zoe@example.com", "/account/billing");
  await expect(page.getByRole("heading", { name: "Charge history" })).toBeVisible();
  for (const state of ["waived", "refunded", "partially_refunded", "nothing_due"]) {
    await page.goto("/account/billing");
    await openNewest(page, page.getByLabel("Status"), state);
    await expect(heading(page, "What has happened so far")).toBeVisible();
    await expectLegible(page, `charge, ${state}`);
  }
  await context.setOffline(true);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("button", { name: "Try again" })).toBeVisible();
  await expectLegible(page, "home, failed");
  await context.setOffline(false);
  await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await context.clearCookies();
  await desk.mailbox.to("bo@example.com", /payment/i);
  await desk.clock("2025-12-02T10:00:01-05:00");
  await desk.mailbox.to("bo@example.com", /did not go through/i);
  await open(page, "bo@example.com", "/home");
  await expect(heading(page, "Payment failed")).toBeVisible();
  await expectLegible(page, "home, declined");
  await page.goto("/account/billing");
  await expect(page.getByText("Loading")).toHaveCount(0);
  await expectLegible(page, "billing, declined");
  await page.getByRole("region", { name: "Upcoming charges" }).getByRole("link").first().click();
  await expect(page.getByRole("button", { name: /^Pay / })).toBeVisible();
  await expectLegible(page, "charge, declined");
  await page.goto(`${page.url()}/change-date`);
  await expect(page.getByText("Why the date cannot be changed")).toBeVisible();
  await expectLegible(page, "change date, refused");
});

test("a provider's and support's pages", async ({ page }) => {
  test.setTimeout(300_000);
  await open(page, "maya@example.com", "/clients");
  await expect(page.getByRole("table", { name: "My clients" })).toBeVisible();
  await expectLegible(page, "my clients");
  await page.getByRole("link", { name: "Ana Rivera" }).click();
  await expect(page.getByRole("button", { name: "Copy with links" })).toBeVisible();
  await expectLegible(page, "recommended response");
  await page.goto("/support");
  await expect(heading(page, "Support")).toBeVisible();
  await expectLegible(page, "a provider's support");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out")).toBeVisible();
  await expectLegible(page, "signed out");
  await signIn(page, "jordan@example.com");
  await expect(heading(page, "Welcome")).toBeVisible();
  await expectLegible(page, "staff");
});

for (const [kind, name] of [["of a hundred letters", "W".repeat(100)], ["from right to left", "مركز الشفاء للاستشارات النفسية"], ["of emoji", "👩‍👩‍👧‍👦🌻🌻"]]) {
  test(`practice, payer, provider, support and client with names ${kind}`, async ({ page, desk }) => {
    test.setTimeout(400_000);
    desk.renames({ "Lakeside Counseling": name, "Dr. Maya Okafor": name, "Jordan Ellis": name, ",Rivera,": `,${name},`, "she/her": name, "Aetna,": `${name},`, "Aetna Choice POS II": name });
    await page.goto("/sign-in");
    await expect(page.getByText(name).first()).toBeVisible();
    await expectLegible(page, "sign-in");
    await page.goto("/help/who-to-ask");
    await expect(page.getByText(name).first()).toBeVisible();
    await expectLegible(page, "help");
    await open(page, "maya@example.com", "/clients");
    const client = page.getByRole("link", { name: `Ana ${name}` });
    await expect(client).toBeVisible();
    await expectLegible(page, "my clients");
    await client.click();
    await expect(page.getByRole("main")).toContainText(name);
    await expect(page.getByRole("button", { name: "Copy with links" })).toBeVisible();
    await expectLegible(page, "recommended response");
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole("button", { name: "Sign out" }).click();
    await signIn(page, "jordan@example.com");
    await expect(heading(page, "Welcome")).toBeVisible();
    await expectLegible(page, "staff");
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByRole("button", { name: "Menu" }).click();
    const out = page.getByRole("button", { name: "Sign out" });
    await expect(out).toBeVisible();
    await expectLegible(page, "staff, menu");
    await out.click();
    await signIn(page, "ana@example.com");
    await expect(heading(page, "Next charge")).toBeVisible();
    await expectLegible(page, "home");
    for (const [path, title] of [
      ["/account/billing", "Charge history"],
      ["/account/my-coverage", "Primary coverage"],
      ["/account/about-me", "On file"],
      ["/support", "Support"],
    ]) {
      await page.goto(path);
      await expect(heading(page, title)).toBeVisible();
      await expect(page.getByText("Loading")).toHaveCount(0);
      await expectLegible(page, path);
    }
    await page.goto("/account/my-coverage");
    await page.getByRole("button", { name: "Verify coverage" }).first().click();
    await expect(page.getByText(`What ${inSentence(name)} says about your plan`)).toBeVisible();
    await expectLegible(page, "my coverage, a payer's answer");
    await page.getByRole("button", { name: "Change insurance" }).click();
    await page.getByRole("combobox", { name: "Insurance company" }).fill(name);
    await expect(page.getByRole("option", { name })).toBeVisible();
    await expectLegible(page, "change insurance, list open");
    await page.getByRole("option", { name }).click();
    await page.getByLabel("First day").fill("1/1/2026");
    await expect(page.getByText("When you save")).toBeVisible();
    await expectLegible(page, "change insurance, with its effect");
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.goto("/account/billing");
    await page.getByRole("region", { name: "Upcoming charges" }).getByRole("link", { name: "How this amount was calculated" }).first().click();
    await expect(heading(page, "What has happened so far")).toBeVisible();
    await expectLegible(page, "charge");
  });
}

test("the question to who does nothing", async ({ page }) => {
  await takeClock(page);
  await open(page, "ana@example.com", "/home");
  await expect(heading(page, "Next charge")).toBeVisible();
  await page.clock.fastForward("13:00");
  await expect(page.getByRole("dialog", { name: "Are you still there?" })).toBeVisible();
  await page.clock.resume();
  await expectLegible(page, "still there?");
});

test.describe("in a language of longer words", () => {
  test.use({ locale: "en-XA" });

  test("bars, menu and the choice of colors", async ({ page }) => {
    test.setTimeout(300_000);
    await page.goto("/sign-in");
    await expect(heading(page, disguised("Sign in"))).toBeVisible();
    await expectLegible(page, "sign-in");
    await page.getByLabel(disguised("Email address")).fill("ana@example.com");
    await page.getByRole("textbox", { name: disguised("Password") }).fill(PASSWORD);
    await page.getByRole("button", { name: disguised("Sign in") }).click();
    await expect(heading(page, disguised("Next charge"))).toBeVisible();
    await expectLegible(page, "home");
    await page.setViewportSize({ width: 320, height: 800 });
    await page.getByRole("button", { name: disguised("Menu") }).click();
    await expect(page.getByText(disguised("Signed in as")).first()).toBeVisible();
    await expectLegible(page, "home, menu");
    await page.goto("/account/billing");
    await expect(heading(page, disguised("Charge history"))).toBeVisible();
    await expectLegible(page, "billing");
  });
});

test("words of other languages, half as long again, stay within bar and switch", async ({ page }) => {
  await open(page, "ana@example.com", "/home");
  await expect(heading(page, "Next charge")).toBeVisible();
  const say = (words: [string, string][]) =>
    page.evaluate((words) => {
      for (const [from, to] of words) {
        const all = [...document.querySelectorAll(".ui-nav span, .ui-theme-choice span, .ui-menu-button")];
        for (const it of all.filter((it) => it.textContent?.trim() === from)) (it.querySelector("span") ?? it).replaceChildren(...it.querySelectorAll("svg"), to);
      }
    }, words);
  await say([["Home", "Página inicial"], ["Account", "Mi cuenta"], ["Support", "Asistencia"], ["Help", "Ayuda"], ["Auto", "Automático"], ["Light", "Claridad"], ["Dark", "Oscuridad"]]);
  await expectLegible(page, "home");
  await page.setViewportSize({ width: 320, height: 800 });
  await page.getByRole("button", { name: "Menu" }).click();
  await expect(page.getByText("Oscuridad")).toBeVisible();
  await expectLegible(page, "home, menu");
  for (const width of [320, 390, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width} px`).toBe(true);
  }
});

test("for who asked for less motion the other theme is there at once", async ({ page }) => {
  await page.goto("/sign-in");
  await expect(heading(page, "Sign in")).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ reducedMotion: "reduce", colorScheme });
    const moving = await page.evaluate(() =>
      document.getAnimations().map((animation) => Number(animation.effect!.getComputedTiming().activeDuration)),
    );
    // Milliseconds: what still appears after its delay does so at once.
    expect(Math.max(0, ...moving), colorScheme).toBeLessThan(1);
  }
});
