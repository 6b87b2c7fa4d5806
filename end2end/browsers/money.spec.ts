// The ways of money in browsers of other makers than the journeys' Chromium, and their pages on paper.

import { expect } from "@playwright/test";
import { inEach, shows, signIn } from "../support/browsers.ts";

inEach("looks at a charge, moves it, and prints what became of it", async (browser, desk) => {
  await signIn(browser, "ana@example.com", `${desk.url}/account/billing`);
  await shows(browser, "Upcoming charges");
  await browser.press("link", "How this amount was calculated");
  await shows(browser, "What has happened so far", "Paid by Aetna", "$25.00");
  await browser.press("link", "Change date");
  await shows(browser, "Change the date");
  await browser.press("button", "Friday, December 12, 2025");
  await browser.press("button", "Reschedule");
  await shows(browser, "Payment moved to Fri, Dec 12");
  await desk.mailbox.to("ana@example.com", /date/i, "Fri, Dec 12");

  // What was signed in stays so on the next page.
  await browser.open(`${desk.url}/account/billing`);
  await shows(browser, "Fri, Dec 12", "Charge history");
  expect(await browser.text()).toContain("Change date");
  const { text, sheets } = await browser.print();
  for (const words of ["Upcoming charges", "Fri, Dec 12", "$25.00", "Charge history", "Dr. Maya Okafor"]) expect(text, words).toContain(words);
  for (const pressed of ["Change date", "Sign out", "Skip to content", "cut off at the side"]) expect(text, pressed).not.toContain(pressed);
  if (sheets !== undefined) expect(sheets).toBeLessThan(4);
});

inEach("pays a charge that failed, once the card works again", async (browser, desk) => {
  await desk.clock("2025-12-02T10:00:01-05:00");
  await desk.mailbox.to("bo@example.com", /did not go through/i);
  await signIn(browser, "bo@example.com", `${desk.url}/account/billing`);
  await shows(browser, "Payment failed");
  await browser.press("link", "How this amount was calculated");
  await shows(browser, "We try again on Fri, Dec 5.");
  await browser.press("button", "Pay $30.00 now");
  await shows(browser, "We tried your card again");
  await desk.card("pm_card_chargeDeclined_bo", "succeeds");
  await browser.press("button", "Pay $30.00 now");
  await shows(browser, "$30.00 was charged.", "Paid Dec 2");
  await desk.mailbox.to("bo@example.com", /receipt/i, "$30.00");
  await browser.open(`${desk.url}/account/billing`);
  await shows(browser, "Charge history", "Paid Dec 2");
});

inEach("shows what was given back of a payment and what is disputed", async (browser, desk) => {
  await desk.clock("2025-12-02T10:00:01-05:00");
  await desk.mailbox.to("ana@example.com", /Receipt/, "$25.00");
  const payment = await desk.dashboard.taken("cus_ana", 2_500);
  await desk.dashboard.refund(payment, 1_000, "succeeded");
  const dispute = await desk.dashboard.inquiry(payment, 1_500);
  await desk.dashboard.goesOn(dispute, "needs_response");
  await desk.clock("2025-12-02T11:00:00-05:00");
  const mail = await desk.mailbox.to("ana@example.com", /Your refund on/);
  const charge = /https?:\/\/\S+charges\/\S+/.exec(mail.text ?? "")?.[0] ?? "";
  await signIn(browser, "ana@example.com", charge || `${desk.url}/account/billing`);
  await shows(browser, "A dispute about $15.00 of this payment is open with your bank.", "Refunded Dec 2", "You have paid", "$15.00");
  await browser.open(`${desk.url}/account/billing`);
  await shows(browser, "Disputed Dec 2", "$15.00 paid");
});
