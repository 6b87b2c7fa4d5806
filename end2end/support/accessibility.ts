// What every page has to hold: no finding of axe in either theme, narrow or wide, and no sideways scroll.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

export async function expectAccessible(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [320, 1280]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      // Colours and layout of the new medium are painted before they are judged.
      await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
      const findings = violations.map((it) => `${it.id}: ${it.help}\n${it.nodes.map((node) => node.html).join("\n")}`);
      expect(findings, `${name}, ${colorScheme}, ${width} px`).toEqual([]);
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect(sideways, `${name} scrolls sideways at ${width} px`).toBe(false);
    }
  }
  if (before) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}
