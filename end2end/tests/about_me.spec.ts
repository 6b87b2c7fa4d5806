import { expectAccessible } from "../support/accessibility.ts";
import { hold } from "../support/hold.ts";
import { expect, open, signIn, test } from "../support/test.ts";
import type { Page } from "@playwright/test";

/** As sentences have what somebody wrote: whichever way it is read, nothing around it moves. */
const own = (text: string) => `\u2068${text}\u2069`;

const main = (page: Page) => page.getByRole("main");
const phone = (page: Page) => page.getByRole("textbox", { name: "Phone number" });
const save = (page: Page, what = "phone number") => page.getByRole("button", { name: `Save ${what}` }).click();

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

test("a client chooses a name and pronouns by keyboard, and every page calls them so", async ({ page, context }) => {
  await open(page, "ana@example.com", "/account/about-me");
  const name = page.getByRole("textbox", { name: "Chosen first name" });
  await expect(name).toHaveAccessibleDescription(/instead of Ana/);
  const frame = page.getByText("Signed in as Ana Rivera", { exact: true });
  await expect(frame).toBeVisible();
  const second = await context.newPage();
  await second.goto("/home");
  await expect(second.getByRole("heading", { level: 1, name: "Hi Ana" })).toBeVisible();

  await name.focus();
  await page.keyboard.type("Ani 🌻");
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Pronouns")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("ze/hir");
  await page.keyboard.press("Enter");
  await expect(main(page)).toContainText(`From now on we call you ${own("Ani 🌻")}. Your pronouns are ${own("ze/hir")}.`);
  await expect(page.getByText("Signed in as Ani 🌻 Rivera", { exact: true })).toBeVisible();
  await expectAccessible(page, "about me, name chosen");
  // The other tab hears of it, and the next page has it.
  await expect(second.getByText("Signed in as Ani 🌻 Rivera", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Hi Ani 🌻" })).toBeVisible();

  await page.getByRole("link", { name: "Account" }).click();
  await page.getByRole("link", { name: "About Me" }).click();
  await name.fill("");
  await save(page, "name and pronouns");
  await expect(main(page)).toContainText(`From now on we call you ${own("Ana")}.`);
});

test("a client enters where they live, and what is wrong with it is said beside each field", async ({ page }) => {
  await open(page, "ana@example.com", "/account/about-me");
  const field = (name: string | RegExp) => main(page).getByLabel(name);
  await field("Street address").fill("1 Main St");
  await field("City").fill("Newark");
  await field("State").selectOption("New Jersey");
  await field("ZIP code").fill("10001");
  await save(page, "address");
  await expect(page.getByRole("group", { name: "There is a problem" })).toBeFocused();
  await expect(field("ZIP code")).toHaveAccessibleDescription(/This ZIP code is not in New Jersey/);
  await expectAccessible(page, "about me, address elsewhere");
  await field("City").fill("New York");
  await field("State").selectOption("New York");
  await expect(field("ZIP code")).toHaveAccessibleDescription("");
  await field(/Apartment/).fill("Apt 4");
  await save(page, "address");
  await expect(main(page)).toContainText(`Your address is ${own("1 Main St, Apt 4, New York, NY 10001")}.`);
  await page.reload();
  await expect(field("State")).toHaveValue("NY");
  await expect(field("ZIP code")).toHaveValue("10001");
  // A post of the military lies nowhere, and has a state of its own.
  await field("Street address").fill("PSC 3 Box 12");
  await field(/Apartment/).fill("");
  await field("City").fill("APO");
  await field("State").selectOption({ label: "Armed Forces Europe, Middle East, Africa, Canada" });
  await field("ZIP code").fill("090120001");
  await save(page, "address");
  await expect(main(page)).toContainText(own("PSC 3 Box 12, APO, AE 09012-0001"));
  for (const name of ["Street address", "City", "ZIP code"]) await field(name).fill("");
  await field("State").selectOption("Choose a state");
  await save(page, "address");
  await expect(main(page)).toContainText("You have no address on file.");
});

test("what another tab saved reaches the fields in which nothing is entered, and is asked about where something is", async ({ page, context }) => {
  await open(page, "ana@example.com", "/account/about-me");
  await expect(phone(page)).toHaveValue("(555) 555-0118");
  const second = await context.newPage();
  await second.goto(page.url());
  await phone(second).fill("(555) 555-0130");
  await save(second);
  await second.getByLabel("Pronouns").fill("they/them");
  await save(second, "name and pronouns");
  await expect(main(second)).toContainText(own("they/them"));

  // Of the two, only the pronouns are being changed here as well.
  await page.getByLabel("Pronouns").fill("xe/xem");
  await main(page).getByLabel("Street address").fill("1 Main St");
  await save(page, "name and pronouns");
  await expect(main(page)).toContainText(`we call you ${own("Ana")}, with the pronouns ${own("they/them")}`);
  await expect(page.getByLabel("Pronouns")).toHaveValue("xe/xem");
  await expect(phone(page)).toHaveValue("(555) 555-0130");
  await expect(main(page).getByLabel("Street address")).toHaveValue("1 Main St");
  await save(page, "name and pronouns");
  await expect(main(page)).toContainText(`Your pronouns are ${own("xe/xem")}.`);
  await page.getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("dialog", { name: "Leave without saving?" })).toBeVisible();
});

test("what is typed in several forms outlives the session", async ({ page, context }) => {
  await open(page, "ana@example.com", "/account/about-me");
  await expect(phone(page)).toHaveValue("(555) 555-0118");
  await main(page).getByLabel("Street address").fill("1 Main St");
  await page.getByLabel("Pronouns").fill("ze/hir");
  await context.clearCookies();
  await save(page, "name and pronouns");
  await signIn(page, "ana@example.com");
  await expect(page.getByLabel("Pronouns")).toHaveValue("ze/hir");
  await expect(main(page).getByLabel("Street address")).toHaveValue("1 Main St");
});

test("what is on file is shown, and leads to Client Support", async ({ page }) => {
  await open(page, "bo@example.com", "/account/about-me");
  const file = page.getByRole("region", { name: "On file" });
  await expect(file).toContainText("Robert بوغدان 🌻");
  await expect(file).toContainText("Jan 2, 1988");
  await expect(main(page)).toContainText(`Emails go to ${own("bo@example.com")}.`);
  await file.getByRole("link", { name: "Ask Client Support" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Support" })).toBeVisible();
});
