import type { Page } from "@playwright/test";
import { takeClock } from "../support/clock.ts";
import { link } from "../support/mail.ts";
import { expectAccessible } from "../support/accessibility.ts";
import { expect, open, signIn, test } from "../support/test.ts";

const BILLING = "/account/billing";
const day = (page: Page, name: string) => page.getByRole("button", { name: new RegExp(name) });
const main = (page: Page) => page.getByRole("main");

/** The row of Ana's insurance charge of $25.00 under `Upcoming charges`. */
const upcoming = (page: Page) =>
  page.getByRole("region", { name: "Upcoming charges" }).getByRole("listitem").filter({ hasText: "$25.00" });

async function toChangeDate(page: Page): Promise<void> {
  await upcoming(page).getByRole("link", { name: "Change date" }).click();
  await expect(page.getByRole("heading", { name: "Change the date" })).toBeFocused();
}

test("a client moves a charge and it is taken on its new day", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", "/");
  await expect(main(page)).toContainText("$25.00 on Tue, Dec 2");
  await page.getByRole("link", { name: "Account" }).click();
  await expect(upcoming(page)).toContainText("Change it before 10:00 AM on Tue, Dec 2. You can choose any day up to Thu, Dec 18.");
  await toChangeDate(page);
  await day(page, "December 12, 2025").click();
  await expect(page.getByRole("textbox", { name: "New payment date" })).toHaveValue("12/12/2025");
  await expect(main(page)).toContainText("will be charged $25.00 on Fri, Dec 12");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(main(page)).toContainText("Payment moved to Fri, Dec 12");
  await expect(main(page)).toContainText("After a move you can change it again until Wed, Dec 17, as long as it has not been charged.");

  const confirmation = await desk.mailbox.to("ana@example.com", /date/i);
  expect(confirmation.text).toContain("Fri, Dec 12");
  expect(confirmation.text).toContain("Reference: h-1");

  await desk.clock("2025-12-12T10:00:01-05:00");
  const receipt = await desk.mailbox.to("ana@example.com", /receipt/i);
  expect(receipt.text).toContain("$25.00");
  const settled = page.url();
  await page.getByRole("link", { name: "Back to Billing Information" }).click();
  const row = page.getByRole("row").filter({ hasText: "Nov 12" });
  await expect(row).toContainText("Paid Dec 12");
  // An old mail leads here: that it is paid is good news.
  await page.goto(settled);
  await expect(main(page)).toContainText("$25.00 was charged to your Visa ending in 4242 on Fri, Dec 12. Receipt R-");
  await expect(main(page)).not.toContainText("cannot be changed");
  await expectAccessible(page, "change date, paid");
});

test("charges for which no day is planned yet are told beside the next one, on Home and below it in the list", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", "/home");
  const next = page.getByRole("region", { name: "Next charge" });
  await expect(next).toContainText("$25.00 on Tue, Dec 2");
  await expect(next).toContainText("3 more charges are being scheduled, $190.00 in all.");
  await expectAccessible(page, "home, more are being scheduled");
  await next.getByRole("link", { name: "See all charges" }).click();
  const list = page.getByRole("region", { name: "Upcoming charges" });
  await expect(list.getByRole("listitem")).toHaveCount(4);
  await expect(list.getByRole("listitem").first()).toContainText("$25.00 on Tue, Dec 2");
  await expect(list.getByRole("heading", { level: 3, name: "Being scheduled" })).toBeVisible();
  await expect(list.getByText("Before any of these is charged, you get an email that names the day.")).toHaveCount(1);
  await expect(list).not.toContainText("Before anything is charged");
  await expectAccessible(page, "billing, several are being scheduled");
});

test("the notice's link leads through sign-in to the charge and changes nothing by itself", async ({ page, desk }) => {
  const notice = await desk.mailbox.to("ana@example.com", /payment/i);
  await page.goto(link(notice, "Change your payment date"));
  await signIn(page, "ana@example.com");
  await expect(page.getByRole("heading", { name: "Change the date" })).toBeVisible();
  await expect(main(page)).toContainText("Now planned for Tue, Dec 2");
  await page.getByRole("textbox", { name: "New payment date" }).fill("12/15/2025");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(main(page)).toContainText("Payment moved to Mon, Dec 15");
});

