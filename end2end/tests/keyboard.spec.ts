// The pages on which clients keep who they are and who pays for them, by keyboard alone.

import type { Page } from "@playwright/test";
import { stop, stops } from "../support/keyboard.ts";
import { expect, open, test } from "../support/test.ts";
import { PHOTO } from "../support/walks.ts";

const focused = (page: Page) => page.locator(":focus");
const tab = async (page: Page, times = 1) => {
  for (let n = 0; n < times; n += 1) await page.keyboard.press("Tab");
};
const enter = (page: Page) => page.keyboard.press("Enter");

/** Goes on with the tabulator to what has this name. Each stop on the way is seen. */
async function reach(page: Page, name: string | RegExp): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await tab(page);
    const at = await stop(page);
    expect(at?.wrong, at?.name).toEqual([]);
    if (typeof name === "string" ? at?.name === name : name.test(at?.name ?? "")) return;
  }
  throw new Error(`no way to ${name}`);
}

for (const [path, last] of [["/account/about-me", "Save address"], ["/account/my-coverage", "Switch to self-pay"]]) {
  test(`every stop of ${path} is in sight, marked, and where reading goes on`, async ({ page }) => {
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      if (width === 390) await open(page, "ana@example.com", path);
      await expect(page.getByRole("button", { name: last })).toBeVisible();
      await page.getByRole("heading", { level: 1 }).focus();
      const all = await stops(page);
      expect(all.length).toBeGreaterThan(10);
      expect(all.filter((it) => it.wrong.length > 0), `${width} px`).toEqual([]);
      const tops = all.map((it) => Math.round(it.top));
      // In one column the way leads down.
      if (width === 390) expect(tops).toEqual(tops.toSorted((one, other) => one - other));
    }
  });
}

test("the details of a client are changed by keyboard, and reading goes on at what came of it", async ({ page }) => {
  await open(page, "ana@example.com", "/account/about-me");
  await expect(page.getByRole("textbox", { name: "New email" })).toBeVisible();
  await page.getByRole("heading", { level: 1 }).focus();
  await reach(page, "Phone number");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("555");
  await enter(page);
  await expect(focused(page)).toHaveAccessibleName("There is a problem");
  await tab(page);
  await enter(page);
  await expect(page.getByRole("textbox", { name: "Phone number" })).toBeFocused();
  expect((await stop(page))?.wrong).toEqual([]);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("555 555 0119");
  await enter(page);
  await expect(focused(page)).toContainText("Your phone number is (555) 555-0119.");
  await reach(page, "New email");
  await page.keyboard.type("ana@new.example");
  await enter(page);
  await expect(focused(page)).toContainText("Almost done");
  await reach(page, "Send again");
  await enter(page);
  await expect(focused(page)).toContainText("Almost done");
  await reach(page, "Keep the present address");
  await enter(page);
  await expect(focused(page)).toContainText("Your emails go on to");
});

test("insurance is changed by keyboard, and whoever gives up goes on where the form was opened", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, "ana@example.com", "/account/my-coverage");
  await expect(page.getByRole("button", { name: "Switch to self-pay" })).toBeVisible();
  await page.getByRole("heading", { level: 1 }).focus();
  await reach(page, "Correct this coverage");
  await enter(page);
  await expect(page.getByRole("heading", { name: "Correct your coverage with Aetna" })).toBeFocused();
  await reach(page, "Cancel");
  await enter(page);
  await expect(focused(page)).toHaveText("Aetna");
  await reach(page, "Correct this coverage");
  await enter(page);
  await expect(page.getByRole("heading", { name: "Correct your coverage with Aetna" })).toBeFocused();
  await reach(page, "Plan");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Delete");
  await enter(page);
  await expect(focused(page)).toHaveAccessibleName("There is a problem");
  await tab(page);
  await enter(page);
  await expect(page.getByRole("textbox", { name: "Plan" })).toBeFocused();
  expect((await stop(page))?.wrong).toEqual([]);
  await page.keyboard.type("Gold");
  await enter(page);
  await expect(focused(page)).toContainText("Your coverage with Aetna is corrected.");
  await reach(page, "Switch to self-pay");
  await enter(page);
  await expect(page.getByRole("heading", { name: "Switch to self-pay" })).toBeFocused();
  await reach(page, "Cancel");
  await enter(page);
  await expect(page.getByRole("heading", { name: "Has your insurance changed?" })).toBeFocused();
});

test("a payer is asked, and photos are sent, looked at and removed by keyboard", async ({ page }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  await expect(page.getByText("No photo yet")).toHaveCount(4);
  await page.getByRole("heading", { level: 1 }).focus();
  await reach(page, "Show member ID");
  await enter(page);
  await expect(focused(page)).toHaveText("Hide member ID");
  await reach(page, "Verify coverage");
  await enter(page);
  await expect(focused(page)).toContainText("What Aetna says about your plan");
  await reach(page, "Add photo of front");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), enter(page)]);
  await chooser.setFiles(PHOTO);
  await expect(focused(page)).toContainText("The photo of the front is on file.");
  await reach(page, "Show photo of front");
  await enter(page);
  await expect(focused(page)).toHaveText("Hide photo of front");
  await expect(page.getByRole("img", { name: "Front of your card of Aetna" })).toBeVisible();
  await reach(page, "Remove photo of front");
  await enter(page);
  await expect(focused(page)).toHaveText("Keep photo");
  await page.keyboard.press("Escape");
  await expect(focused(page)).toHaveText("Remove photo of front");
  await enter(page);
  await expect(focused(page)).toHaveText("Keep photo");
  // Whoever is quicker than the browser's word that the question was closed is asked again all the same.
  await page.evaluate(() => {
    document.querySelector<HTMLDialogElement>("dialog[open]")!.close();
    (document.activeElement as HTMLElement).click();
  });
  await expect(focused(page)).toHaveText("Keep photo");
  await reach(page, "Remove photo");
  await enter(page);
  await expect(focused(page)).toContainText("The photo of the front is deleted.");
});
