// Going through a page by keyboard alone.

import type { Page } from "@playwright/test";

/** Where the focus is, as somebody sees it. */
export type Stop = { name: string; top: number; left: number; wrong: string[] };

/** What has the focus, and what is wrong with how it is shown. */
export async function stop(page: Page): Promise<Stop | undefined> {
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!(at instanceof HTMLElement) || at === document.body) return undefined;
    const wrong: string[] = [];
    // A field that is laid over a label has its mark there.
    const marked = at.matches("[type=file]") ? at.parentElement! : at;
    const { outlineStyle, outlineWidth } = getComputedStyle(marked);
    if (outlineStyle === "none" || Number.parseFloat(outlineWidth) < 2) wrong.push("no mark of the focus");
    const { top, bottom, left, right, width, height } = marked.getBoundingClientRect();
    if (width < 2 || height < 2) wrong.push("nothing to be seen");
    if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) wrong.push("out of sight");
    const middle = document.elementFromPoint((left + right) / 2, Math.min(Math.max((top + bottom) / 2, 0), innerHeight - 1));
    if (middle && !marked.contains(middle) && !middle.contains(marked)) wrong.push(`beneath “${middle.textContent?.trim().slice(0, 40)}”`);
    const labels = (at as HTMLInputElement).labels;
    const name = at.getAttribute("aria-label") ?? (labels?.length ? labels[0].innerText : at.innerText) ?? "";
    return { name: name.trim().replaceAll(/\s+/g, " "), top: top + scrollY, left, wrong };
  });
}

/** Every stop of the main part from where the focus is on. */
export async function stops(page: Page): Promise<Stop[]> {
  const found: Stop[] = [];
  for (let steps = 0; steps < 200; steps += 1) {
    await page.keyboard.press("Tab");
    const at = await stop(page);
    const isInside = await page.evaluate(() => document.activeElement?.closest("main") !== null);
    if (!at || !isInside) return found;
    found.push(at);
  }
  throw new Error("the focus does not get out");
}
