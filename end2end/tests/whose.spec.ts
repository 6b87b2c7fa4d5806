// A client sees their practice's name, on every page and in every title, and the product's on none.

import type { Page } from "@playwright/test";
import { ARTICLES } from "../support/help.ts";
import { expect, open, test } from "../support/test.ts";

const PRODUCT = /almoner/i;

async function expectPractices(page: Page, path: string): Promise<void> {
  await expect(page, path).toHaveTitle(/ · Lakeside Counseling$/);
  await expect(page.locator(".ui-brand-name"), path).toHaveText("Lakeside Counseling");
  await expect(page.locator("body"), path).not.toContainText(PRODUCT, { useInnerText: true });
}

test("a client sees the practice's name on every page and in every title", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /Your payment on/, "$25.00");
  for (const path of ["/sign-in", "/help", ...ARTICLES.map(([path]) => path), "/support", "/confirm-email"]) {
    await page.goto(path);
    await expectPractices(page, path);
  }
  await open(page, "ana@example.com", "/home");
  await expect(page.getByRole("heading", { name: "Next charge" })).toBeVisible();
  for (const path of ["/home", "/account/billing", "/account/about-me", "/account/my-coverage", "/support", "/help", "/nowhere"]) {
    await page.goto(path);
    await expectPractices(page, path);
  }
  await page.goto("/account/billing");
  await page.getByRole("link", { name: "How this amount was calculated" }).first().click();
  await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
  await expectPractices(page, "a charge");
  await page.getByRole("link", { name: "Change date" }).click();
  await expect(page.getByRole("heading", { name: "Change the date" })).toBeVisible();
  await expectPractices(page, "change date");
});

test("the page of a charge is named by its session", async ({ page, desk }) => {
  test.setTimeout(120_000);
  await desk.mailbox.to("ana@example.com", /Your payment on/, "$25.00");
  await desk.clock("2025-12-02T10:00:01-05:00");
  await open(page, "ana@example.com", "/account/billing");
  for (const [amount, heading] of [
    ["$90.00", "$90.00 for the session on Nov 19, 3:00 PM"],
    ["$60.00", "$60.00 · No-show fee for Oct 22, 3:00 PM"],
    ["$25.00", "$25.00 for the session on Nov 12, 3:00 PM"],
  ]) {
    await page.getByRole("row").filter({ hasText: amount }).locator("a[href*='/charges/']").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await page.goBack();
  }
});
