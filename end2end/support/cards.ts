// The payment processor's page for a card, on a site of its own.

import { expect, type Page } from "@playwright/test";

export const CREDIT = "4242 4242 4242 4242";
export const DEBIT = "4000 0566 5566 5556";
export const PREPAID = "5105 1051 0510 5100";
export const DECLINED = "4000 0000 0000 0002";
/** Its bank asks its holder first. */
export const ASKS = "4000 0025 0000 3155";

/** The page is there, and is no page of ours. */
export async function expectCardPage(page: Page, ours: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "Save a card" })).toBeVisible();
  expect(new URL(page.url()).origin).not.toBe(new URL(ours).origin);
}

/** Enters a card and has it saved. */
export async function enterCard(page: Page, number: string, expires = "12 / 34"): Promise<void> {
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expires (MM / YY)").fill(expires);
  await page.getByLabel("CVC").fill("123");
  await page.getByRole("button", { name: "Save card" }).click();
}
