// What a provider copies, as another program gets it that it is pasted into.

import { expect } from "@playwright/test";
import { type Browser, patiently } from "../support/browser.ts";
import { inEach, shows, signIn } from "../support/browsers.ts";

type Pasted = { html: string; plain: string };

const PAPER = `data:text/html,<title>Paper</title><div contenteditable autofocus>here</div>`;

/** Pastes on another page, and says in which forms it comes. */
async function pasted(browser: Browser): Promise<Pasted> {
  await browser.open(PAPER);
  await browser.evaluate(`(() => {
    document.querySelector("div").focus();
    addEventListener("paste", ({ clipboardData: it }) => (window.pasted = { html: it.getData("text/html"), plain: it.getData("text/plain") }));
  })()`);
  await browser.paste();
  return patiently("what was pasted", async () => (await browser.evaluate<Pasted | null>("window.pasted ?? null")) ?? undefined);
}

inEach("copies the reply with links, and as plain text", async (browser, desk) => {
  await signIn(browser, "maya@example.com", `${desk.url}/clients`);
  await browser.press("link", "Ana Rivera");
  await shows(browser, "Ana Rivera", "Copy with links");
  const client = await browser.evaluate<string>("location.href");
  await browser.press("button", "Copy with links");
  await shows(browser, "Copied with links.");
  const rich = await pasted(browser);
  for (const path of ["/sign-in?next=/account/billing", "/support", "/help/update-your-details"]) {
    expect(rich.html).toContain(`href="${desk.url}${path}"`);
    expect(rich.plain.split(/\r?\n/)).toContain(desk.url + path);
  }
  expect(rich.plain).toContain("Hi Ana,");

  await browser.open(client);
  await browser.press("button", "Copy as plain text");
  await shows(browser, "Copied as plain text.");
  const plain = await pasted(browser);
  expect(plain.plain).toBe(rich.plain);
  expect(plain.html).toBe("");
});
