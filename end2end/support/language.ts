// English in disguise, and what a page in it has to hold: no words of ours are in plain English, and none are cut off.

import { expect, type Page } from "@playwright/test";
import { findings, IN_OTHER_WORDS } from "./accessibility.ts";

/** As `crates/texts/build/pseudo.rs` has it. */
const ACCENTED: Record<string, string> = {
  a: "á", e: "ë", i: "ï", o: "ö", u: "ü", y: "ý", c: "ç", n: "ñ", s: "š",
  A: "Å", C: "Ç", E: "É", I: "Î", M: "Ḿ", N: "Ñ", O: "Ø", P: "Ṕ", S: "Š", U: "Û", Y: "Ý",
};

/** Words of ours as a page in the disguise has them, wherever they stand in it. */
export function disguised(words: string): RegExp {
  const letters = [...words].map((letter) => {
    const other = ACCENTED[letter] ?? letter;
    return "aeiou".includes(letter) ? other + other : other;
  });
  return new RegExp(letters.join("").replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
}

/** What stands on pages and is nobody's to translate: the sample's names, and what is looked up by its letters. */
const DATA = [
  /https?:\/\/\S+/g,
  /\S+@\S+\.(com|example)/g,
  /\b(chg|cli)_\w+/g,
  /\b[LR]-[\w-]+/g,
  /\bh-\d+\b/g,
  /Monday to Friday, 9 AM to 5 PM/g,
  /214 Lakeside Avenue, Albany, NY 12203/g,
  /Lakeside Counseling|Dr\. Maya Okafor|Jordan Ellis|Luis Rivera|Ana Rivera|Rivera|Ana|Ani|Bo بوغدان 🌻|Bo|Nguyễn/g,
  /Blue Cross Blue Shield of New York|Fidelis Care|New York Medicaid|Cigna|Open Access Plus|Open Access|OPEN CHOICE PPO|Aetna Choice POS II|Aetna Open Access|Aetna Select|Aetna Supplement|Aetna|Visa|XAR4410/g,
  /she\/her|they\/them|New Jersey/g,
  /^Almoner$/g,
];

/** All that somebody sees or hears of the page. */
async function said(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node instanceof Element) {
        const names = ["aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt"];
        texts.push(...names.map((name) => node.getAttribute(name) ?? ""));
      } else if (!node.parentElement?.closest("script, style, option[lang], select[translate=no] option:not([value='']), #fallback[lang=en]")) {
        texts.push(node.textContent ?? "");
      }
    }
    return texts.filter((text) => text.trim() !== "");
  });
}

/** What of the page's text is cut off, or stands beside the window. What scrolls by itself may be longer. */
async function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const range = document.createRange();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode;
      const parent = text.parentElement;
      if (!parent || text.textContent?.trim() === "" || parent.closest("#fallback, script, style, option, [inert]")) continue;
      range.selectNodeContents(text);
      const scrolls = ["auto", "scroll"];
      const holders: Element[] = [];
      let moves = false;
      for (let at: Element | null = parent; at && at !== document.body; at = at.parentElement) {
        const { overflowX } = getComputedStyle(at);
        if (scrolls.includes(overflowX)) moves = true;
        if (overflowX !== "visible" && !scrolls.includes(overflowX)) holders.push(at);
      }
      // Only for who does not see the page.
      if (holders.some((it) => it.clientWidth <= 1 || it.clientHeight <= 1)) continue;
      for (const box of range.getClientRects()) {
        if (box.width === 0) continue;
        const beside = !moves && (box.left < -1 || box.right > innerWidth + 1);
        const cut = holders.some((it) => {
          const { left, right, top, bottom } = it.getBoundingClientRect();
          return box.left < left - 1 || box.right > right + 1 || box.bottom > bottom + 1 || box.top < top - 1;
        });
        const block = parent.closest("button, a, td, th, label, legend, p, h1, h2, h3, li, dt, dd, div") ?? parent;
        const outer = block.getBoundingClientRect();
        const spills = !moves && getComputedStyle(block).display !== "inline" && outer.width > 1 && box.right > outer.right + 1;
        if (beside || cut || spills) {
          found.push(`${beside ? "beside the window" : cut ? "cut off" : "spills over"}: ${text.textContent}`);
          break;
        }
      }
    }
    const canvas = document.createElement("canvas").getContext("2d");
    for (const select of document.querySelectorAll("select")) {
      const style = getComputedStyle(select);
      const room = select.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      if (!canvas || select.clientWidth === 0) continue;
      canvas.font = style.font;
      const words = select.selectedOptions[0]?.text ?? "";
      if (canvas.measureText(words).width > room + 1) found.push(`cut off: ${words}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push("the page scrolls sideways");
    return found;
  });
}

/** On a phone and on a desk. */
export async function expectDisguised(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
  const plain = (await said(page)).filter((text) => {
    const ours = DATA.reduce((left, data) => left.replaceAll(data, " "), text);
    return (ours.match(/\p{L}{2,}/gu) ?? []).some((word) => /^[A-Za-z]+$/.test(word));
  });
  expect.soft(plain, `${name}: plain English`).toEqual([]);
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    expect.soft(await cutOff(page), `${name} at ${width} px`).toEqual([]);
    expect.soft(await findings(page, IN_OTHER_WORDS), `${name} at ${width} px`).toEqual([]);
  }
  if (before) await page.setViewportSize(before);
}
