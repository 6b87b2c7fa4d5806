// Names as nobody expects them, through every field of the page and onto the pages of others.

import { expectAccessible } from "../support/accessibility.ts";
import { expectLegible } from "../support/legible.ts";
import { expect, open, signIn, test } from "../support/test.ts";
import { inSentence } from "../support/names.ts";
import { PHOTO } from "../support/walks.ts";
import type { Page } from "@playwright/test";

const main = (page: Page) => page.getByRole("main");

/** Each is typed into every field. */
const SCRIPTS = [
  `"'><img src=x onerror=window.ran=1>`,
  `</title></textarea><script>window.ran=1</script>`,
  `<svg/onload=window.ran=1>{{constructor.constructor('window.ran=1')()}}`,
  `<iframe srcdoc="<script>parent.ran=1</script>">`,
];

async function call(page: Page, name: string, pronouns: string): Promise<void> {
  await page.getByRole("textbox", { name: "Chosen first name" }).fill(name);
  await page.getByLabel("Pronouns").fill(pronouns);
  await page.getByRole("button", { name: "Save name and pronouns" }).click();
  await expect(main(page)).toContainText("From now on we call you");
  await expect(main(page)).toContainText(name);
}

async function hasRun(page: Page): Promise<void> {
  expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined();
}

test("a script as a name, pronouns or an address is text on every page", async ({ page, watched, browser, desk }) => {
  await open(page, "ana@example.com", "/account/about-me");
  for (const script of SCRIPTS) {
    await call(page, script, script);
    for (const line of ["Street address", /Apartment/, "City"]) await main(page).getByLabel(line).fill(script);
    await main(page).getByLabel("State").selectOption("New York");
    await main(page).getByLabel("ZIP code").fill("12207");
    await page.getByRole("button", { name: "Save address" }).click();
    await expect(main(page)).toContainText(`Your address is \u2068${script}, ${script}, ${script}, NY 12207\u2069.`);
    await hasRun(page);
  }
  const last = SCRIPTS[SCRIPTS.length - 1];
  await page.getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Hi ${last}`);
  await hasRun(page);

  const provider = await (await watched(browser.newContext({ baseURL: desk.url }))).newPage();
  await provider.goto("/clients");
  await signIn(provider, "maya@example.com");
  await provider.getByRole("link", { name: `${last} Rivera` }).click();
  await expect(main(provider)).toContainText(`Hi ${last},`);
  await hasRun(provider);
  await expectAccessible(provider, "a reply to an odd name");
  await provider.context().close();
});

test("names from right to left, of emoji and of a hundred letters leave the page as wide as it is", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, "bo@example.com", "/account/about-me");
  for (const name of ["محمد عبد الله", "👩‍👩‍👧‍👦 🌻", "W".repeat(100)]) {
    await call(page, name, name);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(await overflow(), name).toBeLessThanOrEqual(0);
    await page.getByRole("link", { name: "Home" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Hi ${inSentence(name)}`);
    expect(await overflow(), `Home of ${name}`).toBeLessThanOrEqual(0);
    await page.getByRole("link", { name: "Account" }).click();
    await page.getByRole("link", { name: "About Me" }).click();
  }
  await expectAccessible(page, "about me of a long name");
  // One more is too many, and nothing typed is lost.
  const name = page.getByRole("textbox", { name: "Chosen first name" });
  await name.fill("W".repeat(200));
  await page.getByRole("button", { name: "Save name and pronouns" }).click();
  await expect(name).toHaveAccessibleDescription(/no more than 100 characters/);
  await expect(name).toHaveValue("W".repeat(200));
});

