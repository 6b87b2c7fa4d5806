import type { Page } from "@playwright/test";
import { expect, open, test } from "../support/test.ts";

const BILLING = "/account/billing";
const rows = (page: Page) => page.getByRole("table", { name: "Charge history" }).getByRole("row").filter({ hasText: "$30.00" });

test("a long history is read page by page and kept while a charge is looked at", async ({ page }) => {
  await open(page, "bo@example.com", BILLING);
  await expect(page.getByText("Charges 1 to 20")).toBeVisible();
  await expect(rows(page)).toHaveCount(20);
  await expect(page.getByRole("button", { name: "Newer charges" })).toHaveCount(0);

  await page.getByRole("button", { name: "Older charges" }).click();
  await expect(page.getByText("Charges 21 to 23")).toBeFocused();
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByRole("button", { name: "Older charges" })).toHaveCount(0);
  await rows(page).last().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "How this amount was calculated" })).toBeVisible();
  await page.goBack();
  await expect(page.getByText("Charges 21 to 23")).toBeVisible();
  await page.getByRole("button", { name: "Newer charges" }).click();
  await expect(page.getByText("Charges 1 to 20")).toBeFocused();

  await page.getByLabel("Status").selectOption({ label: "Upcoming" });
  await expect(page.getByText("One charge is shown.")).toBeVisible();
  await rows(page).getByRole("link").click();
  await page.getByRole("link", { name: "Billing Information" }).click();
  await expect(page.getByLabel("Status")).toHaveValue("upcoming");
  await expect(rows(page)).toHaveCount(1);
});
