// The way through a client's cards, state by state: none, one that is added, several, what cannot be done now, and the ways back from the
// processor's page.

import { expect } from "@playwright/test";
import { CREDIT, DEBIT, enterCard } from "../cards.ts";
import { hold } from "../hold.ts";
import type { Walk } from "../walks.ts";

const button = ({ page, say }: Walk, name: string) => page.getByRole("button", { name: say(name) });
const says = async ({ page, say }: Walk, words: string) => expect(page.getByRole("main")).toContainText(say(words));

async function toCardPage(walk: Walk): Promise<void> {
  await button(walk, "Add a card").click();
  await button(walk, "Agree and enter card").click();
  await walk.page.getByLabel("Card number").waitFor();
}

/** Zoë's, who has none. */
export async function cards(walk: Walk): Promise<void> {
  const { page, say, look } = walk;
  await page.goto("/home");
  await expect(page.getByRole("region", { name: say("To do") })).toBeVisible();
  await look("home, no card");
  await page.goto("/account/billing");
  await expect(button(walk, "Add a card")).toBeVisible();
  await look("cards, none");
  await button(walk, "Add a card").click();
  await look("cards, adding the first");
  await page.route("**/card-setups", (route) => route.abort());
  await button(walk, "Agree and enter card").click();
  await says(walk, "We could not reach the server");
  await look("cards, not reached");
  await page.unroute("**/card-setups");
  await button(walk, "Agree and enter card").click();
  await page.getByRole("link", { name: "Back" }).click();
  await says(walk, "No card was added");
  await look("cards, left");
  await toCardPage(walk);
  await enterCard(page, CREDIT);
  await says(walk, "Your card is saved");
  await look("cards, the first is saved");
  await page.goto("/account/billing?card-setup=cs_test_0");
  await says(walk, "belongs to no card page of yours");
  await look("cards, an unknown way back");
  await page.route("**/card-setups/return", (route) => route.abort());
  await page.goto("/account/billing?card-setup=cs_test_0");
  await says(walk, "We do not know yet");
  await look("cards, not known yet");
  await page.unroute("**/card-setups/return");
  await toCardPage(walk);
  await enterCard(page, DEBIT);
  await says(walk, "Charges are still taken with");
  await look("cards, another is saved");
  await page.getByRole("checkbox", { name: say("HSA or FSA card") }).last().check();
  await button(walk, "Remove").first().click();
  await expect(page.getByRole("dialog", { name: say("removed now") })).toBeVisible();
  await look("cards, the default stays");
  await button(walk, "Close").click();
  const answer = await hold(page, "**/default");
  await button(walk, "Make default").click();
  await look("cards, another is being chosen");
  answer();
  await says(walk, "Another card is charged from now on");
  await look("cards, another is charged");
  await button(walk, "Add a card").click();
  await look("cards, adding another");
  await button(walk, "Cancel").click();
  await button(walk, "Remove").last().click();
  await expect(page.getByRole("dialog", { name: say("Remove ") })).toBeVisible();
  await look("cards, to be removed");
  await button(walk, "Remove card").click();
  await says(walk, "The card was removed");
  await look("cards, removed");
}
