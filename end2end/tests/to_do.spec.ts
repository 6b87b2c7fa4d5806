// What waits for a client, on Home.

import { expectAccessible } from "../support/accessibility.ts";
import { expect, open, test } from "../support/test.ts";

test("an address that is to be confirmed waits on Home until it is taken back", async ({ page }) => {
  await open(page, "ana@example.com", "/account/about-me");
  await page.getByRole("textbox", { name: "New email" }).fill("ana@new.example");
  await page.getByRole("button", { name: "Change email" }).click();
  await expect(page.getByText("Almost done")).toBeVisible();
  await page.getByRole("link", { name: "Home" }).click();
  const waiting = page.getByRole("region", { name: "To do" });
  await expect(waiting).toContainText("Open the link that we sent to \u2068ana@new.example\u2069.");
  await expectAccessible(page, "home, an address to confirm");
  await waiting.getByRole("link", { name: "Go to About Me" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Keep the present address" }).click();
  await expect(page.getByText("Your emails go on to")).toBeVisible();
  await page.getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("heading", { name: "Next charge" })).toBeVisible();
  await expect(page.getByText("Loading")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "To do" })).toHaveCount(0);
});

test("insurance that ends soon waits on Home until another one follows it", async ({ page }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  await page.getByRole("button", { name: "Switch to self-pay" }).click();
  await page.getByLabel("Last day of your insurance").fill("12/20/2025");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your insurance ends on Dec 20, 2025.")).toBeVisible();
  await page.getByRole("link", { name: "Home" }).click();
  const waiting = page.getByRole("region", { name: "To do" });
  await expect(waiting).toContainText("Your coverage ends soon");
  await expect(waiting).toContainText("Its last day is Sat, Dec 20, and no plan follows it.");
  await expectAccessible(page, "home, coverage ends soon");
  await waiting.getByRole("link", { name: "See My Coverage" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeFocused();
  const last = page.getByText("This plan's last day is Sat, Dec 20, and no plan follows it.");
  await expect(last).toBeVisible();
  await expectAccessible(page, "my coverage, it ends soon");
  await page.goBack();
  await expect(waiting).toContainText("Your coverage ends soon");
  await page.goForward();
  await page.getByRole("button", { name: "Change insurance" }).click();
  await page.getByRole("combobox", { name: "Insurance company" }).fill("Cigna");
  await page.getByRole("option", { name: "Cigna" }).click();
  await page.getByLabel("Plan", { exact: true }).fill("Open Access Plus");
  await page.getByLabel("Member ID", { exact: true }).fill("U99");
  await page.getByLabel("First day").fill("12/21/2025");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your plan with Cigna is on file.")).toBeVisible();
  await expect(last).toHaveCount(0);
  await page.getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("heading", { name: "Next charge" })).toBeVisible();
  await expect(page.getByText("Loading")).toHaveCount(0);
  await expect(waiting).toHaveCount(0);
});
