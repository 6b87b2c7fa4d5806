// The tab My Coverage.

import { expectAccessible } from "../support/accessibility.ts";
import { expect, open, test } from "../support/test.ts";
import type { Page } from "@playwright/test";

const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("a client sees who pays for them, who did, and who is asked second", async ({ page }) => {
  await open(page, "ana@example.com", "/account");
  await page.getByRole("link", { name: "My Coverage" }).click();
  await expect(page).toHaveURL(/\/c\/[^/]+\/account\/my-coverage$/);
  await expect(page.getByRole("link", { name: "My Coverage" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeFocused();
  const plans = card(page, "Primary coverage").getByRole("listitem");
  await expect(plans).toHaveCount(2);
  await expect(plans.first()).toContainText("Current");
  await expect(plans.first()).toContainText("Aetna Choice POS II");
  await expect(plans.first()).toContainText("Since Oct 1, 2024");
  await expect(plans.last()).toContainText("Past");
  await expect(plans.last()).toContainText("Jan 1, 2022 to Aug 31, 2024");
  await expect(plans.last()).toContainText("Child");
  await expect(card(page, "Secondary coverage").getByRole("listitem")).toContainText("Aetna Supplement");
  await expectAccessible(page, "my coverage");
  await page.setViewportSize({ width: 390, height: 844 });
  const past = card(page, "Primary coverage").getByRole("button", { name: "1 past plan" });
  await expect(plans).toHaveCount(1);
  await past.click();
  await expect(plans).toHaveCount(2);
  await expectAccessible(page, "my coverage on a phone");
});

test("a member ID stands there in full only for whoever asks for it", async ({ page }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  const plan = card(page, "Secondary coverage").getByRole("listitem");
  await expect(plan).toContainText("Ends in 0977");
  expect(await page.content()).not.toContain("W881200977");
  const show = plan.getByRole("button", { name: "Show member ID" });
  await expect(show).toHaveAccessibleDescription("Aetna");
  await show.focus();
  await page.keyboard.press("Enter");
  await expect(plan).toContainText("W881200977");
  const hide = plan.getByRole("button", { name: "Hide member ID" });
  await expect(hide).toBeFocused();
  await expectAccessible(page, "my coverage, member ID shown");
  await page.keyboard.press("Enter");
  await expect(plan).toContainText("Ends in 0977");
  // A short one is hidden as a whole.
  await expect(card(page, "Primary coverage").getByRole("listitem").first()).toContainText("Hidden");
});

test("a plan to come is shown, and that two plans cover the same days", async ({ page }) => {
  await open(page, "zoe@example.com", "/account/my-coverage");
  const plans = card(page, "Primary coverage").getByRole("listitem");
  await expect(plans.first()).toContainText("Current");
  await expect(plans.last()).toContainText("Next");
  const told = "Two plans cover Jan 1, 2026 and every day after. The one that starts later is billed.";
  await expect(card(page, "Primary coverage")).toContainText(told);
  await expectAccessible(page, "my coverage, two plans at once");
});
