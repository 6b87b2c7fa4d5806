// Verify coverage before Save: what is typed is asked of the payer, in every form that has a card. How it looks is seen on a way of
// `support/walks.ts`.

import { expectAccessible } from "../support/accessibility.ts";
import { expect, open, test } from "../support/test.ts";
import type { Page } from "@playwright/test";

const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const verify = (form: ReturnType<typeof card>) => form.getByRole("button", { name: "Verify coverage" });

async function openForm(page: Page, name: string): Promise<ReturnType<typeof card>> {
  await open(page, "ana@example.com", "/account/my-coverage");
  await page.getByRole("button", { name }).click();
  return card(page, name);
}

test("by keyboard alone a client has their new insurance verified, saves it, and the answer stands with the plan", async ({ page }) => {
  const form = await openForm(page, "Change insurance");
  await expect(verify(form)).toHaveCount(0);
  await page.getByRole("combobox", { name: "Insurance company" }).focus();
  await page.keyboard.type("aetna");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(form).toContainText("This asks Aetna about what you entered. It saves nothing.");
  for (const text of ["Choice POS III", "W77 123", "", ""]) {
    await page.keyboard.press("Tab");
    if (text) await page.keyboard.type(text);
  }
  await page.keyboard.press("Tab");
  await page.keyboard.type("12/8/2025");
  await page.keyboard.press("Tab");
  await expect(verify(form)).toBeFocused();
  await page.keyboard.press("Enter");
  const said = form.getByText("What Aetna says about your plan").locator("xpath=ancestor::*[@tabindex='-1'][1]");
  await expect(said).toBeFocused();
  await expect(said).toContainText("Your coverage has been active since");
  await expect(said).toContainText("Checked Dec 1, 2025, for coverage on Dec 8, 2025.");
  await expect(form).toContainText("Copay per visit");
  await expect(form.getByRole("button", { name: "Verify again" })).toBeVisible();
  await expect(form).toContainText("Sessions up to Dec 7, 2025 are billed to Aetna Choice POS II.");
  await expect(form).toContainText("Sessions on or after Dec 8, 2025 are billed to Aetna (Choice POS III).");
  await page.getByRole("button", { name: "Save" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Your plan with Aetna is on file.")).toBeVisible();
  const plan = card(page, "Primary coverage").getByRole("listitem").filter({ hasText: "Choice POS III" });
  await expect(plan).toContainText("Checked Dec 1, 2025, for coverage on Dec 8, 2025.");
  await expect(plan).toContainText("Copay per visit");
});

test("what is wrong is said without asking, and an answer goes once the card is another one", async ({ page }) => {
  const form = await openForm(page, "Change insurance");
  await page.getByRole("combobox", { name: "Insurance company" }).fill("Aetna");
  await page.getByRole("option", { name: "Aetna", exact: true }).click();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/verify")) asked.push(request.url());
  });
  await verify(form).click();
  await expect(form.getByText("Enter the member ID, as on your card.").first()).toBeVisible();
  expect(asked).toEqual([]);
  await page.getByLabel("Plan", { exact: true }).fill("Open Access");
  await page.getByLabel("First day").fill("12/8/2025");
  const number = page.getByLabel("Member ID", { exact: true });
  for (const [typed, sentence] of [
    ["INACTIVE1", "Your coverage ended on Dec 31, 2024. Check the member ID, or enter the plan you have now."],
    ["NOTFOUND1", "Aetna could not find you with these details."],
    ["WRONGDOB1", "Aetna has another date of birth for you."],
  ] as const) {
    await number.fill(typed);
    await verify(form).click();
    await expect(form).toContainText(sentence);
    await number.press("End");
    await page.keyboard.type("2");
    await expect(form).not.toContainText(sentence);
    await expect(number).toBeFocused();
  }
  // It was about that day, too.
  await verify(form).click();
  await expect(form).toContainText("has another date of birth");
  await page.getByLabel("First day").fill("12/9/2025");
  await expect(form).not.toContainText("has another date of birth");
  await expect(verify(form)).toBeVisible();
  expect(asked).toHaveLength(4);
});

test("a payer that does not answer keeps nobody from saving", async ({ page, troubles }) => {
  await open(page, "ana@example.com", "/account/my-coverage");
  const plan = card(page, "Secondary coverage").getByRole("listitem");
  await plan.getByRole("button", { name: "Correct this coverage" }).click();
  const form = card(page, "Correct your coverage with Aetna");
  await page.getByLabel("Member ID", { exact: true }).fill("PAYERDOWN5");
  await verify(form).click();
  await expect(form).toContainText("Aetna did not answer.");
  expect(troubles.splice(0).every((it) => it.includes("503"))).toBe(true);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Your coverage with Aetna is corrected.")).toBeVisible();
});

test("where a payer cannot be asked there is nothing to press, and of a later plan it is said from when on", async ({ page }) => {
  const form = await openForm(page, "Change secondary insurance");
  const payer = page.getByRole("combobox", { name: "Insurance company" });
  await payer.fill("Cigna");
  await page.getByRole("option", { name: "Cigna" }).click();
  await expect(payer).toHaveValue("Cigna");
  await expect(verify(form)).toHaveCount(0);
  await payer.fill("aetna");
  await page.getByRole("option", { name: "Aetna", exact: true }).click();
  await expect(verify(form)).toBeVisible();
  await page.getByLabel("First day").fill("1/15/2026");
  await expect(form).toContainText("You can verify this plan with Aetna starting Jan 1, 2026.");
  await expect(verify(form)).toHaveCount(0);
});

test("two insurance companies of one name are told apart where one is chosen", async ({ page }) => {
  const form = await openForm(page, "Change insurance");
  const payer = page.getByRole("combobox", { name: "Insurance company" });
  await payer.fill("fidelis");
  await expect(form.getByRole("listbox").getByRole("option")).toHaveText(["Fidelis Care (commercial plan)", "Fidelis Care (Medicaid)"]);
  await expectAccessible(page, "change insurance, two companies of one name");
  await page.getByRole("option", { name: "Fidelis Care (Medicaid)", exact: true }).click();
  await expect(payer).toHaveValue("Fidelis Care (Medicaid)");
  await page.getByLabel("First day").fill("12/8/2025");
  await expect(form).toContainText("Sessions on or after Dec 8, 2025 are billed to Fidelis Care (Medicaid).");
  await expect(form).toContainText("You need no card on file.");
  // The name alone says of neither that it is theirs.
  await payer.fill("Fidelis Care");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText("Choose your insurance company from the list.").first()).toBeVisible();
});
