import { expectAccessible } from "../support/accessibility.ts";
import { hold } from "../support/hold.ts";
import { expect, open, signIn, test } from "../support/test.ts";
import type { Page } from "@playwright/test";

const main = (page: Page) => page.getByRole("main");
const phone = (page: Page) => page.getByRole("textbox", { name: "Phone number" });
const save = (page: Page) => page.getByRole("button", { name: "Save" }).click();

test("a client reads, changes and removes their phone number", async ({ page }) => {
  await open(page, "ana@example.com", "/account");
  await page.getByRole("link", { name: "About Me" }).click();
  await expect(page).toHaveURL(/\/c\/[^/]+\/account\/about-me$/);
  await expect(page.getByRole("link", { name: "About Me" })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("heading", { level: 1, name: "Account" })).toBeFocused();
  await expect(phone(page)).toHaveValue("(555) 555-0118");
  await expectAccessible(page, "about me");

  await phone(page).fill("555-0119");
  await save(page);
  await expect(page.getByRole("group", { name: "There is a problem" })).toBeFocused();
  await expect(phone(page)).toHaveAccessibleDescription(/Enter a phone number with its area code/);
  await expectAccessible(page, "about me, mistake");

  await phone(page).fill("555.555.0119");
  await save(page);
  await expect(main(page)).toContainText("Your phone number is (555) 555-0119.");
  await expect(phone(page)).toHaveValue("(555) 555-0119");
  await expectAccessible(page, "about me, saved");
  await page.reload();
  await expect(phone(page)).toHaveValue("(555) 555-0119");

  await phone(page).fill("");
  await save(page);
  await expect(main(page)).toContainText("You have no phone number on file.");
  // Nothing is left to be saved, so nothing is asked.
  await page.getByRole("link", { name: "Billing Information" }).click();
  await page.getByRole("link", { name: "About Me" }).click();
  await expect(phone(page)).toHaveValue("");
});

test("of two tabs the second is told of the number that is there now and keeps what was typed", async ({ page, context }) => {
  await open(page, "ana@example.com", "/account/about-me");
  await expect(phone(page)).toHaveValue("(555) 555-0118");
  const second = await context.newPage();
  await second.goto(page.url());
  await phone(second).fill("(555) 555-0120");
  await phone(page).fill("(555) 555-0119");
  await save(page);
  await expect(main(page)).toContainText("Your phone number is (555) 555-0119.");

  await save(second);
  await expect(main(second)).toContainText("Your phone number was changed to (555) 555-0119 in the meantime.");
  await expect(phone(second)).toHaveValue("(555) 555-0120");
  await expectAccessible(second, "about me, changed in the meantime");
  await save(second);
  await expect(main(second)).toContainText("Your phone number is (555) 555-0120.");
});

test("a number that was typed is asked about before it is left, and outlives the session", async ({ page, context }) => {
  await open(page, "bo@example.com", "/account/about-me");
  await expect(phone(page)).toHaveValue("");
  await phone(page).fill("(555) 555-0121");
  await page.getByRole("link", { name: "Home" }).click();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await expect(question).toBeVisible();
  await expectAccessible(page, "about me, left");
  await question.getByRole("button", { name: "Stay on this page" }).click();
  // The page itself and a telephone number leave nothing behind, and nothing of the question.
  await page.getByRole("link", { name: "About Me" }).click();
  await expect(question).toBeHidden();
  await page.evaluate(() => {
    addEventListener("click", (click) => click.preventDefault(), { once: true });
  });
  await page.getByRole("link", { name: "(555) 555-0100" }).click();
  await expect(question).toBeHidden();
  await page.getByRole("link", { name: "Billing Information" }).click();
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Stay on this page" }).click();
  await expect(phone(page)).toHaveValue("(555) 555-0121");

  await context.clearCookies();
  await save(page);
  await signIn(page, "bo@example.com");
  await expect(phone(page)).toHaveValue("(555) 555-0121");
  await save(page);
  await expect(main(page)).toContainText("Your phone number is (555) 555-0121.");
});

test("what is being saved is asked about as well, and is heard of by whoever stays", async ({ page }) => {
  await open(page, "ana@example.com", "/account/about-me");
  await expect(phone(page)).toHaveValue("(555) 555-0118");
  const answer = await hold(page, "**/about-me/phone");
  await phone(page).fill("(555) 555-0122");
  await save(page);
  await page.getByRole("link", { name: "Home" }).click();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await expect(question).toBeVisible();
  await question.getByRole("button", { name: "Stay on this page" }).click();
  answer();
  await expect(main(page)).toContainText("Your phone number is (555) 555-0122.");
  await page.getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hi Ana" })).toBeVisible();
});
