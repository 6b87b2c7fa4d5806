// The days that a notice promises: in the mail, in the list, and in the calendar, whatever zone the browser is in.

import type { Page } from "@playwright/test";
import { expect, open, test } from "../support/test.ts";

const button = (page: Page, day: string) => page.getByRole("button", { name: new RegExp(`${long(day)}(, | |\\.|$)`) });

function long(day: string): string {
  const [year, month, date] = day.split("-").map(Number);
  const name = new Intl.DateTimeFormat("en-US", { month: "long", timeZone: "UTC" }).format(Date.UTC(year, month - 1, date));
  return `${name} ${date}, ${year}`;
}

/** As sentences write a day of the practice's present year. */
function short(day: string): string {
  const format = new Intl.DateTimeFormat("en-US", { weekday: "short", month: "short", day: "numeric", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

function next(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

for (const [accepted, initial, until, latest] of [
  ["2025-12-01T09:30:00-05:00", "2025-12-02", "2025-12-17", "2025-12-18"],
  ["2025-12-01T10:00:01-05:00", "2025-12-03", "2025-12-17", "2025-12-19"],
  ["2026-03-07T08:59:00-05:00", "2026-03-08", "2026-03-23", "2026-03-24"],
  ["2026-03-07T09:30:00-05:00", "2026-03-09", "2026-03-23", "2026-03-25"],
  ["2026-10-31T10:30:00-04:00", "2026-11-01", "2026-11-16", "2026-11-17"],
  ["2026-10-31T11:01:00-04:00", "2026-11-02", "2026-11-16", "2026-11-18"],
]) {
  test.describe(`a notice accepted at ${accepted}`, () => {
    test.use({ opened: accepted });

    test("promises the same days in the mail, in the list and in the calendar", async ({ page, desk }) => {
      const notice = await desk.mailbox.to("ana@example.com", new RegExp(`Your payment on ${short(initial)}`), "$25.00");
      const told = (notice.text ?? "").replaceAll(/\s+/g, " ");
      expect(told).toContain(`$25.00 will be charged on ${short(initial)}.`);
      expect(told).toContain(`Change it before 10:00 AM on ${short(initial)}. You can choose any day up to ${short(latest)}.`);
      expect(told).toContain(`After a move you can change it again until ${short(until)}, as long as it has not been charged.`);

      await open(page, "ana@example.com", "/account/billing");
      const row = page.getByRole("region", { name: "Upcoming charges" }).getByRole("listitem").filter({ hasText: "$25.00" });
      await expect(row).toContainText(`$25.00 on ${short(initial)}`);
      await expect(row).toContainText(`Change it before 10:00 AM on ${short(initial)}. You can choose any day up to ${short(latest)}.`);

      await row.getByRole("link", { name: "Change date" }).click();
      await expect(button(page, initial)).toHaveAccessibleName(/planned now/);
      if (!(await button(page, latest).isVisible())) await page.getByRole("button", { name: /^Next month/ }).click();
      await expect(button(page, latest)).not.toHaveAttribute("aria-disabled");
      await expect(button(page, next(latest))).toHaveAttribute("aria-disabled", "true");
      await expect(button(page, next(latest))).toHaveAccessibleName(new RegExp(`The latest day you can choose is ${short(latest).replaceAll(" ", "\\s")}`));
      await button(page, latest).click();
      await expect(page.getByRole("main")).toContainText(`will be charged $25.00 on ${short(latest)}`);
    });
  });
}
