import { expectAccessible } from "../support/accessibility.ts";
import { expect, open, signIn, test } from "../support/test.ts";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("a provider copies the reply and its link brings the client to the right tab", async ({ page, browser, desk, watched }) => {
  await open(page, "maya@example.com", "/");
  await expect(page.getByRole("heading", { level: 1, name: "My clients" })).toBeVisible();
  await page.getByLabel("Find a client").fill("rivera");
  await page.getByRole("link", { name: "Ana Rivera" }).click();
  await expect(page.getByRole("heading", { name: "Ana Rivera" })).toBeFocused();

  await page.getByRole("button", { name: "Copy with links" }).click();
  await expect(page.getByRole("main")).toContainText("Copied with links.");
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) => (await item.getType(type)).text();
    return { html: await read("text/html"), plain: await read("text/plain") };
  });
  for (const text of [copied.html, copied.plain]) {
    for (const words of ["Ana", "Dr. Maya Okafor", "Lakeside Counseling", "Account", "Billing Information"]) {
      expect(text).toContain(words);
    }
  }
  const targets = [...copied.html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href.replaceAll("&amp;", "&"));
  expect(targets).toEqual([`${desk.url}/sign-in?next=/account/billing`, `${desk.url}/support`, `${desk.url}/help/update-your-details`]);

  await page.getByRole("button", { name: "Copy as plain text" }).click();
  await expect(page.getByRole("main")).toContainText("Copied as plain text.");
  const plain = await page.evaluate(() => navigator.clipboard.readText());
  expect(plain).toBe(copied.plain);
  for (const target of targets) expect(plain.split("\n")).toContain(target);

  const client = await (await watched(browser.newContext())).newPage();
  await client.goto(targets[0]);
  await signIn(client, "ana@example.com");
  await expect(client).toHaveURL(/\/c\/cli_[^/]+\/account\/billing$/);
  await expect(client.getByRole("link", { name: "Billing Information" })).toHaveAttribute("aria-current", "page");
  await client.context().close();
});

test("an empty slot blocks the reply and says which", async ({ page }) => {
  await page.route("**/api/clients/*", async (route) => {
    const answer = await route.fetch();
    const found = await answer.json();
    await route.fulfill({ response: answer, json: { ...found, reply: { ...found.reply, practice_name: " " } } });
  });
  await open(page, "maya@example.com", "/");
  await page.getByRole("link", { name: "Ana Rivera" }).click();
  await expect(page.getByRole("main")).toContainText("This reply cannot be copied yet: the practice's name has no value.");
  await expect(page.getByRole("button", { name: /^Copy/ })).toHaveCount(0);
  await expectAccessible(page, "reply, blocked");
});

test("a provider sees no amount and no day of a charge anywhere", async ({ page }) => {
  const seen: string[] = [];
  page.on("response", async (answer) => {
    if (answer.url().includes("/api/")) seen.push(await answer.text().catch(() => ""));
  });
  await open(page, "maya@example.com", "/");
  await expect(page.getByRole("table", { name: "My clients" })).toBeVisible();
  seen.push(await page.content());
  await page.getByRole("link", { name: "Ana Rivera" }).click();
  await expect(page.getByRole("button", { name: "Copy with links" })).toBeVisible();
  seen.push(await page.content());
  await page.goto("/account/billing");
  await expect(page.getByRole("heading", { name: "Page not found" })).toBeVisible();
  const all = `${seen.join("\n")}\n${await page.content()}`;
  expect(seen.length).toBeGreaterThan(2);
  for (const secret of ["25.00", "2500", "2025-12-02", "Dec 2", "4242", "XAR4410"]) expect(all).not.toContain(secret);
});

test("a reply names only what its client can do", async ({ page }) => {
  await open(page, "maya@example.com", "/");
  await page.getByRole("link", { name: "Ana Rivera" }).click();
  await expect(page.getByRole("main")).toContainText("move a charge to another day");
  await page.route("**/api/clients/*", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...await answer.json(), reach: { insured: false, card_required: true } } });
  });
  await page.reload();
  await expect(page.getByRole("main")).toContainText("There you see what is planned");
  await expect(page.getByRole("main")).not.toContainText("move a charge");
});

test("a browser that takes no links gets the reply as plain text, and one that takes nothing has it selected", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(window, "ClipboardItem", { value: undefined, configurable: true }));
  await open(page, "maya@example.com", "/");
  await page.getByRole("link", { name: "Ana Rivera" }).click();
  await page.getByRole("button", { name: "Copy with links" }).click();
  await expect(page.getByRole("main")).toContainText("Copied as plain text.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("/sign-in?next=/account/billing\n");

  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: {}, configurable: true }));
  await page.getByRole("button", { name: "Copy with links" }).click();
  await expect(page.getByRole("main")).toContainText("The text above is selected");
  const selected = await page.evaluate(() => getSelection()?.toString() ?? "");
  for (const words of ["Hi Ana,", "client portal", "Lakeside Counseling"]) expect(selected).toContain(words);
  await expectAccessible(page, "reply, selected");
});

test("links that a mail program cut too long still arrive", async ({ page }) => {
  await page.goto("/sign-in?next=/account/billing%29.");
  await signIn(page, "ana@example.com");
  await expect(page).toHaveURL(/\/c\/cli_[^/]+\/account\/billing$/);
  await page.goto("/account/billing)");
  await expect(page.getByRole("heading", { name: "Upcoming charges" })).toBeVisible();
  await page.goto("/help/update-your-details%3E");
  await expect(page.getByRole("heading", { level: 1, name: "Update your details" })).toBeVisible();
});
