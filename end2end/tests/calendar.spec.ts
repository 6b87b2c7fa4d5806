// The calendar of the days to choose from: what is told apart, what is left out, and what stays in sight on a phone.

import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import type { Desk } from "../support/desk.ts";
import { expect, open, test } from "../support/test.ts";

const day = (page: Page, date: number) => page.getByRole("button", { name: new RegExp(`December ${date}, 2025`) });
const reschedule = (page: Page) => page.getByRole("button", { name: "Reschedule" });

async function toCalendar(page: Page, desk: Desk): Promise<void> {
  await desk.mailbox.to("ana@example.com", /Your payment on/, "$25.00");
  await open(page, "ana@example.com", "/account/billing");
  await page.getByRole("region", { name: "Upcoming charges" }).getByRole("link", { name: "Change date" }).first().click();
  await expect(day(page, 12)).toBeVisible();
}

/** How the border of an element stands out from what is around it. */
async function contrast(element: Locator): Promise<number> {
  return element.evaluate((element) => {
    const light = (color: string) => {
      const parts = color.match(/[\d.]+/g)!.slice(0, 3).map((part) => Number(part) / 255);
      const [r, g, b] = parts.map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [around, border] = [element.closest(".ui-card")!, element].map((it, nth) => {
      const style = getComputedStyle(it);
      return light(nth === 0 ? style.backgroundColor : style.borderTopColor);
    });
    return (Math.max(around, border) + 0.05) / (Math.min(around, border) + 0.05);
  });
}

test("days that can be chosen have an edge that is seen, and the keyboard's place looks like nothing else", async ({ page, desk }) => {
  await toCalendar(page, desk);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await contrast(day(page, 11)), colorScheme).toBeGreaterThanOrEqual(3);
    await day(page, 3).focus();
    await page.keyboard.press("ArrowLeft");
    const [ring, planned] = await day(page, 2).evaluate((it) => {
      const { outlineColor, borderTopColor } = getComputedStyle(it);
      return [outlineColor, borderTopColor];
    });
    expect(ring, `the ring is of another colour than the mark, ${colorScheme}`).not.toBe(planned);
  }
});

test("weeks without a day to choose are left out, and the keyboard stays in those that are shown", async ({ page, desk }) => {
  await toCalendar(page, desk);
  await expect(page.getByRole("grid").getByRole("row")).toHaveCount(4);
  await expect(day(page, 20)).toBeVisible();
  await expect(day(page, 21)).toHaveCount(0);
  await day(page, 18).focus();
  for (const key of ["ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight"]) await page.keyboard.press(key);
  await expect(day(page, 20)).toBeFocused();
  await page.keyboard.press("Home");
  await expect(day(page, 14)).toBeFocused();
});

test.describe("on the planned day", () => {
  test.use({ opened: "2025-12-02T09:30:00-05:00" });

  test("today is marked as well, also in forced colors", async ({ page, desk }) => {
    await toCalendar(page, desk);
    await page.emulateMedia({ forcedColors: "active" });
    const today = page.locator("[aria-current=date]");
    const mark = await today.evaluate((it) => {
      const { borderBottomStyle, borderBottomWidth, borderBottomColor } = getComputedStyle(it, "::after");
      return { borderBottomStyle, borderBottomWidth, isSeen: borderBottomColor !== getComputedStyle(it).backgroundColor };
    });
    expect(mark).toEqual({ borderBottomStyle: "solid", borderBottomWidth: "2px", isSeen: true });
    await expectAccessible(page, "calendar, forced colors");
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 780 } });

  test("the chosen day and the button stay in sight, and nothing is hidden behind them", async ({ page, desk }) => {
    await toCalendar(page, desk);
    await day(page, 12).click();
    await page.evaluate(() => scrollTo(0, 0));
    await expect(reschedule(page)).toBeInViewport({ ratio: 1 });
    await expect(page.getByText("$25.00 on Fri, Dec 12", { exact: true })).toBeInViewport({ ratio: 1 });
    await day(page, 18).click();
    await expect(page.getByText("$25.00 on Thu, Dec 18", { exact: true })).toBeInViewport({ ratio: 1 });
    // Whoever goes on by keyboard sees where they are.
    await page.getByRole("textbox", { name: "New payment date" }).focus();
    for (const name of ["Reschedule", "Keep Dec 2"]) {
      await page.keyboard.press("Tab");
      const focused = page.locator(":focus");
      await expect(focused).toHaveText(name);
      const isOnTop = await focused.evaluate((it) => {
        const { x, y, width, height } = it.getBoundingClientRect();
        const points = [[x + 4, y + 4], [x + width / 2, y + height / 2], [x + width - 4, y + height - 4]];
        return points.every(([x, y]) => it.contains(document.elementFromPoint(x, y)));
      });
      expect(isOnTop, `${name} is covered`).toBe(true);
    }
    await expectAccessible(page, "change date on a phone, chosen");
    await reschedule(page).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Payment moved to Thu, Dec 18 (was Tue, Dec 2)");
    await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
  });
});

test("what was done is the page's heading, under a title of its own", async ({ page, desk }) => {
  test.setTimeout(120_000);
  await toCalendar(page, desk);
  await expect(page).toHaveTitle("Change the date · Lakeside Counseling");
  await day(page, 11).click();
  await reschedule(page).click();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Payment moved to Thu, Dec 11 (was Tue, Dec 2)");
  await expect(heading).toBeFocused();
  await expect(page).toHaveTitle("Payment date changed · Lakeside Counseling");
  await expect(page.getByRole("main")).toContainText("$25.00 will be charged then. Change it before 10:00 AM on Thu, Dec 11.");
  await expectAccessible(page, "moved");
  await page.getByRole("button", { name: "Change the date again" }).click();
  await expect(heading).toHaveText("Change the date");
  await expect(heading).toBeFocused();
  await expect(page).toHaveTitle("Change the date · Lakeside Counseling");
  await expect(page.getByRole("main")).toContainText("Now planned for Thu, Dec 11.");
});
