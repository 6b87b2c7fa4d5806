// The list of charges, filtered.

import type { Locator, Page } from "@playwright/test";

/** Opens the newest charge in a state, by the filter of the list. The rows of before stand in it until those asked for are here. */
export async function openNewest(page: Page, filter: Locator, state: string | { label: string }): Promise<void> {
  const named = typeof state === "string" ? state : await filter.getByRole("option", { name: state.label, exact: true }).getAttribute("value");
  const answer = page.waitForResponse((it) => new URL(it.url()).searchParams.get("state") === named);
  await filter.selectOption(state);
  const { charges } = await (await answer).json();
  await page.locator(`table a[href$="/${charges[0].id}"]`).first().click();
}
