// A client changes their insurance in the tab My Coverage.

import { expectAccessible } from "../support/accessibility.ts";
import { disguised } from "../support/language.ts";
import { expect, open, signIn, test } from "../support/test.ts";
import type { Page } from "@playwright/test";

const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** Fills in what stands on the card. */
async function fillCard(page: Page, memberId: string): Promise<void> {
  await page.getByLabel("Plan", { exact: true }).fill("Open Access Plus");
  await page.getByLabel("Member ID", { exact: true }).fill(memberId);
}

async function choosePayer(page: Page, typed: string, name: string): Promise<void> {
  await page.getByRole("combobox", { name: "Insurance company" }).fill(typed);
  await page.getByRole("option", { name }).click();
}

test("a plan that begins later becomes the next one, and the present one ends the day before", async ({ page }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  await page.getByRole("button", { name: "Change insurance" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Change insurance" })).toBeFocused();
  await expectAccessible(page, "change insurance, empty");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Choose your insurance company from the list.").first()).toBeVisible();
  await expectAccessible(page, "change insurance, with mistakes");
  await choosePayer(page, "cig", "Cigna");
  await fillCard(page, "U99-11");
  await page.getByLabel("First day").fill("1/1/2026");
  const form = card(page, "Change insurance");
  await expect(form).toContainText("Sessions up to Dec 31, 2025 are billed to Aetna.");
  await expect(form).toContainText("Sessions on or after Jan 1, 2026 are billed to Cigna.");
  await expect(form).toContainText("Charges that are scheduled already stay as they are.");
  await expectAccessible(page, "change insurance, with its effect");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your plan with Cigna is on file. Your practice has been told.")).toBeVisible();
  const plans = card(page, "Primary coverage").getByRole("listitem");
  await expect(plans.first()).toContainText("Oct 1, 2024 to Dec 31, 2025");
  await expect(plans.nth(1)).toContainText("Next");
  await expect(plans.nth(1)).toContainText("Starts Jan 1, 2026");
  expect(await page.content()).not.toContain("U99-11");
  await expectAccessible(page, "my coverage after a change");
  await page.reload();
  await expect(plans.nth(1)).toContainText("Cigna");
});

test("a client pays alone and comes back by adding insurance that needs no card", async ({ page }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  await page.getByRole("button", { name: "Switch to self-pay" }).click();
  await page.getByLabel("Last day of your insurance").fill("11/30/2025");
  const form = card(page, "Switch to self-pay");
  await expect(form).toContainText("Sessions up to Nov 30, 2025 are billed to Aetna.");
  await expect(form).toContainText("You pay for sessions on or after Dec 1, 2025 yourself.");
  await expect(form).toContainText("Your part is charged to the card under Billing Information.");
  await expectAccessible(page, "switch to self-pay");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your insurance ends on Nov 30, 2025.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Switch to self-pay" })).toHaveCount(0);
  await expect(card(page, "Primary coverage")).toContainText("You pay for your sessions yourself.");
  await page.getByRole("button", { name: "Add insurance", exact: true }).click();
  await choosePayer(page, "medicaid", "New York Medicaid");
  await fillCard(page, "AB12345C");
  await page.getByLabel("Your relationship to the subscriber").selectOption({ label: "Child" });
  await page.getByLabel("Subscriber's last name").fill("Rivera");
  await page.getByLabel("Subscriber's date of birth").fill("5/4/1961");
  await page.getByLabel("First day").fill("12/1/2025");
  await expect(card(page, "Add insurance")).toContainText("You need no card on file.");
  await expectAccessible(page, "add insurance of somebody else's");
  await page.getByRole("button", { name: "Save" }).click();
  const present = card(page, "Primary coverage").getByRole("listitem").first();
  await expect(present).toContainText("New York Medicaid");
  await expect(present).toContainText("May 4, 1961");
  await expect(present).toContainText("Child");
});

test("what is on a card is corrected, and a number that is left blank stays", async ({ page }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  const plan = card(page, "Secondary coverage").getByRole("listitem");
  await plan.getByRole("button", { name: "Correct this coverage" }).click();
  await expect(page.getByRole("heading", { name: "Correct your coverage with Aetna" })).toBeFocused();
  await expect(page.getByLabel("Plan", { exact: true })).toHaveValue("Aetna Supplement");
  await page.getByLabel("Plan", { exact: true }).fill("Aetna Supplement Plus");
  await page.getByLabel("Member ID", { exact: true }).fill("1.2E+11");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("A spreadsheet shortened this number.").first()).toBeVisible();
  await expectAccessible(page, "correct a coverage, with a mistake");
  await page.getByLabel("Member ID", { exact: true }).fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your coverage with Aetna is corrected.")).toBeVisible();
  await expect(plan).toContainText("Aetna Supplement Plus");
  await expect(plan).toContainText("Ends in 0977");
});

test("the whole change is made by keyboard", async ({ page }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  const button = page.getByRole("button", { name: "Change secondary insurance" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Change secondary insurance" })).toBeFocused();
  await page.keyboard.press("Tab");
  const payer = page.getByRole("combobox", { name: "Insurance company" });
  await expect(payer).toBeFocused();
  await page.keyboard.type("blue");
  await expect(payer).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Escape");
  await expect(payer).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("ArrowDown");
  const option = page.getByRole("option", { name: "Blue Cross Blue Shield of New York" });
  await expect(option).toHaveAttribute("aria-selected", "true");
  await expect(payer).toHaveAttribute("aria-activedescendant", (await option.getAttribute("id")) ?? "");
  await expectAccessible(page, "change insurance, list open");
  await page.keyboard.press("Enter");
  await expect(payer).toHaveValue("Blue Cross Blue Shield of New York");
  await expect(option).toBeHidden();
  for (const text of ["Blue Extra", "W555", "", ""]) {
    await page.keyboard.press("Tab");
    if (text) await page.keyboard.type(text);
  }
  await page.keyboard.press("Tab");
  await page.keyboard.type("12/8/2025");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Your plan with Blue Cross Blue Shield of New York is on file.")).toBeVisible();
  await expect(card(page, "Secondary coverage").getByRole("listitem").nth(1)).toContainText("Blue Extra");
});

test("a form stays open with what is typed when another language is chosen, and when the session ends", async ({ page, context }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  await page.getByRole("button", { name: "Change insurance" }).click();
  await fillCard(page, "U99");
  await page.getByLabel("Language").selectOption("en-XA");
  await expect(page.getByRole("heading", { name: disguised("Change insurance") })).toBeVisible();
  await expect(page.getByLabel(disguised("Language"))).toBeFocused();
  await page.getByLabel(disguised("Language")).selectOption("en");
  await expect(page.getByLabel("Plan", { exact: true })).toHaveValue("Open Access Plus");
  await choosePayer(page, "cig", "Cigna");
  await page.getByLabel("First day").fill("12/8/2025");
  await context.clearCookies();
  await page.getByRole("button", { name: "Save" }).click();
  await signIn(page, "ana@example.com");
  await expect(page.getByLabel("Member ID", { exact: true })).toHaveValue("U99");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your plan with Cigna is on file.")).toBeVisible();
});

test("a company that is not listed leads to Client Support, and giving up leads back", async ({ page }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  await page.getByRole("button", { name: "Change insurance" }).click();
  await page.getByRole("combobox", { name: "Insurance company" }).fill("Kaiser");
  const form = card(page, "Change insurance");
  await expect(form).toContainText("No insurance company matches.");
  await expect(form.getByRole("link", { name: "Ask Client Support" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("heading", { name: "Has your insurance changed?" })).toBeFocused();
});

test("in two tabs the second one hears of the first, keeps what was typed and may save it then", async ({ page }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  await page.getByRole("button", { name: "Switch to self-pay" }).click();
  await page.getByLabel("Last day of your insurance").fill("12/31/2025");
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByRole("button", { name: "Change insurance" }).click();
  await choosePayer(other, "cigna", "Cigna");
  await fillCard(other, "U99");
  await other.getByLabel("First day").fill("12/8/2025");
  await other.getByRole("button", { name: "Save" }).click();
  await expect(other.getByText("Your plan with Cigna is on file.")).toBeVisible();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your insurance on file was changed in the meantime.")).toBeVisible();
  await expect(page.getByLabel("Last day of your insurance")).toHaveValue("12/31/2025");
  await expect(card(page, "Switch to self-pay")).toContainText("Sessions up to Dec 31, 2025 are billed to Cigna.");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your insurance ends on Dec 31, 2025.")).toBeVisible();
});