test("the last day to act is the last, and the day after leads to support", async ({ page, desk }) => {
  await open(page, "ana@example.com", BILLING);
  await toChangeDate(page);
  await day(page, "December 18, 2025").click();
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(main(page)).toContainText("Payment moved to Thu, Dec 18");

  await desk.clock("2025-12-17T23:59:00-05:00");
  await page.goto(BILLING);
  await toChangeDate(page);
  await page.getByRole("textbox", { name: "New payment date" }).fill("12/19/2025");
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(page.getByRole("group", { name: "There is a problem" })).toContainText("The latest day you can choose is Thu, Dec 18.");
  await expect(page.getByRole("textbox", { name: "New payment date" })).toHaveValue("12/19/2025");

  await desk.clock("2025-12-18T00:00:00-05:00");
  await page.reload();
  await expect(main(page)).toContainText("The date could be changed until Wed, Dec 17.");
  await expect(main(page)).toContainText("(555) 555-0100");
  await page.goto(BILLING);
  await expect(upcoming(page).getByRole("link", { name: "Change date" })).toHaveCount(0);
});

test("of two tabs the second is told and keeps its choice", async ({ page, context, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", BILLING);
  await toChangeDate(page);
  const second = await context.newPage();
  await second.goto(page.url());
  await day(second, "December 10, 2025").click();
  await day(page, "December 12, 2025").click();
  await page.getByRole("button", { name: "Reschedule" }).click();
  await expect(main(page)).toContainText("Payment moved to Fri, Dec 12");

  await second.getByRole("button", { name: "Reschedule" }).click();
  await expect(main(second)).toContainText("changed in the meantime");
  await expect(main(second)).toContainText("Now planned for Fri, Dec 12");
  await expect(second.getByRole("textbox", { name: "New payment date" })).toHaveValue("12/10/2025");
  await second.getByRole("button", { name: "Reschedule" }).click();
  await expect(main(second)).toContainText("Payment moved to Wed, Dec 10");
});

test("charges that do not qualify say why and who can help", async ({ page, desk }) => {
  // By now all of them are announced, and none is taken.
  await desk.clock("2025-12-02T10:00:01-05:00");
  await open(page, "ana@example.com", BILLING);
  for (const [amount, why] of [
    ["$60.00", "Fees for a missed session cannot be moved."],
    ["$40.00", "Fees for a late cancellation cannot be moved."],
    ["$90.00", "Self-pay charges keep the day you agreed on"],
  ]) {
    const row = page.getByRole("region", { name: "Upcoming charges" }).getByRole("listitem").filter({ hasText: amount });
    await expect(row.getByRole("link", { name: "Change date" })).toHaveCount(0);
    await row.getByRole("link", { name: "How this amount was calculated" }).click();
    await expect(main(page)).toContainText(why);
    await page.goto(`${page.url()}/change-date`);
    await expect(main(page)).toContainText(why);
    await expect(main(page)).toContainText("(555) 555-0100");
    await page.goto(BILLING);
  }
});

test("the whole reschedule works by keyboard alone", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  const press = (key: string, times = 1) => Array.from({ length: times }, () => key)
    .reduce((before, it) => before.then(() => page.keyboard.press(it)), Promise.resolve());
  const tabTo = async (name: RegExp) => {
    for (let steps = 0; steps < 60; steps += 1) {
      await press("Tab");
      const focused = await page.evaluate(() => {
        const here = document.activeElement as HTMLElement;
        return (here.getAttribute("aria-label") ?? here.innerText).replaceAll(/\s/g, " ");
      });
      if (name.test(focused)) return;
    }
    throw new Error(`the keyboard does not reach ${name}`);
  };
  await page.goto(BILLING);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("Email address").focus();
  await page.keyboard.type("ana@example.com");
  await press("Tab");
  await page.keyboard.type("correct horse battery");
  await press("Enter");
  await expect(upcoming(page)).toBeVisible();
  await tabTo(/^Change date/);
  await press("Enter");
  await expect(page.getByRole("heading", { name: "Change the date" })).toBeFocused();
  await expect(page.getByRole("textbox", { name: "New payment date" })).toBeVisible();
  await tabTo(/December 2, 2025/);
  await press("ArrowDown");
  await press("ArrowRight", 3);
  await expect(day(page, "December 12, 2025")).toBeFocused();
  await press("Enter");
  await expect(page.getByRole("textbox", { name: "New payment date" })).toHaveValue("12/12/2025");
  await tabTo(/^Reschedule$/);
  await press("Enter");
  await expect(main(page)).toContainText("Payment moved to Fri, Dec 12");
});

