// The history on paper: all of it as it is filtered, with its years, its sums, and nothing cut where a sheet ends.

import { expect, type Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { printedPages } from "../support/pdf.ts";
import { open, test } from "../support/test.ts";

const together = (text: string) => text.replaceAll(/\s/g, "");
const cents = (text: string) => Number(text.replaceAll(/[^\d]/g, "")) * (text.includes("−") ? -1 : 1);

async function printed(page: Page, format = "Letter"): Promise<string[]> {
  return printedPages(await page.pdf({ format }));
}

/** Presses the button, with the browser's own dialog left out. */
async function press(page: Page): Promise<void> {
  await page.evaluate(() => void (window.print = () => void document.body.setAttribute("data-printed", "")));
  await page.getByRole("button", { name: "Print" }).click();
  await expect(page.locator("[data-printed]")).toBeAttached();
}

/** The cells of the lines, and of the last sum. */
async function lines(page: Page): Promise<{ rows: string[][]; total: string[] }> {
  const cells = await page.locator(".history-paper tbody tr").evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((cell) => cell.textContent?.replaceAll(/\s/g, " ").trim() ?? "")));
  return { rows: cells.filter((it) => it.length === 5), total: cells.at(-1) ?? [] };
}

/** The sums are those of what is listed. */
async function addsUp(page: Page): Promise<void> {
  const { rows, total } = await lines(page);
  const sum = (nth: number) => rows.map((row) => cents(row[nth])).reduce((one, other) => one + other, 0);
  expect([cents(total[1]), cents(total[2])]).toEqual([sum(3), sum(4)]);
}

test("all of a long history is printed, whichever page of it is open", async ({ page }) => {
  await open(page, "bo@example.com", "/account/billing");
  await page.getByRole("button", { name: "Older charges" }).click();
  await expect(page.getByText("21–23 of 23, newest first")).toBeVisible();
  await press(page);
  const { rows, total } = await lines(page);
  expect(rows).toHaveLength(23);
  expect(total).toEqual(["Total", "$690.00", "$660.00"]);
  await addsUp(page);
  // On small sheets it takes several.
  const sheets = await printed(page, "A5");
  const all = sheets.join("");
  expect(sheets.length).toBeGreaterThan(1);
  for (const words of ["Lakeside Counseling", "214 Lakeside Avenue, Albany, NY 12203", "Charge history of", "All charges since Jan 1, 2025 · Dr. Maya Okafor", "23 charges, newest first", "Printed Dec 1, 2025"]) {
    expect(sheets[0]).toContain(together(words));
  }
  // A line is whole on one sheet, and each sheet says what its columns are and which one it is.
  for (const row of [...rows, total]) {
    expect(sheets.filter((sheet) => sheet.includes(together(row.join("")))), row.join(" ")).toHaveLength(1);
  }
  sheets.forEach((sheet, nth) => {
    expect(sheet).toContain("SessionDescriptionStatusYourpartPaid");
    expect(sheet).toContain(`${nth + 1}/${sheets.length}`);
  });
  expect(all).not.toMatch(/(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\d{1,2}(?!\d|,20\d\d)/);
  for (const words of ["Payment methods", "Upcoming charges", "Filter", "Sign out", "Newer charges"]) {
    expect(all).not.toContain(together(words));
  }
});

test("what the browser prints by itself is all of it as well", async ({ page }) => {
  const whole = page.waitForResponse((answer) => answer.url().includes("whole=true"));
  await open(page, "bo@example.com", "/account/billing");
  await expect(page.getByText("1–20 of 23, newest first")).toBeVisible();
  await whole;
  await expect.poll(async () => (await printed(page)).join("").match(/Therapy,/g)?.length).toBe(23);
  // On the screen nothing of it is left.
  await expect(page.locator(".history-paper")).toHaveCount(0);
});

test("what is filtered is printed as it is filtered, and its sums are of nothing else", async ({ page }) => {
  await open(page, "zoe@example.com", "/account/billing");
  await press(page);
  await addsUp(page);
  // What was paid in the year on the screen is what the lines of the sheet come to.
  await expect(page.getByRole("definition").filter({ hasText: "$" })).toHaveText((await lines(page)).total[2]);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await page.getByLabel("Status").selectOption({ label: "Partially refunded" });
  await expect(page.getByText("One charge", { exact: true })).toBeVisible();
  await press(page);
  expect((await lines(page)).total).toEqual(["Total", "$30.00", "$20.00"]);
  await addsUp(page);
  const sheets = await printed(page);
  expect(sheets, "nothing begins a second sheet").toHaveLength(1);
  for (const words of ["Partially refunded · Dr. Maya Okafor", "One charge · Printed Dec 1, 2025", "$10.00 refunded Jul 25, 2025"]) {
    expect(sheets[0]).toContain(together(words));
  }
});

test("each year has its own sum, with what was paid in it for no charge", async ({ page }) => {
  const usd = (cents: number) => ({ cents, currency: "USD" });
  await page.route("**/api/c/*/charges", async (route) => {
    const answer = await route.fetch();
    const said = await answer.json();
    said.charges.filter((row: { session_day: string }) => row.session_day < "2025-06-20").forEach((row: object) => Object.assign(row, { session_day: "2024-12-30" }));
    said.years.push({ ...said.years[0], year: 2024 });
    said.by_hand = [{ on: "2025-11-30", amount: usd(4_400), refunded: usd(400), charged_back: usd(0) }];
    await route.fulfill({ response: answer, json: said });
  });
  await open(page, "zoe@example.com", "/account/billing");
  await press(page);
  const { rows, total } = await lines(page);
  // The newest first, whatever it was for.
  expect(rows[0]).toEqual(["Nov 30, 2025", "Payment for no charge listed here", "", "–", "$40.00"]);
  expect(total).toEqual(["Total", "$60.00", "$60.00"]);
  await addsUp(page);
  const [sheet] = await printed(page);
  expect(sheet).toMatch(/Nov30,2025.*Jul2,2025.*Jun25,2025.*Totalof2025\$30\.00\$60\.00Dec30,2024.*Totalof2024\$30\.00\$0\.00Total\$60\.00\$60\.00/);
});

test("a charge is printed with whose sheet it is, of which practice, and on which day", async ({ page }) => {
  await open(page, "bo@example.com", "/account/billing");
  await page.getByRole("table", { name: "Charge history" }).getByRole("link").nth(4).click();
  await expect(page.getByRole("heading", { name: "How this amount was calculated" })).toBeVisible();
  const [sheet] = await printed(page);
  for (const words of ["Lakeside Counseling", "214 Lakeside Avenue, Albany, NY 12203", "Printed Dec 1, 2025"]) {
    expect(sheet).toContain(together(words));
  }
  await expect(page.getByText("Printed Dec 1, 2025")).toBeHidden();
});

test("where the rest of the history cannot be had, it is said, and printed once it is here", async ({ page }) => {
  await page.route("**/charges?whole=true", (route) => route.abort());
  await open(page, "bo@example.com", "/account/billing");
  await expect(page.getByText("1–20 of 23, newest first")).toBeVisible();
  await page.evaluate(() => void (window.print = () => void document.body.setAttribute("data-printed", "")));
  await page.getByRole("button", { name: "Print" }).click();
  await expect(page.getByText("Not all charges could be loaded for printing")).toBeVisible();
  await expectAccessible(page, "history, not printed");
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.locator("[data-printed]")).toBeAttached();
  expect((await lines(page)).rows).toHaveLength(23);
});
