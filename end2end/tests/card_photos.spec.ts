// Photos of insurance cards, in the tab My Coverage.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { hold } from "../support/hold.ts";
import { expect, open, test } from "../support/test.ts";

const PHOTO = { name: "card.jpg", mimeType: "image/jpeg", buffer: readFileSync(join(import.meta.dirname, "../../crates/server/tests/api/card_photos/card.jpg")) };
const SVG = { name: "card.png", mimeType: "image/png", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>") };
const LARGE = { name: "card.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(10_000_001, 0xff) };

/** The photos of the card of the first plan. */
async function photos(page: Page): Promise<Locator> {
  await open(page, "ana@example.com", "/account/my-coverage");
  const plan = page.getByRole("region", { name: "Primary coverage", exact: true }).getByRole("listitem").first();
  return plan.getByRole("group", { name: "Card photos" });
}

test("a client adds, sees, replaces and removes photos of both sides of their card", async ({ page }) => {
  const card = await photos(page);
  await expect(card.getByText("No photo yet")).toHaveCount(2);
  await expectAccessible(page, "my coverage without photos");
  for (const side of ["front", "back"]) {
    await card.getByLabel(`Add photo of ${side}`).setInputFiles(PHOTO);
    await expect(card.getByText(`The photo of the ${side} is on file.`)).toBeVisible();
  }
  await expect(card.getByRole("img")).toHaveCount(0);
  await card.getByRole("button", { name: "Show photo of front" }).click();
  const picture = card.getByRole("img", { name: "Front of your card of Aetna" });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(86);
  await expectAccessible(page, "my coverage with photos");
  const before = await picture.getAttribute("src");
  await card.getByLabel("Replace photo of front").setInputFiles(PHOTO);
  await expect(picture).not.toHaveAttribute("src", before!);
  await page.reload();
  await expect(card.getByText("On file")).toHaveCount(2);
  await card.getByRole("button", { name: "Remove photo of front" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep photo" }).click();
  await expect(card.getByText("On file")).toHaveCount(2);
  await card.getByRole("button", { name: "Remove photo of front" }).click();
  await expectAccessible(page, "the question before a photo is removed");
  await page.getByRole("dialog").getByRole("button", { name: "Remove photo" }).click();
  await expect(card.getByText("The photo of the front is deleted.")).toBeVisible();
  await expect(card.getByText("On file")).toHaveCount(1);
  await page.reload();
  await expect(card.getByText("No photo yet")).toHaveCount(1);
});

test("what is no photo is refused with what to do", async ({ page }) => {
  const card = await photos(page);
  const front = card.getByLabel("Add photo of front");
  await front.setInputFiles(SVG);
  await expect(card.getByText("This file is not a photo that can be read here. Choose a JPEG, PNG or WebP file.")).toBeVisible();
  await front.setInputFiles(LARGE);
  await expect(card.getByText("The file is larger than 10 MB.", { exact: false }).last()).toBeVisible();
  await expect(card.getByRole("button", { name: "Try again" })).toHaveCount(0);
  await expectAccessible(page, "my coverage, a file refused");
  await expect(card.getByText("No photo yet")).toHaveCount(2);
});

test("a photo that was lost on its way is sent once more without choosing it again", async ({ page }) => {
  const card = await photos(page);
  const lost = "**/photos/front";
  await page.route(lost, (route) => route.abort());
  await card.getByLabel("Add photo of front").setInputFiles(PHOTO);
  await expect(card.getByRole("button", { name: "Try again" })).toBeVisible();
  await expectAccessible(page, "my coverage, a photo lost");
  await page.unroute(lost);
  const go = await hold(page, lost);
  await card.getByRole("button", { name: "Try again" }).click();
  const sending = card.getByRole("status").filter({ hasText: "Sending the photo. On a slow connection this can take two minutes." });
  await expect(sending).toBeVisible();
  // Nothing else is to be done meanwhile, so no other file is taken and forgotten.
  await expect(card.getByRole("button", { name: "Cancel sending" })).toBeFocused();
  await expect(card.getByLabel("Add photo of front")).toBeHidden();
  await expect(card.getByText("No photo yet")).toHaveCount(1);
  await expectAccessible(page, "my coverage, a photo on its way");
  go();
  await expect(card.getByText("The photo of the front is on file.")).toBeVisible();
  await expect(sending).toHaveCount(0);
  await expect(card.getByRole("button", { name: "Try again" })).toHaveCount(0);
});

test("all of it can be done by keyboard", async ({ page }) => {
  const card = await photos(page);
  await card.getByLabel("Add photo of front").focus();
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
  await chooser.setFiles(PHOTO);
  await expect(card.getByText("The photo of the front is on file.")).toBeVisible();
  const show = card.getByRole("button", { name: "Show photo of front" });
  await show.focus();
  await page.keyboard.press("Enter");
  await expect(card.getByRole("img")).toBeVisible();
  await expect(card.getByRole("button", { name: "Hide photo of front" })).toBeFocused();
  await expect(card.getByText("The photo of the front is on file.")).toHaveCount(0);
  await page.keyboard.press("Tab");
  await expect(card.getByLabel("Replace photo of front")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(card.getByRole("button", { name: "Remove photo of front" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Remove photo", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(card.getByText("The photo of the front is deleted.")).toBeVisible();
});
