// Back, and loading a page again, lead to the place: how far down, which page of the history, what it is filtered by, what was searched.

import type { Page } from "@playwright/test";
import { ARTICLES } from "../support/help.ts";
import { expect, open, signIn, test } from "../support/test.ts";

const list = (page: Page) => page.getByRole("table", { name: "Charge history" });
const rows = (page: Page) => list(page).getByRole("row").filter({ hasText: "$30.00" });
const down = (page: Page) => page.evaluate(() => Math.round(scrollY));
const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });

/** Scrolls there, and lets the page stand still for as long as it takes to be kept. */
async function scrolled(page: Page, y: number): Promise<void> {
  await page.evaluate((y) => window.scrollTo(0, y), y);
  await expect.poll(() => page.evaluate(() => (window.history.state as { down?: number } | null)?.down)).toBe(y);
}

test("back from a charge leads to its row, and loading the history again to the same place of it", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 700 });
  await open(page, "bo@example.com", "/account/billing");
  await expect(page.getByText("1–20 of 23, newest first")).toBeVisible();
  const fifteenth = rows(page).nth(14).getByRole("link");
  await fifteenth.scrollIntoViewIfNeeded();
  const before = await down(page);
  expect(before).toBeGreaterThan(500);
  const href = await fifteenth.getAttribute("href");
  await fifteenth.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "How this amount was calculated" })).toBeVisible();
  expect(await down(page)).toBe(0);
  await page.goBack();
  await expect.poll(() => down(page)).toBe(before);
  await expect(page.locator(":focus")).toHaveAttribute("href", String(href));

  await scrolled(page, 640);
  await page.reload();
  await expect(list(page)).toBeVisible();
  await expect.poll(() => down(page)).toBe(640);
  await page.goForward();
  await expect(page.getByRole("heading", { name: "How this amount was calculated" })).toBeVisible();
  await expect.poll(() => down(page)).toBe(0);
});

test("page and filters of the history are kept for each step of the way", async ({ page }) => {
  await open(page, "bo@example.com", "/account/billing");
  await page.getByRole("button", { name: "Older charges" }).click();
  await expect(page.getByText("21–23 of 23, newest first")).toBeVisible();
  await page.reload();
  await expect(page.getByText("21–23 of 23, newest first")).toBeVisible();
  await rows(page).last().getByRole("link").click();
  await expect(page.getByRole("heading", { name: "How this amount was calculated" })).toBeVisible();
  await page.reload();
  await page.getByRole("link", { name: "Billing Information" }).click();
  await expect(page.getByText("21–23 of 23, newest first")).toBeVisible();
  await page.getByLabel("Status").selectOption({ label: "Upcoming" });
  await expect(page.getByText("One charge")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Status")).toHaveValue("upcoming");
  await expect(rows(page)).toHaveCount(1);

  await page.goBack();
  await expect(page.getByRole("heading", { name: "How this amount was calculated" })).toBeVisible();
  await page.goBack();
  await expect(page.getByText("21–23 of 23, newest first")).toBeVisible();
  await expect(page.getByLabel("Status")).toHaveValue("");
  await page.goForward();
  await page.goForward();
  await expect(page.getByLabel("Status")).toHaveValue("upcoming");
  await expect(rows(page)).toHaveCount(1);
  expect(page.url()).not.toMatch(/[?#]/);
});

test("what a provider searched for is kept, and nobody else's after them", async ({ page }) => {
  await open(page, "maya@example.com", "/clients");
  const search = page.getByLabel("Find a client");
  await search.fill("rivera");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("link", { name: "Ana Rivera" }).click();
  await expect(heading(page, "Ana Rivera")).toBeVisible();
  await page.goBack();
  await expect(search).toHaveValue("rivera");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.reload();
  await expect(search).toHaveValue("rivera");
  await expect(page.getByRole("row")).toHaveCount(2);
  expect(page.url()).toMatch(/\/clients$/);
  expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.title]))).not.toContain("rivera");

  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByText("You are signed out")).toBeVisible();
  expect(await page.evaluate(() => JSON.stringify(window.history.state))).not.toContain("rivera");
  await signIn(page, "maya@example.com");
  await expect(search).toHaveValue("");
});

test("filters of one person are not another's", async ({ page }) => {
  await open(page, "bo@example.com", "/account/billing");
  await page.getByLabel("Status").selectOption({ label: "Upcoming" });
  await expect(rows(page)).toHaveCount(1);
  await page.context().clearCookies();
  await page.reload();
  await signIn(page, "ana@example.com");
  await page.getByRole("link", { name: "Account" }).click();
  await expect(page.getByText("6 charges, newest first")).toBeVisible();
  await expect(page.getByLabel("Status")).toHaveValue("");
});

test("every page that a visitor reaches has its address, and back does not skip it", async ({ page, desk }) => {
  await page.goto("/");
  await expect(heading(page, "Sign in")).toBeVisible();
  const way = [["Help", "/help"], ["Support", "/support"], ["Sign in", "/sign-in"], ["Support", "/support"], ["Help", "/help"]] as const;
  for (const [name, path] of way) {
    await page.getByRole("contentinfo").getByRole("link", { name, exact: true }).click();
    await expect(heading(page, name)).toBeVisible();
    await expect(page).toHaveURL(`${desk.url}${path}`);
  }
  for (const [path, name] of ARTICLES) {
    await page.getByRole("main").getByRole("link", { name }).click();
    await expect(heading(page, name)).toBeVisible();
    await expect(page).toHaveURL(`${desk.url}${path}`);
    await page.goBack();
    await expect(heading(page, "Help")).toBeVisible();
    await expect(page).toHaveURL(`${desk.url}/help`);
  }
  for (const [name, path] of way.toReversed().slice(1)) {
    await page.goBack();
    await expect(heading(page, name)).toBeVisible();
    await expect(page).toHaveURL(`${desk.url}${path}`);
  }
  await page.goBack();
  await expect(page).toHaveURL(`${desk.url}/sign-in`);
});