test("a page left open over midnight offers the new day's rules", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  const late = "2025-12-01T23:55:00-05:00";
  await desk.clock(late);
  await takeClock(page, new Date(late));
  await open(page, "ana@example.com", BILLING);
  await toChangeDate(page);
  await day(page, "December 12, 2025").click();
  await expect(main(page)).toContainText("You can choose Dec 2 to Dec 18.");
  await desk.clock("2025-12-02T00:01:00-05:00");
  await page.clock.fastForward("06:00");
  await page.getByRole("button", { name: "Show the current details" }).click();
  await expect(page.getByRole("button", { name: "Show the current details" })).toHaveCount(0);
  await expect(main(page)).toContainText("You can choose Dec 3 to Dec 18.");
  await expect(page.getByRole("textbox", { name: "New payment date" })).toHaveValue("12/12/2025");
});

test("who leaves with a day chosen and not sent is asked first", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /payment/i);
  await open(page, "ana@example.com", BILLING);
  await toChangeDate(page);
  const field = page.getByRole("textbox", { name: "New payment date" });
  const question = page.getByRole("dialog", { name: "Leave without changing the date?" });
  await day(page, "December 12, 2025").click();

  await page.getByRole("link", { name: "Home" }).click();
  await expect(question).toBeVisible();
  await expectAccessible(page, "leave?");
  await question.getByRole("button", { name: "Stay on this page" }).click();
  await expect(question).toBeHidden();
  await expect(field).toHaveValue("12/12/2025");

  await page.goBack();
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Stay on this page" }).click();
  await expect(field).toHaveValue("12/12/2025");
  await expect(page).toHaveURL(/change-date$/);

  await page.goBack();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/billing$/);
  await expect(page.getByRole("heading", { name: "Upcoming charges" })).toBeVisible();

  // Forward as well, and by as many pages as the browser is told to.
  await toChangeDate(page);
  await page.getByRole("link", { name: "Help", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Help" })).toBeVisible();
  await page.getByRole("link", { name: "Support", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Support" })).toBeVisible();
  await page.evaluate(() => history.go(-2));
  await day(page, "December 12, 2025").click();
  await page.evaluate(() => history.go(2));
  await expect(question).toBeVisible();
  await expect(page).toHaveURL(/change-date$/);
  await question.getByRole("button", { name: "Stay on this page" }).click();
  await expect(field).toHaveValue("12/12/2025");
  await page.goBack();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/support$/);
  await expect(page.getByRole("heading", { level: 1, name: "Support" })).toBeVisible();
  await page.evaluate(() => history.go(-2));
  await expect(field).toHaveValue("");
  await day(page, "December 12, 2025").click();
  await page.goForward();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/help$/);
  await expect(page.getByRole("heading", { level: 1, name: "Help" })).toBeVisible();

  await page.goto("/account/billing");
  await toChangeDate(page);
  await day(page, "December 12, 2025").click();
  await page.getByRole("link", { name: "Keep Dec 2" }).click();
  await expect(page).toHaveURL(/billing$/);
  await expect(upcoming(page)).toContainText("Tue, Dec 2");
});
