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
