// A charge that was taken, and what its client sees of the money.

import { expect, type Locator, type Page } from "@playwright/test";
import type { Dashboard } from "./dashboard.ts";
import type { Desk } from "./desk.ts";
import { open } from "./test.ts";

export const main = (page: Page): Locator => page.getByRole("main");

/** The lines of a sum, each as its words and its amount. */
export async function sum(page: Page, caption: string): Promise<string[]> {
  const table = page.getByRole("table", { name: caption });
  await expect(table).toBeVisible();
  const rows = await table.getByRole("row").allInnerTexts();
  return rows.map((row) => row.replaceAll(/\s+/g, " ").trim());
}

export const PAID = "Payments";

/** Ana's $25.00, taken on Dec 2 at ten, with its page open. */
export async function paid(page: Page, desk: Desk): Promise<Awaited<ReturnType<Dashboard["taken"]>>> {
  await desk.mailbox.to("ana@example.com", /Your payment on/, "$25.00");
  await desk.clock("2025-12-02T10:00:01-05:00");
  await desk.mailbox.to("ana@example.com", /Receipt/, "$25.00");
  await open(page, "ana@example.com", "/account/billing");
  await row(page).getByRole("link").click();
  await expect(page.getByRole("heading", { name: PAID })).toBeVisible();
  return desk.dashboard.taken("cus_ana", 2_500);
}

/** The row of Ana's charge in the history. */
export function row(page: Page): Locator {
  return page.getByRole("table", { name: "Charge history" }).getByRole("row").filter({ hasText: "Nov 12" });
}

/** Opens the history and says what its row and the year say; then goes back to the charge. */
export async function inHistory(page: Page, look: () => Promise<void>): Promise<void> {
  const charge = page.url();
  await page.goto("/account/billing");
  await expect(row(page)).toBeVisible();
  await look();
  await page.goto(charge);
  await expect(page.getByRole("heading", { name: PAID })).toBeVisible();
}

/** What was paid for the sessions of the year. */
export const year = (page: Page): Locator => page.getByRole("definition").filter({ hasText: "$" });
