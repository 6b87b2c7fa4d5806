// What a page holds for who reads large letters, or letters far apart: no sideways scroll, nothing cut off, no words into one another.

import { expect, type Page } from "@playwright/test";

/** Narrow and common phones. */
const WIDTHS = [320, 390];

/** Letters twice as large, and the distances of success criterion 1.4.12. */
const READERS = {
  "text at 200 %": "html { font-size: 200% !important }",
  "wide text spacing":
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
};

/** The policy of the pages lets no style in, but this is none of the page. */
async function wear(page: Page, css: string): Promise<void> {
  await page.evaluate(async (css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  }, css);
}

/** What cannot be read as it stands. */
async function illegible(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    if (document.documentElement.scrollWidth > innerWidth) found.add(`the page is ${document.documentElement.scrollWidth} px wide`);
    const scrolls = (element: Element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const words: { text: string; box: DOMRect; block: Element; layer: Element | null }[] = [];
    const range = document.createRange();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode as Text;
      const parent = text.parentElement;
      if (!parent || !text.data.trim() || parent.closest("script, style, option, [inert]")) continue;
      if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const holders: Element[] = [];
      let moves = false;
      let layer: Element | null = null;
      for (let at: Element | null = parent; at && at !== document.body; at = at.parentElement) {
        if (scrolls(at)) moves = true;
        const { overflowX, position } = getComputedStyle(at);
        if (overflowX !== "visible" && !scrolls(at)) holders.push(at);
        if (["fixed", "sticky"].includes(position) || at.matches("dialog, [popover], [role=listbox]")) layer ??= at;
      }
      // Only for who does not see the page.
      if (holders.some((it) => it.clientWidth <= 1 || it.clientHeight <= 1)) continue;
      range.selectNodeContents(text);
      for (const box of range.getClientRects()) {
        if (box.width < 1) continue;
        if (!moves && (box.left < -1 || box.right > innerWidth + 1)) found.add(`beside the window: ${text.data}`);
        for (const holder of holders) {
          const { left, right, top, bottom } = holder.getBoundingClientRect();
          if (box.left < left - 1 || box.right > right + 1 || box.top < top - 2 || box.bottom > bottom + 2) found.add(`cut off: ${text.data}`);
        }
        // What has an edge of its own keeps its words within it.
        const edged = parent.closest("button, .ui-button, .ui-badge, .ui-card, .ui-notice, .ui-nav a, .ui-theme-choice, td, th");
        // What stays in sight has left what it is a part of.
        const edge = edged && layer && edged !== layer && edged.contains(layer) ? undefined : edged?.getBoundingClientRect();
        if (!moves && edge && (box.right > edge.right + 1 || box.left < edge.left - 1 || box.bottom > edge.bottom + 3 || box.top < edge.top - 3)) {
          found.add(`over its edge: ${text.data}`);
        }
        words.push({ text: text.data, box, block: parent, layer });
      }
    }
    // Lines touch by their leading; letters do not reach a third of it.
    const shrunk = ({ left, right, top, bottom, height }: DOMRect) => ({ left: left + 1, right: right - 1, top: top + height * 0.2, bottom: bottom - height * 0.2 });
    for (let one = 0; one < words.length; one++) {
      for (let other = one + 1; other < words.length; other++) {
        if (words[one].layer !== words[other].layer) continue;
        const [a, b] = [shrunk(words[one].box), shrunk(words[other].box)];
        if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) {
          found.add(`into one another: ${words[one].text} / ${words[other].text}`);
        }
      }
    }
    // A bar that stays must leave most of the window to what is read.
    for (const bar of document.querySelectorAll(".ui-nav, .ui-frame-side")) {
      const { position, bottom } = getComputedStyle(bar);
      const { height } = bar.getBoundingClientRect();
      if (["fixed", "sticky"].includes(position) && Number.parseFloat(bottom) >= 0 && innerWidth < 800 && height > innerHeight / 5) found.add(`a bar of ${height} px stays in sight`);
    }
    for (const field of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>("select, button, input")) {
      if (field.checkVisibility() && field.clientWidth > 1 && field.scrollWidth > field.clientWidth + 1 && field.matches("button")) {
        found.add(`cut off: ${field.textContent}`);
      }
    }
    return [...found];
  });
}

/** Measures the page as it is, for each reader and width. */
export async function expectLegible(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const [reader, css] of Object.entries(READERS)) {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await wear(page, css);
      expect.soft(await illegible(page), `${name}, ${reader}, ${width} px`).toEqual([]);
    }
  }
  await wear(page, "");
  if (before) await page.setViewportSize(before);
}
