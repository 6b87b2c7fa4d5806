// What clients take with them: the receipt of a charge, and what a year came to, to read and to count with.

import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { paid } from "../support/paid.ts";
import { expect, open, test } from "../support/test.ts";

async function downloaded(page: Page, label: string): Promise<{ name: string; file: Buffer }> {
  const link = page.getByRole("link", { name: label });
  await link.focus();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  return { name: download.suggestedFilename(), file: await readFile(await download.path()) };
}

test("the receipt of a payment is a file to keep, and the page stays", async ({ page, desk }) => {
  await paid(page, desk);
  await expectAccessible(page, "a paid charge, with its receipt");
  const { name, file } = await downloaded(page, "Download receipt");
  expect([name, file.subarray(0, 5).toString()]).toEqual(["receipt.pdf", "%PDF-"]);
  await expect(page.getByRole("link", { name: "Download receipt" })).toBeFocused();
});

test("what is not paid has no receipt", async ({ page }) => {
  await open(page, "ana@example.com", "/account/billing");
  await page.getByRole("table", { name: "Charge history" }).getByRole("row").filter({ hasText: "Upcoming" }).first().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Download receipt" })).toHaveCount(0);
});

test("a year is there to read and to count with", async ({ page }) => {
  await open(page, "bo@example.com", "/account/billing");
  await expectAccessible(page, "the history, with the papers of its years");
  const paper = await downloaded(page, "Statement of 2025 (PDF)");
  expect([paper.name, paper.file.subarray(0, 5).toString()]).toEqual(["statement-2025.pdf", "%PDF-"]);
  const table = await downloaded(page, "Statement of 2025 (CSV)");
  expect(table.name).toBe("statement-2025.csv");
  expect(table.file.toString().split("\r\n")[0]).toMatch(/^\uFEFFSession day,CPT code,/);
});
