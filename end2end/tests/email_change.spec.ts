// Another email address: asked for, confirmed from the mailbox it belongs to, and what became of links that are followed too late.

import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { link, NO_MAILBOX } from "../support/mail.ts";
import { expect, open, test } from "../support/test.ts";

const main = (page: Page) => page.getByRole("main");
const entry = (page: Page) => page.getByRole("textbox", { name: "New email" });
const press = (page: Page, name: string) => page.getByRole("button", { name }).click();
const OLD = "ana@example.com";
const NEW = "ana@new.example";

/** Asks for a link to this address. */
async function ask(page: Page, email: string): Promise<void> {
  await entry(page).fill(email);
  await press(page, "Change email");
  await expect(main(page)).toContainText(`We are sending a link to \u2068${email}\u2069.`);
}

test("an address holds once it is confirmed from its own mailbox, and both hear of it", async ({ page, desk, browser, watched }) => {
  await open(page, OLD, "/account/about-me");
  await expect(main(page)).toContainText(`Emails go to \u2068${OLD}\u2069.`);
  await entry(page).fill("ana at new");
  await press(page, "Change email");
  await expect(page.getByRole("group", { name: "There is a problem" })).toBeFocused();
  await expect(entry(page)).toHaveAccessibleDescription(/Enter an email address like name@example.com/);
  await expectAccessible(page, "change email, mistake");
  await ask(page, NEW);
  await expectAccessible(page, "change email, asked for");
  await expect(entry(page)).toHaveValue("");

  const mail = await desk.mailbox.to(NEW, /Confirm this email address/);
  expect(mail.text).not.toContain("Ana");
  const to = link(mail, "Open the page to confirm");
  // Whoever opens it need not be signed in, nor sit at the same device. To open it changes nothing.
  const elsewhere = await watched(browser.newContext({ baseURL: desk.url }));
  const phone = await elsewhere.newPage();
  await phone.goto(to);
  await expect(phone.getByRole("heading", { level: 1, name: "Confirm your email" })).toBeVisible();
  await expectAccessible(phone, "confirm email");
  await page.reload();
  await expect(main(page)).toContainText(`Emails go to \u2068${OLD}\u2069.`);
  await expect(main(page)).toContainText(/We sent a link to \S+. Open it there by \d+:\d\d\s[AP]M/);

  await phone.getByRole("button", { name: "Confirm this address" }).focus();
  await phone.keyboard.press("Enter");
  await expect(main(phone)).toContainText("This address is confirmed");
  await expect(phone.locator(":focus")).toContainText("Your emails come here from now on.");
  await expectAccessible(phone, "confirm email, done");
  await desk.mailbox.to(OLD, /Your email address was changed/);
  await desk.mailbox.to(NEW, /This email address is confirmed/);
  await page.reload();
  await expect(main(page)).toContainText(`Emails go to \u2068${NEW}\u2069.`);
  await expect(page.getByText("We sent a link")).toHaveCount(0);

  await phone.reload();
  await phone.getByRole("button", { name: "Confirm this address" }).click();
  await expect(main(phone)).toContainText("This link was used before, and it works once.");
  await elsewhere.close();
});

test("a link is sent again and taken back, and the one before says what became of it", async ({ page, desk }) => {
  await open(page, OLD, "/account/about-me");
  await ask(page, NEW);
  const first = link(await desk.mailbox.to(NEW, /Confirm/), "Open the page to confirm");
  const before = desk.mailbox.mails.length;
  await press(page, "Send again");
  await expect(main(page).getByText("Almost done")).toBeVisible();
  await expect.poll(() => desk.mailbox.mails.slice(before).filter((mail) => mail.to_address === NEW).length).toBe(1);
  const second = link(await desk.mailbox.to(NEW, /Confirm/), "Open the page to confirm");
  expect(second).not.toBe(first);
  await press(page, "Keep the present address");
  await expect(main(page)).toContainText(`Your emails go on to \u2068${OLD}\u2069.`);
  await expect(page.getByRole("button", { name: "Send again" })).toHaveCount(0);
  for (const [to, words] of [[first, "Another link was sent after this one."], [second, "The change was taken back"]]) {
    const tab = await page.context().newPage();
    await tab.goto(to);
    await press(tab, "Confirm this address");
    await expect(main(tab)).toContainText(words);
    await expectAccessible(tab, `confirm email, ${words}`);
    await tab.getByRole("link", { name: "Go to About Me" }).click();
    await expect(entry(tab)).toBeVisible();
    await tab.close();
  }
});

