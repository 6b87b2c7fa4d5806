// What browsers do to texts of a page by themselves. Ours are written by an app that does not hear of it.

import type { Page } from "@playwright/test";

/** Whose hand is in the page. */
export type Hand = "nobody" | "translator" | "detector";

/**
 * Lets the hand into every page that is opened from here on: it works on what is there and on what comes.
 * A translator puts `<font>` in the place of each text, as Chrome's does; what it says stays the same here, so that it can be compared.
 * A detector of days, amounts and telephone numbers makes links of them, as iOS does, and so breaks texts up.
 */
export async function letIn(page: Page, hand: Hand): Promise<void> {
  if (hand === "nobody") return;
  await page.addInitScript((hand) => {
    const PASSED_OVER = "script, style, title, font, a[href='x:']";
    const found = /\$[\d.,]+|\b(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat), [A-Z][a-z]{2} \d+|\b[A-Z][a-z]{2} \d+\b|\(\d{3}\) [\d-]+|\d+/;
    const element = (name: string, words: string) => {
      const made = document.createElement(name);
      if (name === "a") made.setAttribute("href", "x:");
      made.textContent = words;
      return made;
    };
    const translate = (text: Text) => {
      const outside = document.createElement("font");
      outside.append(element("font", text.data));
      text.replaceWith(outside);
    };
    const detect = (text: Text) => {
      const at = text.data.match(found);
      if (!at || text.parentElement?.closest("a, option, button")) return;
      const start = text.splitText(at.index ?? 0);
      const rest = start.splitText(at[0].length);
      start.replaceWith(element("a", at[0]));
      detect(rest);
    };
    const work = (root: Node) => {
      const texts: Text[] = [];
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      if (root instanceof Text) texts.push(root);
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        const lasts = text.isConnected && text.data.trim() && !text.parentElement?.closest(PASSED_OVER);
        if (lasts) (hand === "translator" ? translate : detect)(text);
      }
    };
    addEventListener("DOMContentLoaded", () => {
      const watching = new MutationObserver((changes) => {
        for (const { target, addedNodes } of changes) [target, ...addedNodes].forEach((node) => node instanceof Text && work(node));
        for (const { addedNodes } of changes) addedNodes.forEach(work);
        watching.takeRecords();
      });
      work(document.body);
      watching.observe(document.body, { childList: true, characterData: true, subtree: true });
    });
  }, hand);
}
