// What a page may cost. Each limit is the best so far and a little: whoever passes it makes the page smaller, or says in
// docs/performance.md what it is worth.

import { readdirSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { expect, open, test } from "../support/test.ts";

const DIST = resolve(import.meta.dirname, "../../dist");

/** Bytes as they travel, to whoever opens the portal for the first time. */
const FIRST = 182_100;

/** Bytes as they travel, of what comes later. */
const PIECES: Record<string, number> = {
  "about-me": 65_100,
  billing: 93_000,
  "change-date": 94_800,
  charge: 71_800,
  "confirm-email": 15_900,
  coverage: 71_000,
  "change-coverage": 103_700,
  desk: 41_200,
  help: 13_200,
  idle: 5_800,
  "sign-in": 32_900,
  "to-do": 7_100,
};

/** Requests for the list of charges, the page's own included: page, app twice, pieces twice, session, billing, cards, history. */
const REQUESTS = 9;

/** Elements of the list of charges, with the frame around it. */
const ELEMENTS = 400;

function travelling(): Map<string, number> {
  const files = readdirSync(DIST).filter((name) => name.endsWith(".br"));
  return new Map(files.map((name) => [name, statSync(resolve(DIST, name)).size]));
}

test("what everybody loads first is no larger than it was", () => {
  const first = [...travelling()].filter(([name]) => /^index\.html|\.js\.br$|_bg\.wasm/.test(name));
  expect(first).toHaveLength(4);
  expect(first.reduce((sum, [, size]) => sum + size, 0)).toBeLessThanOrEqual(FIRST);
});

test("no piece is larger than it was, and each has a limit", () => {
  const found = [...travelling()].flatMap(([name, size]) => {
    const piece = /^(.*)-[0-9a-f]{16}\.pieces\.br$/.exec(name)?.[1];
    return piece ? [[piece, size] as const] : [];
  });
  expect(found.map(([piece]) => piece).toSorted()).toEqual(Object.keys(PIECES).toSorted());
  for (const [piece, size] of found) expect(size, piece).toBeLessThanOrEqual(PIECES[piece]);
});

test("the list of charges is there after few requests and with few elements", async ({ page }) => {
  await open(page, "ana@example.com", "/account/billing");
  await expect(page.getByRole("heading", { name: "Upcoming charges" })).toBeVisible();
  const tab = await page.context().newPage();
  const requests: string[] = [];
  tab.on("request", (request) => requests.push(new URL(request.url()).pathname));
  await tab.goto(page.url());
  await expect(tab.getByRole("table", { name: "Charge history" })).toBeVisible();
  // What is fetched ahead for other pages waits for two quiet seconds. Icons are asked for by the browser's own frame.
  const needed = requests.filter((path) => !/icon|about-me-|charge-|change-date-/.test(path));
  expect(needed.length, needed.join("\n")).toBeLessThanOrEqual(REQUESTS);
  expect(await tab.locator("*").count()).toBeLessThanOrEqual(ELEMENTS);
});
