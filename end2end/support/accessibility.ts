// What every page has to hold, narrow and wide, in either theme and in the colors that somebody's system forces: no finding of axe, text
// that is read with ease (7:1), and no sideways scroll.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";

const COLORS = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"];

/** Without what takes time and says nothing about a violation: axe would fetch all styles once more, for rules that are none of these. */
const FAST: RunOptions = { resultTypes: ["violations"], preload: false };
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const ENHANCED: RunOptions = { ...FAST, runOnly: { type: "tag", values: TAGS }, rules: { "color-contrast-enhanced": { enabled: true } } };
/** What another theme may break: it changes colors and nothing else. */
const IN_COLORS: RunOptions = { ...FAST, runOnly: { type: "rule", values: COLORS } };
/** The system's colors are not ours to judge, but for links that nothing else tells from the words around them. */
const IN_FORCED_COLORS: RunOptions = { ...FAST, runOnly: { type: "rule", values: ["link-in-text-block"] } };
/** What other words may break. */
export const IN_OTHER_WORDS: RunOptions = {
  ...FAST,
  runOnly: { type: "tag", values: TAGS },
  rules: Object.fromEntries(COLORS.map((rule) => [rule, { enabled: false }])),
};

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const WIDTHS = [320, 768, 1280];
const THEMES = ["light", "dark"] as const;

/** `name` is what a finding calls the page and its state. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    for (const colorScheme of THEMES) {
      await shown(page, width, { colorScheme });
      const options = colorScheme === "light" ? ENHANCED : IN_COLORS;
      expect.soft(await findings(page, options), `${name}, ${colorScheme}, ${width} px`).toEqual([]);
    }
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect.soft(sideways, `${name} scrolls sideways at ${width} px`).toBe(false);
  }
  // Links within texts are the same at every width.
  for (const colorScheme of THEMES) {
    await shown(page, WIDTHS[0], { colorScheme, forcedColors: "active" });
    expect.soft(await findings(page, IN_FORCED_COLORS), `${name}, forced colors on ${colorScheme}`).toEqual([]);
  }
  if (before) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
}

async function shown(page: Page, width: number, media: Parameters<Page["emulateMedia"]>[0]): Promise<void> {
  await page.emulateMedia({ forcedColors: "none", reducedMotion: "reduce", ...media });
  await page.setViewportSize({ width, height: 800 });
  // Colors and layout of the new medium are painted before they are judged.
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
}

/** What axe finds on the page as it is shown. */
export async function findings(page: Page, options: RunOptions = ENHANCED): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (chosen) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(chosen),
    options,
  );
  return violations.map((it) => `${it.id}: ${it.help}\n${it.nodes.map((node) => `${node.html}\n${node.failureSummary}`).join("\n")}`);
}
