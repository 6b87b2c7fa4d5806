import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { ANSWERED } from "../support/desk.ts";
import { expect, open, test } from "../support/test.ts";

const BILLING = "/account/billing";
const table = (page: Page) => page.getByRole("table", { name: "Charge history" });
const rows = (page: Page) => table(page).getByRole("row").filter({ hasText: "$30.00" });
const offered = (page: Page, label: string) => page.getByLabel(label).getByRole("option").allInnerTexts();

test("a long history is read page by page, and says where in it one is", async ({ page }) => {
  await open(page, "bo@example.com", BILLING);
  await expect(page.getByText("1–20 of 23, newest first")).toBeVisible();
  await expect(rows(page)).toHaveCount(20);
  await expect(page.getByRole("button", { name: "Newer charges" })).toHaveCount(0);
  await page.getByRole("button", { name: "Older charges" }).click();
  await expect(page.getByText("21–23 of 23, newest first")).toBeFocused();
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByRole("button", { name: "Older charges" })).toHaveCount(0);
  await page.getByRole("button", { name: "Newer charges" }).click();
  await expect(page.getByText("1–20 of 23, newest first")).toBeFocused();
});

test("only what occurs is offered to filter by, and what is chosen stays when there is nothing of it any more", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", BILLING);
  await expect(table(page)).toBeVisible();
  expect(await offered(page, "Status")).toEqual(["All statuses", "Pending", "Being scheduled", "Upcoming", "Paid"]);
  expect(await offered(page, "Provider")).toEqual(["All providers", "Dr. Maya Okafor"]);
  expect(await offered(page, "Year")).toEqual(["All years", "2025"]);
  await page.getByLabel("Status").selectOption({ label: "Pending" });
  await expect(page.getByText("One charge", { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Paid per year, all charges" })).toBeVisible();

  desk.exports({ "h-2": ANSWERED });
  await page.reload();
  await expect(page.getByText("No charge matches")).toBeVisible();
  await expect(page.getByLabel("Status")).toHaveValue("awaiting_insurer");
  expect(await offered(page, "Status")).toContain("Nothing to pay");
  await expectAccessible(page, "history, nothing found");
  await page.getByRole("button", { name: "Show all charges" }).click();
  await expect(page.getByText("6 charges, newest first")).toBeFocused();
  await expect(page.getByLabel("Status")).toHaveValue("");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("a row has two lines, day and amount first, and leads to its charge wherever it is pressed", async ({ page, desk }) => {
    await desk.mailbox.to("bo@example.com", /payment/i);
    await desk.clock("2025-12-02T10:00:01-05:00");
    await desk.mailbox.to("bo@example.com", /did not go through/i);
    await open(page, "bo@example.com", BILLING);
    await expect(rows(page)).toHaveCount(20);
    for (const row of [rows(page).nth(1), rows(page).nth(5)]) {
      const [day, amount, what, state] = await Promise.all([0, 3, 1, 2].map((cell) => row.getByRole("cell").nth(cell).boundingBox()));
      if (!day || !amount || !what || !state) throw new Error("a cell is not there");
      expect([day.y, what.y]).toEqual([amount.y, state.y]);
      expect(what.y).toBeGreaterThan(day.y);
      expect(amount.x).toBeGreaterThan(day.x);
      expect(state.x).toBeGreaterThan(what.x);
      // Two lines of 24 pixels, and what is around them.
      expect((await row.boundingBox())?.height).toBeLessThanOrEqual(2 * 24 + 2 * 12 + 6);
    }
    // Of 20 rows only the one that somebody has to see to stands out.
    await expect(table(page).locator(".ui-badge")).toHaveText("Payment failed");
    await expectAccessible(page, "history, one failed");
    await rows(page).nth(5).scrollIntoViewIfNeeded();
    const box = await rows(page).nth(5).boundingBox();
    if (!box) throw new Error("the row is not there");
    const href = await rows(page).nth(5).getByRole("link").getAttribute("href");
    await page.touchscreen.tap(box.x + box.width - 4, box.y + 4);
    await expect(page).toHaveURL(`${desk.url}${href}`);
  });

  for (const [width, email] of [[390, "ana@example.com"], [360, "ana@example.com"], [390, "zoe@example.com"], [360, "zoe@example.com"]] as const) {
    test(`no row of ${email} takes more than two lines at ${width} pixels`, async ({ page, desk }) => {
      await desk.mailbox.to("ana@example.com", /payment/i);
      await page.setViewportSize({ width, height: 844 });
      await open(page, email, BILLING);
      await expect(table(page)).toBeVisible();
      const heights = await table(page).getByRole("row").evaluateAll((rows) => rows.slice(1).map((row) => row.getBoundingClientRect().height));
      expect(heights.length).toBeGreaterThan(2);
      expect(Math.max(...heights)).toBeLessThanOrEqual(2 * 24 + 2 * 12 + 6);
    });
  }

  test("filters are folded away, and the fold says what is filtered", async ({ page }) => {
    await open(page, "bo@example.com", BILLING);
    const fold = page.getByRole("button", { name: "Filter: all charges" });
    await expect(fold).toHaveAttribute("aria-expanded", "false");
    await expect(page.getByLabel("Status")).toBeHidden();
    await fold.tap();
    await page.getByLabel("Status").selectOption({ label: "Upcoming" });
    await page.getByLabel("Year").selectOption("2025");
    const chosen = page.getByRole("button", { name: "Filter: 2025 · Upcoming" });
    await expect(chosen).toHaveAttribute("aria-expanded", "true");
    await expectAccessible(page, "history, filters open");
    await chosen.tap();
    await expect(page.getByLabel("Status")).toBeHidden();
    await page.reload();
    await expect(chosen).toBeVisible();
    await expect(rows(page)).toHaveCount(1);
    await page.getByRole("button", { name: "Show all charges" }).tap();
    await expect(fold).toBeVisible();
    await expect(rows(page)).toHaveCount(20);
  });

  test("a client of a provider's is found and opened on a phone as well", async ({ page }) => {
    await open(page, "maya@example.com", "/clients");
    const row = page.getByRole("row").filter({ hasText: "Ana Rivera" });
    await row.scrollIntoViewIfNeeded();
    const box = await row.boundingBox();
    if (!box) throw new Error("the row is not there");
    await page.touchscreen.tap(box.x + box.width - 4, box.y + box.height - 4);
    await expect(page.getByRole("heading", { level: 1, name: "Ana Rivera" })).toBeVisible();
  });
});
