// What every page has to hold, narrow and wide, in either theme and in the colors that somebody's system forces: no finding of axe, text
// that is read with ease (7:1), and no sideways scroll.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, type Page } from "@playwright/test";
import type { AxeResults, RunOptions } from "axe-core";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
const ENHANCED: RunOptions = { runOnly: { type: "tag", values: TAGS }, rules: { "color-contrast-enhanced": { enabled: true } } };
/** The system's colors are not ours to judge. */
const FORCED: RunOptions = { runOnly: { type: "tag", values: TAGS }, rules: { "color-contrast": { enabled: false } } };

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const WIDTHS = [320, 768, 1280];

/** `name` is what a finding calls the page and its state. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of WIDTHS) {
      await shown(page, width, { colorScheme });
      expect.soft(await findings(page), `${name}, ${colorScheme}, ${width} px`).toEqual([]);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect.soft(sideways, `${name} scrolls sideways at ${width} px`).toBe(false);
    }
    for (const width of WIDTHS) {
      await shown(page, width, { colorScheme, forcedColors: "active" });
      expect.soft(await findings(page, FORCED), `${name}, forced colors on ${colorScheme}, ${width} px`).toEqual([]);
    }
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