test("a link that is put in the place of another in the same tab is the one that is confirmed", async ({ page, desk }) => {
  await open(page, OLD, "/account/about-me");
  await ask(page, NEW);
  const replaced = link(await desk.mailbox.to(NEW, /Confirm/), "Open the page to confirm");
  await ask(page, "ana@newer.example");
  const whole = link(await desk.mailbox.to("ana@newer.example", /Confirm/), "Open the page to confirm");
  await page.goto(whole.slice(0, -10));
  await press(page, "Confirm this address");
  await expect(main(page)).toContainText("Open the link in the latest email");
  await page.goto(replaced);
  await press(page, "Confirm this address");
  await expect(main(page)).toContainText("Another link was sent after this one.");
  await page.goto(whole);
  await press(page, "Confirm this address");
  await expect(main(page)).toContainText("Your emails come here from now on.");
});

test("a link whose answer was lost is just followed once more", async ({ page, desk }) => {
  await open(page, OLD, "/account/about-me");
  await ask(page, NEW);
  await page.goto(link(await desk.mailbox.to(NEW, /Confirm/), "Open the page to confirm"));
  const asked = "**/api/email-confirmation";
  await page.route(asked, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await press(page, "Confirm this address");
  await expect(page.locator(":focus")).toContainText("Check your connection, then try again.");
  await page.unroute(asked);
  await press(page, "Confirm this address");
  await expect(main(page)).toContainText("This address is confirmed");
});

test("a link without its end says to open the latest email, and too many links say when there is another", async ({ page }) => {
  await page.goto("/confirm-email#");
  await expect(main(page)).toContainText("Open the link in the latest email");
  await page.goto("/confirm-email#0123");
  await press(page, "Confirm this address");
  await expect(main(page)).toContainText("Open the link in the latest email");
  await open(page, OLD, "/account/about-me");
  for (let n = 0; n < 5; n++) await ask(page, `ana@${n}.example`);
  await entry(page).fill(NEW);
  await press(page, "Change email");
  await expect(main(page)).toContainText(/several links within an hour.*try again in 60 minutes/);
  await expect(entry(page)).toHaveValue(NEW);
  await expectAccessible(page, "change email, too many");
});

test("a mailbox that does not take the link is said, and the address is corrected from there by keyboard", async ({ page }) => {
  const wrong = `ana@${NO_MAILBOX}`;
  await open(page, OLD, "/account/about-me");
  await ask(page, wrong);
  await expect(async () => {
    await page.reload();
    await expect(main(page)).toContainText("This address does not work", { timeout: 2_000 });
  }).toPass();
  await expect(main(page)).toContainText(`\u2068${wrong}\u2069 did not take our email.`);
  await expect(main(page)).toContainText(`Emails go to \u2068${OLD}\u2069.`);
  await expect(page.getByRole("button", { name: "Send again" })).toHaveCount(0);
  await expectAccessible(page, "change email, refused");
  await page.getByRole("button", { name: "Correct it" }).focus();
  await page.keyboard.press("Enter");
  await expect(entry(page)).toBeFocused();
  await expect(entry(page)).toHaveValue(wrong);
  await entry(page).fill(NEW);
  await page.keyboard.press("Enter");
  await expect(main(page)).toContainText(`We are sending a link to \u2068${NEW}\u2069.`);
  await expect(page.getByText("This address does not work")).toHaveCount(0);
});
