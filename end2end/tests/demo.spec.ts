// The bar of the demo: whom to be, what time it is, what happens next, and the mails.

import { type Page, test as base } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { Demo } from "../support/demo.ts";
import { expect, test as watched } from "../support/test.ts";

const test = watched.extend<{ demo: Demo }>({
  demo: async ({}, use) => {
    const demo = await Demo.open("2025-12-17T09:00:00-05:00");
    await use(demo);
    await demo.close();
  },
  // No desk beside the demo.
  baseURL: async ({ demo }, use) => use(demo.url),
});

const bar = (page: Page) => page.getByRole("complementary", { name: "Demo" });

async function signInAs(page: Page, name: string): Promise<void> {
  await bar(page).getByRole("button", { name: "Sign in as …" }).click();
  await page.getByRole("button", { name: `Sign in as ${name}` }).click();
}

test("a visitor of the demo is anybody with one press, goes to the next event and reads the mail about it", async ({ page }) => {
  await page.goto("/");
  await expect(bar(page)).toContainText("Wed, Dec 17, 2025, 9:00 AM");
  await signInAs(page, "Marijó Fernández");
  await expect(page.getByText("Signed in as Marijó Fernández")).toBeVisible();
  await signInAs(page, "Ana Rivera");
  await expect(page.getByRole("heading", { level: 1, name: /Ana/ })).toBeVisible();
  await expect(bar(page)).toContainText("Next: notice about $25.00 to Ana Rivera");
  await expect(bar(page)).toContainText("on Wed, Dec 17, 10:00 AM");

  await bar(page).getByRole("button", { name: "Go to it" }).click();
  await expect(bar(page)).toContainText("Wed, Dec 17, 2025, 10:00 AM");
  await expect(page.getByRole("main")).toContainText("Fri, Dec 19");

  await bar(page).getByRole("link", { name: /Mailbox \d+ mails? to you/ }).click();
  const mailbox = page.getByRole("dialog", { name: "Mailbox" });
  const hers = mailbox.getByRole("list").first().getByRole("link");
  await expect(mailbox.getByRole("heading", { level: 2 }).first()).toHaveText("To Ana Rivera");
  await expect(hers.first()).toHaveText(/^Your payment on Fri, Dec 19/);
  await hers.first().click();
  const mail = page.getByRole("dialog", { name: /^Your payment on Fri, Dec 19/ });
  await expect(mail).toContainText("$25.00");
  // Its link leads to the charge, whose days reach into the next year.
  await mail.getByRole("link", { name: /charges/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /Change the date/ })).toBeVisible();
  await page.getByRole("button", { name: /Next month/ }).click();
  await expect(page.getByRole("button", { name: "Sunday, January 4, 2026" })).toBeVisible();
  await page.getByRole("button", { name: "Friday, January 2, 2026" }).click();
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByText("Payment moved to Fri, Jan 2")).toBeVisible();
  // What came of it is in the bar without anybody asking.
  await expect(bar(page).getByRole("link", { name: /Mailbox/ })).toContainText(/\d/);
  await bar(page).getByRole("link", { name: /Mailbox/ }).click();
  await expect(mailbox.getByRole("list").first().getByRole("link").first()).toHaveText(/date/i);
});

test("the demo's clock is set in the bar, and refuses to go back", async ({ page }) => {
  await page.goto("/help");
  await bar(page).getByRole("link", { name: /Dec 17/ }).click();
  const clock = page.getByRole("dialog", { name: "Clock" });
  await clock.getByLabel("Or set it to").fill("2025-12-01T09:00");
  await clock.getByRole("button", { name: "Set the clock" }).click();
  await expect(clock.getByText("The clock goes forward only. Choose a later time.")).toBeVisible();
  await clock.getByLabel("Or set it to").fill("2025-12-18T12:30");
  await clock.getByRole("button", { name: "Set the clock" }).click();
  await expect(clock).toBeHidden();
  await expect(bar(page)).toContainText("Thu, Dec 18, 2025, 12:30 PM");
  await expect(page.getByRole("heading", { level: 1, name: "Help" })).toBeVisible();
});

test("the bar is accessible, folded on a phone and open, and hides nothing of the app", async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto("/sign-in");
  await expect(bar(page)).toContainText("Dec 17");
  await expectAccessible(page, "sign-in below the bar");
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(bar(page).getByRole("button", { name: "Sign in as …" })).toBeHidden();
  await bar(page).getByRole("button", { name: "More" }).click();
  await signInAs(page, "Jordan Ellis");
  await expect(page.getByRole("heading", { level: 1, name: "Welcome" })).toBeVisible();
  await expectAccessible(page, "the start page of support");
  await page.setViewportSize({ width: 390, height: 800 });
  await bar(page).getByRole("button", { name: "More" }).click();
  await expectAccessible(page, "the open bar");
  await page.setViewportSize({ width: 1280, height: 800 });
  await bar(page).getByRole("button", { name: "Sign in as …" }).click();
  await expect(page.getByRole("button", { name: /Jordan Ellis/ })).toHaveAttribute("aria-current", "true");
  await expectAccessible(page, "whom to sign in as");
  await page.keyboard.press("Escape");
  await bar(page).getByRole("link", { name: /Mailbox/ }).click();
  const mailbox = page.getByRole("dialog", { name: "Mailbox" });
  await expect(mailbox).toContainText("Nothing was written to Jordan Ellis yet.");
  await expectAccessible(page, "the mailbox");
  await mailbox.getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "As plain text" })).toBeVisible();
  await expectAccessible(page, "a mail");
  await page.getByRole("button", { name: "Close" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  // At the foot of the page as at its head, the frame below the bar is seen whole.
  await expect(page.getByRole("button", { name: "Sign out" })).toBeInViewport({ ratio: 1 });
});

base("a desk that is no demo shows no bar", async ({ page }) => {
  const { Desk } = await import("../support/desk.ts");
  const desk = await Desk.open("2025-12-01T09:50:00-05:00", true);
  await page.goto(`${desk.url}/sign-in`);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(bar(page)).toHaveCount(0);
  await desk.close();
});
