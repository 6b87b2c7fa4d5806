// What a page asks for while the app is on its way to it.

import { type Page, type Request } from "@playwright/test";
import { expect, open, signIn, test } from "../support/test.ts";

/** The paths that are asked of the interface, in the order in which they are. */
function asked(page: Page): string[] {
  const paths: string[] = [];
  page.on("request", (request: Request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/")) paths.push(pathname);
  });
  return paths;
}

/** Opens `path` in a new tab with the app held back until the page has asked for `early`. */
async function opened(page: Page, path: string, early: string[]): Promise<{ page: Page; paths: string[] }> {
  const tab = await page.context().newPage();
  const paths = asked(tab);
  let everything = () => {};
  const all = new Promise<void>((done) => (everything = done));
  const look = () => early.every((it) => paths.includes(it)) && everything();
  tab.on("request", look);
  await tab.route("**/*_bg.wasm", async (route) => {
    await all;
    await route.continue();
  });
  await tab.goto(path);
  return { page: tab, paths };
}

test("a client's page asks for what it shows before the app is here, and once", async ({ page }) => {
  await open(page, "ana@example.com", "/account/billing");
  await page.getByRole("link", { name: "How this amount was calculated" }).first().click();
  await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
  const [, client, charge] = /\/c\/([^/]+)\/account\/billing\/charges\/([^/]+)/.exec(page.url()) ?? [];
  const api = `/api/c/${client}`;
  for (const [path, heading, data] of [
    ["home", "Next charge", [`${api}/billing`]],
    ["account/billing", "Charge history", [`${api}/billing`, `${api}/charges`, `${api}/payment-methods`]],
    ["account/my-coverage", "Primary coverage", [`${api}/coverages`, `${api}/card-photos`]],
    ["account/about-me", "What we call you", [`${api}/about-me`]],
    [`account/billing/charges/${charge}`, "What has happened so far", [`${api}/charges/${charge}`]],
    [`account/billing/charges/${charge}/change-date`, "Change the date", [`${api}/charges/${charge}`]],
  ] as const) {
    const everything = ["/api/session", ...data];
    const first = await opened(page, `/c/${client}/${path}`, everything);
    await expect(first.page.getByRole("heading", { name: heading }).first()).toBeVisible();
    await expect(first.page.getByText("Loading")).toHaveCount(0);
    expect(first.paths.toSorted(), path).toEqual(everything.toSorted());
    await first.page.close();
  }
});

test("whoever is led on, by a mail or a short address, is asked for as well", async ({ page }) => {
  await open(page, "ana@example.com", "/account/billing");
  await expect(page.getByRole("heading", { name: "Upcoming charges" })).toBeVisible();
  const [, client] = /\/c\/([^/]+)/.exec(page.url()) ?? [];
  const api = `/api/c/${client}`;
  for (const [path, heading, data] of [
    ["/", "Next charge", [`${api}/billing`]],
    ["/account/about-me", "What we call you", [`${api}/about-me`]],
    ["/sign-in?next=/account/billing", "Charge history", [`${api}/billing`, `${api}/charges`, `${api}/payment-methods`]],
  ] as const) {
    const everything = ["/api/session", ...data];
    const first = await opened(page, path, everything);
    await expect(first.page.getByRole("heading", { name: heading }).first()).toBeVisible();
    await expect(first.page.getByText("Loading")).toHaveCount(0);
    expect(first.paths.toSorted(), path).toEqual(everything.toSorted());
    await first.page.close();
  }
});

test("a provider's page asks for what it shows before the app is here, and once", async ({ page }) => {
  await open(page, "maya@example.com", "/clients");
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("button", { name: /Copy/ }).first()).toBeVisible();
  const one = new URL(page.url()).pathname;
  for (const path of ["/clients", one]) {
    const everything = ["/api/session", `/api${path}`];
    const first = await opened(page, path, everything);
    await expect(first.page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(first.page.getByText("Loading")).toHaveCount(0);
    expect(first.paths.toSorted(), path).toEqual(everything.toSorted());
    await first.page.close();
  }
});

test("a stranger's page asks whom to call before the app is here, and once", async ({ page }) => {
  for (const [path, heading] of [["/sign-in", "Sign in"], ["/help", "Help"], ["/support", "Support"], ["/confirm-email", "Confirm your email"], ["/clients", "Sign in"]]) {
    const everything = ["/api/session", "/api/support-contact"];
    const first = await opened(page, path, everything);
    await expect(first.page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await expect(first.page.getByText("(555) 555-0100").first()).toBeVisible();
    const asked = first.paths.filter((it) => everything.includes(it));
    expect(asked.toSorted(), path).toEqual(everything);
    await first.page.close();
  }
});

test("what was answered to nobody is not shown to who signs in after", async ({ page }) => {
  await open(page, "ana@example.com", "/account/billing");
  await expect(page.getByRole("heading", { name: "Upcoming charges" })).toBeVisible();
  const billing = page.url();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto(billing);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await signIn(page, "ana@example.com");
  await expect(page.getByRole("heading", { name: "Upcoming charges" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Charge history" })).toBeVisible();
});

test("an early answer that was lost is asked for once more", async ({ page }) => {
  await open(page, "ana@example.com", "/account/billing");
  await expect(page.getByRole("heading", { name: "Upcoming charges" })).toBeVisible();
  let lost = false;
  await page.route("**/api/c/*/billing", async (route) => {
    if (lost) return route.continue();
    lost = true;
    await route.abort();
  });
  await page.reload();
  await expect(page.getByRole("heading", { name: "Upcoming charges" })).toBeVisible();
  expect(lost).toBe(true);
});
