// Verify coverage: what the payer says of a plan when it is asked.

import { expectAccessible } from "../support/accessibility.ts";
import { openNewest } from "../support/history.ts";
import { expect, open, test } from "../support/test.ts";
import type { Page } from "@playwright/test";

const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const current = (page: Page) => card(page, "Primary coverage").getByRole("listitem").filter({ hasText: "Current" });

test("a client has the payer asked, and what it says stays with the plan and explains their charges", async ({ page }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  const plan = current(page);
  await expect(plan.getByText("What Aetna says")).toHaveCount(0);
  const verify = plan.getByRole("button", { name: "Verify coverage" });
  await expect(verify).toHaveAccessibleDescription("Aetna");
  await verify.focus();
  await page.keyboard.press("Enter");
  await expect(plan.getByText("What Aetna says")).toBeVisible();
  await expect(plan).toContainText("Your coverage has been active since");
  await expect(plan).toContainText("Copay per visit");
  await expect(plan).toContainText("Checked Dec 1, 2025.");
  await expectAccessible(page, "my coverage, verified");
  await page.reload();
  await expect(plan.getByRole("button", { name: "Verify again" })).toBeVisible();
  await expect(plan).toContainText("Checked Dec 1, 2025.");
  // A plan that ended more than a year ago nobody answers for.
  const past = card(page, "Primary coverage").getByRole("listitem").filter({ hasText: "Aetna Select" });
  await expect(past.getByRole("button", { name: /Verify/ })).toHaveCount(0);
  await page.goto("/account/billing");
  await openNewest(page, page.getByLabel("Status"), "paid");
  await expect(card(page, "What Aetna says about your plan")).toContainText("Copay per visit");
  await expectAccessible(page, "a charge with what the payer said");
});

test("a plan that is over is told from one that holds", async ({ page }) => {
  await open(page, "bo@example.com", "/account/my-coverage");
  await current(page).getByRole("button", { name: "Verify coverage" }).click();
  await expect(current(page)).toContainText("Your coverage ended on Dec 31, 2024.");
  await expectAccessible(page, "my coverage, inactive");
});

test("a payer that does not answer is said not to, and can be asked again", async ({ page, troubles }) => {
  await open(page, "zoe@example.com", "/account/my-coverage");
  await current(page).getByRole("button", { name: "Verify coverage" }).click();
  await expect(current(page)).toContainText("did not answer.");
  await expect(current(page).getByRole("button", { name: "Verify coverage" })).toBeEnabled();
  await expectAccessible(page, "my coverage, no answer");
  expect(troubles.splice(0).every((it) => it.includes("503"))).toBe(true);
  // Of a plan that begins next year payers say nothing yet.
  const next = card(page, "Primary coverage").getByRole("listitem").filter({ hasText: "Next" });
  await expect(next.getByRole("button", { name: /Verify/ })).toHaveCount(0);
});
