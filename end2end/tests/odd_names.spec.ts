// Names as nobody expects them, through every field of the page and onto the pages of others.

import { expectAccessible } from "../support/accessibility.ts";
import { expect, open, signIn, test } from "../support/test.ts";
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
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Hi ${name}`);
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