/** Corrects the first plan: this stands in every field of its card. */
async function stands(page: Page, text: string, names: string[]): Promise<void> {
  await page.getByRole("button", { name: "Correct this coverage" }).first().click();
  await page.getByLabel("Plan", { exact: true }).fill(text);
  // In a number nobody sees what joins two signs.
  const number = text.replaceAll("\u200d", "");
  for (const field of ["Member ID", "Group number"]) await page.getByLabel(field, { exact: true }).fill(number);
  await page.getByLabel("Your relationship to the subscriber").selectOption("other");
  await page.getByLabel("Subscriber's first name").fill(names[0]);
  await page.getByLabel("Subscriber's last name").fill(names[1]);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(main(page)).toContainText("Your coverage with Aetna is corrected.");
  const plan = page.getByRole("region", { name: "Primary coverage" }).getByRole("listitem").first();
  const fact = (name: string) => plan.getByRole("definition").filter({ hasText: name });
  await expect(fact(text).first()).toHaveText(text);
  await expect(fact(names.join(" ").trim()).last()).toBeVisible();
  const numbers = await fact(number).count();
  await plan.getByRole("button", { name: "Show member ID" }).click();
  await expect(fact(number)).toHaveCount(numbers + 1);
}

test("a script on an insurance card, as a photo's name or in an email address is text everywhere", async ({ page, desk }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  for (const script of SCRIPTS) {
    await stands(page, script, [script, script]);
    await hasRun(page);
  }
  const last = SCRIPTS[SCRIPTS.length - 1];
  const photo = page.getByRole("group", { name: "Card photos" }).first();
  await photo.getByLabel("Add photo of front").setInputFiles({ ...PHOTO, name: `${last.replaceAll("/", "")}.jpg` });
  await expect(photo).toContainText("The photo of the front is on file.");
  await page.getByRole("button", { name: "Verify coverage" }).first().click();
  await expect(main(page)).toContainText("What Aetna says about your plan");
  await hasRun(page);
  await expectAccessible(page, "my coverage with scripts");
  await page.getByRole("link", { name: "Home" }).click();
  await expect(main(page)).toContainText(`Aetna · ${last}`);
  await hasRun(page);
  // What is allowed in an address is written to as it stands.
  await page.goto("/account/about-me");
  const email = "{{a}}|`$'@new.example";
  await page.getByRole("textbox", { name: "New email" }).fill(email);
  await page.getByRole("button", { name: "Change email" }).click();
  await expect(main(page)).toContainText(`We are sending a link to \u2068${email}\u2069.`);
  await desk.mailbox.to(email, /Confirm this email address/);
  await page.getByRole("textbox", { name: "New email" }).fill(`"${last}"@new.example`);
  await page.getByRole("button", { name: "Change email" }).click();
  await expect(page.getByRole("textbox", { name: "New email" })).toHaveAccessibleDescription(/Enter an email address like/);
  await hasRun(page);
});

test("names on an insurance card from right to left, of emoji, of a hundred letters and of one part leave the page as wide as it is", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, "ana@example.com", "/account/my-coverage");
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  for (const name of ["محمد عبد الله", "👩‍👩‍👧‍👦 🌻", "W".repeat(100)]) {
    await stands(page, name, [name, ""]);
    expect(await overflow(), name).toBeLessThanOrEqual(0);
    await expectLegible(page, `my coverage of ${name}`);
  }
  await page.getByRole("link", { name: "Home" }).click();
  await expect(main(page)).toContainText("W".repeat(100));
  expect(await overflow(), "Home").toBeLessThanOrEqual(0);
  await page.goto("/account/my-coverage");
  await page.getByRole("button", { name: "Correct this coverage" }).first().click();
  const plan = page.getByLabel("Plan", { exact: true });
  await plan.fill("W".repeat(200));
  await page.getByRole("button", { name: "Save" }).click();
  await expect(plan).toHaveAccessibleDescription(/no more than 100 characters/);
  await expect(plan).toHaveValue("W".repeat(200));
  expect(await overflow(), "too long").toBeLessThanOrEqual(0);
  // As long as an address may be.
  const email = `${"w".repeat(64)}@${"w".repeat(63)}.${"w".repeat(63)}.example`;
  await page.goto("/account/about-me");
  await page.getByRole("textbox", { name: "New email" }).fill(email);
  await page.getByRole("button", { name: "Change email" }).click();
  await expect(main(page)).toContainText("Almost done");
  expect(await overflow(), "About Me").toBeLessThanOrEqual(0);
  await expectLegible(page, "about me, a long address");
  await page.getByRole("link", { name: "Home" }).click();
  await expect(page.getByRole("region", { name: "To do" })).toContainText(email);
  expect(await overflow(), "Home, a long address").toBeLessThanOrEqual(0);
  await expectLegible(page, "home, a long address");
});
