// The ways through the pages on which clients keep who they are and who pays for them, state by state. What each state has to hold is
// the business of whoever walks: axe, large letters, another language.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import type { Desk } from "./desk.ts";
import { hold } from "./hold.ts";
import { cards } from "./walks/cards.ts";

export type Walk = {
  page: Page;
  desk: Desk;
  troubles: string[];
  /** How the page says words of ours: as they are, or in disguise. */
  say(words: string): string | RegExp;
  /** Looks at the page in this state. */
  look(state: string): Promise<void>;
};

export const PHOTO = { name: "card.jpg", mimeType: "image/jpeg", buffer: readFileSync(join(import.meta.dirname, "../../crates/server/tests/api/card_photos/card.jpg")) };
const NO_PHOTO = { name: "card.png", mimeType: "image/png", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") };

const field = ({ page, say }: Walk, name: string) => page.getByRole("textbox", { name: say(name) });
const button = ({ page, say }: Walk, name: string) => page.getByRole("button", { name: say(name) });
const press = (walk: Walk, name: string) => button(walk, name).first().click();
const problem = ({ page, say }: Walk) => page.getByRole("group", { name: say("There is a problem") });
const says = async ({ page, say }: Walk, words: string) => {
  const said = say(words);
  await expect(page.getByRole("main")).toContainText(said);
};

async function choosePayer({ page, say }: Walk, name: string): Promise<void> {
  await page.getByRole("combobox", { name: say("Insurance company") }).fill(name);
  await page.getByRole("option", { name }).click();
}

/** Ana's plans as they are: with what is hidden shown, with what the payer says, and with photos of the card. */
async function plans(walk: Walk): Promise<void> {
  const { page, say, look } = walk;
  await page.goto("/account/my-coverage");
  await expect(page.getByRole("heading", { name: say("Primary coverage") })).toBeVisible();
  await expect(page.getByText(say("No photo yet"))).toHaveCount(4);
  await look("my coverage");
  await press(walk, "Show member ID");
  await expect(button(walk, "Hide member ID")).toBeVisible();
  const answer = await hold(page, "**/verify");
  await press(walk, "Verify coverage");
  await says(walk, "This can take half a minute.");
  await look("my coverage, a payer asked");
  answer();
  await says(walk, "Your coverage has been active since");
  await look("my coverage, a payer's answer");

  const front = page.getByLabel(say("Add photo of front")).first();
  await front.setInputFiles(NO_PHOTO);
  await says(walk, "This file is not a photo");
  await look("card photos, refused");
  await page.route("**/photos/front", (route) => route.abort());
  await front.setInputFiles(PHOTO);
  await expect(button(walk, "Try again")).toBeVisible();
  await look("card photos, lost");
  await page.unroute("**/photos/front");
  const send = await hold(page, "**/photos/front");
  await press(walk, "Try again");
  await expect(page.getByText(say("Sending the photo."))).toBeVisible();
  await look("card photos, on its way");
  await press(walk, "Cancel sending");
  await says(walk, "Sending was canceled.");
  await look("card photos, not sent after all");
  send();
  await front.setInputFiles(PHOTO);
  await says(walk, "The photo of the front is on file.");
  await press(walk, "Show photo of front");
  await expect(page.getByRole("img", { name: say("Front of your card of ") })).toBeVisible();
  await look("card photos, shown");
  await press(walk, "Remove photo of front");
  await expect(page.getByRole("dialog", { name: say("Remove the photo of the front?") })).toBeVisible();
  await look("card photos, to be removed");
  await press(walk, "Keep photo");
}

/** What payers say of a plan that is being entered. */
async function unsaved(walk: Walk): Promise<void> {
  const { page, troubles, say, look } = walk;
  await page.goto("/account/my-coverage");
  await press(walk, "Change insurance");
  await choosePayer(walk, "Aetna");
  await says(walk, "It saves nothing.");
  await press(walk, "Verify coverage");
  await says(walk, "Enter the member ID, as on your card.");
  await look("a plan to verify, mistakes");
  await field(walk, "Plan").fill("Open Access");
  await field(walk, "First day").fill("12/8/2025");
  const answer = await hold(page, "**/verify");
  await field(walk, "Member ID").fill("W77 123");
  await look("a plan to verify");
  await press(walk, "Verify coverage");
  await says(walk, "This can take half a minute.");
  await look("a plan to verify, the payer asked");
  answer();
  for (const [number, words] of [
    ["", "Your coverage has been active since"],
    ["INACTIVE1", "Your coverage ended on"],
    ["NOTFOUND1", "could not find you with these details."],
    ["WRONGDOB1", "has another date of birth for you."],
    ["PAYERDOWN5", "did not answer."],
  ]) {
    if (number) {
      await field(walk, "Member ID").fill(number);
      await press(walk, "Verify coverage");
    }
    await says(walk, words);
    await look(`a plan to verify: ${words}`);
  }
  without503(troubles);
  await field(walk, "First day").fill("1/15/2026");
  await expect(button(walk, "Verify coverage")).toHaveCount(0);
  await look("a plan to verify, from next month on");
  await press(walk, "Cancel");
  await expect(page.getByRole("heading", { name: say("Primary coverage") })).toBeVisible();
}

/** A payer that does not answer is none of the page's troubles. */
function without503(troubles: string[]): void {
  troubles.filter((it) => it.includes("503")).forEach((it) => troubles.splice(troubles.indexOf(it), 1));
}

/** What payers say of other plans. */
const answered = (words: string) => async (walk: Walk): Promise<void> => {
  const { page, troubles, say, look } = walk;
  await page.goto("/account/my-coverage");
  await expect(page.getByRole("heading", { name: say("Primary coverage") })).toBeVisible();
  await press(walk, "Verify coverage");
  await says(walk, words);
  await look(`my coverage: ${words}`);
  without503(troubles);
};

/** Every form that changes what Ana is insured by: blank, with mistakes, with what it does, and done. */
async function changes(walk: Walk): Promise<void> {
  const { page, say, look } = walk;
  await page.goto("/account/my-coverage");
  await press(walk, "Change insurance");
  await expect(field(walk, "Plan")).toBeVisible();
  await look("change insurance");
  await press(walk, "Save");
  await expect(problem(walk)).toBeFocused();
  await look("change insurance, mistakes");
  const payer = page.getByRole("combobox", { name: say("Insurance company") });
  await payer.fill("e");
  await expect(page.getByRole("option", { name: "Aetna" })).toBeVisible();
  await look("change insurance, list open");
  await payer.fill("Kaiser");
  await says(walk, "No insurance company matches.");
  await look("change insurance, company not listed");
  await choosePayer(walk, "Cigna");
  await field(walk, "Plan").fill("Open Access Plus");
  await field(walk, "Member ID").fill("U99-11");
  await page.getByLabel(say("Your relationship to the subscriber")).selectOption("child");
  await field(walk, "First day").fill("1/1/2026");
  await press(walk, "Save");
  await expect(problem(walk)).toBeFocused();
  await look("change insurance, somebody else's, mistakes");
  await field(walk, "Subscriber's last name").fill("Rivera");
  await field(walk, "Subscriber's date of birth").fill("5/4/1961");
  await says(walk, "Charges that are scheduled already stay as they are.");
  await page.route("**/coverages", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await press(walk, "Save");
  await says(walk, "We could not reach the server");
  await look("change insurance, not saved");
  await page.unroute("**/coverages");
  const { width } = page.viewportSize()!;
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("link", { name: say("Billing Information") }).click();
  await expect(page.getByRole("dialog", { name: say("Leave without saving?") })).toBeVisible();
  await look("change insurance, left");
  await press(walk, "Stay on this page");
  await page.setViewportSize({ width, height: 800 });
  await press(walk, "Save");
  await says(walk, "Your practice has been told.");
  await look("change insurance, done");

  await press(walk, "Correct this coverage");
  await expect(field(walk, "Plan")).toBeVisible();
  await look("correct this coverage");
  await field(walk, "Member ID").fill("1.2E+11");
  await field(walk, "Plan").fill("");
  await press(walk, "Save");
  await expect(problem(walk)).toBeFocused();
  await look("correct this coverage, mistakes");
  await press(walk, "Cancel");

  await press(walk, "Change secondary insurance");
  await expect(field(walk, "Plan")).toBeVisible();
  await look("change secondary insurance");
  await press(walk, "Cancel");

  await press(walk, "Switch to self-pay");
  await look("switch to self-pay");
  await press(walk, "Save");
  await expect(problem(walk)).toBeFocused();
  await look("switch to self-pay, mistake");
  await field(walk, "Last day of your insurance").fill("12/1/2025");
  await says(walk, "When you save");
  await look("switch to self-pay, with what it does");
  const other = await page.context().newPage();
  await other.goto(page.url());
  const there: Walk = { ...walk, page: other };
  await press(there, "Correct this coverage");
  await field(there, "Plan").fill("Open Access");
  await press(there, "Save");
  await says(there, "Your practice has been told.");
  await other.close();
  await press(walk, "Save");
  await says(walk, "Your insurance on file was changed in the meantime.");
  await look("switch to self-pay, changed in the meantime");
  await press(walk, "Save");
  await says(walk, "Your insurance ends on");
  await look("switch to self-pay, done");
  await page.goto("/home");
  await says(walk, "Your coverage ends soon");
  await look("home, coverage ends soon");
}

/** What is done about insurance by who pays alone. */
async function alone(walk: Walk): Promise<void> {
  const { page, look } = walk;
  await page.goto("/account/my-coverage");
  await press(walk, "Switch to self-pay");
  await field(walk, "Last day of your insurance").fill("11/30/2025");
  await press(walk, "Save");
  await says(walk, "Your insurance ends on");
  await page.reload();
  await expect(button(walk, "Add insurance")).toBeVisible();
  await look("my coverage, nothing but past plans");
  await press(walk, "Add insurance");
  await choosePayer(walk, "New York Medicaid");
  await field(walk, "First day").fill("12/1/2025");
  await says(walk, "You need no card on file.");
  await look("add insurance");
}

/** Another email address in `About Me`, asked for, to be confirmed, too late. */
async function addresses(walk: Walk): Promise<void> {
  const { page, desk, say, look } = walk;
  const ask = async (email: string) => {
    await field(walk, "New email").fill(email);
    await press(walk, "Change email");
  };
  await page.goto("/account/about-me");
  await ask("ana at new");
  await expect(problem(walk)).toBeFocused();
  await look("about me, no address");
  await ask("ana@one.example");
  await says(walk, "Almost done");
  await look("about me, link asked for");
  const first = await sent(desk, "ana@one.example");
  await ask("ana@two.example");
  const second = await sent(desk, "ana@two.example");
  await page.goto("/home");
  await expect(page.getByRole("region", { name: say("To do") })).toBeVisible();
  await look("home, an address to confirm");
  await page.goto("/account/about-me");
  await says(walk, "Open it there by");
  await look("about me, link sent");
  await press(walk, "Keep the present address");
  await says(walk, "Your emails go on to");
  await look("about me, address kept");
  for (const email of ["ana@three.example", "ana@four.example"]) {
    await ask(email);
    await sent(desk, email);
  }
  await ask("ana@five.example");
  const fifth = await sent(desk, "ana@five.example");
  await ask("ana@six.example");
  await says(walk, "several links within an hour");
  await look("about me, too many links");

  const follow = async (link: string, state: string, words: string) => {
    await page.goto(link);
    await press(walk, "Confirm this address");
    await says(walk, words);
    await look(`confirm email, ${state}`);
  };
  await page.goto(fifth);
  await expect(button(walk, "Confirm this address")).toBeVisible();
  await look("confirm email");
  await page.route("**/api/email-confirmation", (route) => route.abort());
  await follow(fifth, "not reached", "We could not reach the server");
  await page.unroute("**/api/email-confirmation");
  await follow(first, "replaced", "Another link was sent after this one.");
  await follow(second, "withdrawn", "The change was taken back");
  await follow(fifth, "done", "Your emails come here from now on.");
  await page.reload();
  await follow(fifth, "used before", "This link was used before");
  await follow(`${fifth}0`, "unknown", "Open the link in the latest email");
  // What comes when an export brings an address meanwhile, and half an hour later.
  for (const [refused, words] of [["overtaken", "was changed in another way since"], ["expired", "It worked for 30 minutes"]]) {
    await page.route("**/api/email-confirmation", (route) => route.fulfill({ json: { refused } }));
    await page.goto("/home");
    await follow(fifth, refused, words);
    await page.unroute("**/api/email-confirmation");
  }
  // On a telephone that is not the one on which it was asked for.
  await page.context().clearCookies();
  await page.goto("/help");
  await follow(fifth, "signed out", "This link was used before");
}

/** The link in the mail to this address. */
async function sent(desk: Desk, email: string): Promise<string> {
  const { html } = await desk.mailbox.to(email, /./);
  const [, link] = /href="([^"]*\/confirm-email#[^"]*)"/.exec(String(html)) ?? [];
  if (!link) throw new Error(`no link in the mail to ${email}`);
  return link;
}

/** What `About Me` says of each of its other forms. */
async function details(walk: Walk): Promise<void> {
  const { page, say, look } = walk;
  await page.goto("/account/about-me");
  await field(walk, "Chosen first name").fill("W".repeat(200));
  await press(walk, "Save name and pronouns");
  await expect(problem(walk)).toBeFocused();
  await field(walk, "Street address").fill("1 Main St");
  await page.getByLabel(say("State")).selectOption("NJ");
  await field(walk, "ZIP code").fill("10001");
  await press(walk, "Save address");
  await expect(problem(walk).last()).toBeFocused();
  await look("about me, mistakes in two forms");
  await field(walk, "Chosen first name").fill("Ani");
  await press(walk, "Save name and pronouns");
  await says(walk, "From now on we call you");
  await look("about me, name saved");
}

export const ALL: [name: string, email: string, walk: (walk: Walk) => Promise<void>][] = [
  ["plans", "ana@example.com", plans],
  ["a plan that is entered", "ana@example.com", unsaved],
  ["a plan that is over", "bo@example.com", answered("Your coverage ended on")],
  ["a payer that is silent", "zoe@example.com", answered("did not answer.")],
  ["changes", "ana@example.com", changes],
  ["self-pay", "ana@example.com", alone],
  ["email", "ana@example.com", addresses],
  ["details", "ana@example.com", details],
  ["cards", "zoe@example.com", cards],
];
