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

/** A session of Ana's that she paid herself. */
const SELF_PAID = {
  client_id: "c-1", provider_id: "s-1", session_date: "2025-11-06", session_time: "15:00", cpt_code: "90837",
  kind: "self_pay", state: "paid", amount: "140.00", paid_on: "2025-11-13", card_brand: "Visa", card_last4: "4242", receipt: "R-6",
};
const CODES = { diagnosis_codes: "F43.23", place_of_service: "10", modifiers: "95", units: "1" };

/** Ana says where she lives. */
async function lives(page: Page): Promise<void> {
  await page.goto("/account/about-me");
  await page.getByLabel("Street address").fill("31 Quail Street");
  await page.getByLabel("City").fill("Albany");
  await page.getByLabel("State").selectOption({ label: "New York" });
  await page.getByLabel("ZIP code").fill("12207");
  await page.getByRole("button", { name: "Save address" }).click();
  await expect(page.getByRole("main")).toContainText("Your address is");
}

test("a superbill is there once nothing is missing, and says until then who adds what", async ({ page, desk }) => {
  desk.exports({ "sb-1": SELF_PAID });
  await open(page, "ana@example.com", "/account/billing");
  const months = page.getByLabel("Month of the sessions");
  await expect(months).toHaveValue("2025-11");
  await expect(page.getByText("your address, which you add under About Me")).toBeVisible();
  await expect(page.getByText("Your practice adds what is not yours to add.")).toBeVisible();
  await expect(page.getByRole("link", { name: /^Superbill of/ })).toHaveCount(0);
  await expectAccessible(page, "the history, where superbills lack something");
  await page.getByRole("table", { name: "Charge history" }).getByRole("row").filter({ hasText: "$140.00" }).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Superbill" })).toBeVisible();
  await expect(page.getByRole("listitem").filter({ hasText: "the diagnosis code" })).toBeVisible();
  await expectAccessible(page, "a charge whose superbill lacks something");

  await lives(page);
  desk.exports({ "sb-1": { ...SELF_PAID, ...CODES } });
  await page.goto("/account/billing");
  const month = await downloaded(page, "Superbill of November 2025 (PDF)");
  expect([month.name, month.file.subarray(0, 5).toString()]).toEqual(["superbill-2025-11.pdf", "%PDF-"]);
  await expectAccessible(page, "the history, with a superbill");
  await page.getByRole("table", { name: "Charge history" }).getByRole("row").filter({ hasText: "$140.00" }).getByRole("link").click();
  const session = await downloaded(page, "Download superbill (PDF)");
  expect(session.name).toBe("superbill-2025-11-06.pdf");
  await expectAccessible(page, "a charge with its superbill");
});

test("what an insurer is not asked about has no superbill, and what it was for is on no page", async ({ page, desk }) => {
  desk.exports({ "sb-1": { ...SELF_PAID, ...CODES }, "sb-2": { ...SELF_PAID, ...CODES, session_date: "2025-10-02", kind: "no_show_fee", amount: "75.00", receipt: "R-7" } });
  const told: string[] = [];
  page.on("response", async (answer) => {
    if (answer.url().includes("/api/")) told.push(await answer.text().catch(() => ""));
  });
  await open(page, "ana@example.com", "/account/billing");
  await expect(page.getByLabel("Month of the sessions").getByRole("option")).toHaveText(["November 2025"]);
  await page.getByRole("table", { name: "Charge history" }).getByRole("row").filter({ hasText: "$75.00" }).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Payments" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Superbill" })).toHaveCount(0);
  await expect.poll(() => told.length).toBeGreaterThan(2);
  expect(told.filter((text) => text.includes("F43"))).toEqual([]);
});
