// A phone at the edge of its network: everything takes its time, nothing is blank, twice or out of turn.

import { expect, open, test } from "../support/test.ts";

/** 1.6 Mbit/s down, half of that up, 150 ms to the desk and back. */
const LINE = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };

test.beforeEach(async ({ page }) => {
  test.setTimeout(180_000);
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", LINE);
});

test("on a slow line the page is there before the app, and each page before what it shows", async ({ page }) => {
  await page.goto("/account/billing", { waitUntil: "commit" });
  await expect(page.getByText("Loading").first()).toBeAttached();
  await open(page, "ana@example.com", "/account/billing");
  await expect(page.getByRole("heading", { name: "Upcoming charges" })).toBeVisible();
  await page.getByRole("link", { name: "Change date" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Change the date" })).toBeVisible();
  await expect(page.getByText("Loading").first()).toBeAttached();
  await expect(page.getByRole("link", { name: "Billing Information" })).toBeVisible();
  await expect(page.getByRole("textbox", { name: "New payment date" })).toBeVisible();
});

test("on a slow line a move that is pressed twice happens once", async ({ page, desk }) => {
  await desk.mailbox.to("ana@example.com", /Your payment on/);
  await open(page, "ana@example.com", "/account/billing");
  await page.getByRole("link", { name: "Change date" }).first().click();
  await page.getByRole("textbox", { name: "New payment date" }).fill("12/12/2025");
  await page.getByRole("button", { name: "Reschedule" }).dblclick();
  await expect(page.getByRole("main")).toContainText("Payment moved to Fri, Dec 12");
  await desk.mailbox.to("ana@example.com", /Your payment date is now/, "Fri, Dec 12");
  await page.goto(page.url().replace("/change-date", ""));
  const soFar = page.getByRole("region", { name: "What has happened so far" });
  await expect(soFar).toBeVisible();
  await expect(soFar.getByText(/Fri, Dec\s12/)).toHaveCount(1);
});

test("whoever goes back and on while a page is on its way sees what they chose last", async ({ page }) => {
  await open(page, "ana@example.com", "/account/billing");
  const links = page.getByRole("link", { name: "How this amount was calculated" });
  await expect(links.first()).toBeVisible();
  const [first, second] = await links.evaluateAll((all) => all.map((it) => it.getAttribute("href")));
  expect(first).not.toBe(second);
  await links.first().click();
  await page.goBack();
  await links.nth(1).click();
  await expect(page).toHaveURL(new RegExp(`${second}$`));
  await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
  const shown = await page.getByRole("main").innerText();
  await page.reload();
  await expect(page.getByRole("heading", { name: "What has happened so far" })).toBeVisible();
  expect(await page.getByRole("main").innerText()).toBe(shown);
});
