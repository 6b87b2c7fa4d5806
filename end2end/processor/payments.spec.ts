// Payment intents, their attempts, and the page on which a cardholder confirms.

import type Stripe from "stripe";
import { expect, failure, test } from "../support/processor.ts";

/** An attempt that came in full, as it was asked for. */
function charged(intent: Stripe.PaymentIntent): Stripe.Charge {
  const charge = intent.latest_charge;
  if (!charge || typeof charge === "string") throw new Error("the attempt was not expanded");
  return charge;
}

test("an intent is made, takes nothing, and is looked up as it was made", async ({ processor, stripe }) => {
  const made = await processor.intent(2500, "chg_7");
  expect(made).toMatchObject({
    object: "payment_intent", amount: 2500, amount_received: 0, currency: "usd", customer: "cus_ana", description: "Charge",
    status: "requires_payment_method", metadata: { charge_id: "chg_7" }, latest_charge: null, created: 1764601200, livemode: false,
  });
  expect(made.lastResponse).toMatchObject({ statusCode: 200, apiVersion: "2024-06-20" });
  expect(made.lastResponse.requestId).toMatch(/^req_/);
  const read = await stripe.paymentIntents.retrieve(made.id, { expand: ["latest_charge"] });
  expect(read).toEqual(made);
});

test("a good card pays once, and its attempt tells how", async ({ processor, stripe }) => {
  const { id } = await processor.intent();
  const paid = await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_mastercard_ana", off_session: true, expand: ["latest_charge"] });
  expect(paid).toMatchObject({ id, status: "succeeded", amount_received: 2500, payment_method: "pm_card_mastercard_ana", last_payment_error: null });
  expect(charged(paid)).toMatchObject({ status: "succeeded", paid: true, captured: true, amount_captured: 2500, refunded: false, payment_intent: id });
  expect(charged(paid).payment_method_details?.card).toMatchObject({ brand: "mastercard", last4: "4444", exp_month: 8, exp_year: 2034 });

  const again = await failure(stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa", off_session: true }));
  expect(again).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, code: "payment_intent_unexpected_state" });
  expect(again.payment_intent).toMatchObject({ id, status: "succeeded" });
  expect((await processor.books()).intents).toMatchObject([{ id, received: 2500, confirms: 1, captures: 1 }]);
});

for (const [method, code, reason] of [
  ["pm_card_chargeDeclined", "card_declined", "generic_decline"],
  ["pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
  ["pm_card_chargeDeclinedLostCard", "card_declined", "lost_card"],
  ["pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card"],
  ["pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error"],
  ["pm_card_authenticationRequired", "authentication_required", "authentication_required"],
]) {
  test(`${method} is declined with ${reason} and the intent may be tried again`, async ({ processor, stripe }) => {
    const { id } = await processor.intent();
    const declined = await failure(stripe.paymentIntents.confirm(id, { payment_method: method, off_session: true }));
    expect(declined).toMatchObject({ type: "StripeCardError", rawType: "card_error", statusCode: 402, code, decline_code: reason });
    expect(declined.payment_method?.id).toBe(method);
    const read = await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] });
    expect(read).toMatchObject({ status: "requires_payment_method", amount_received: 0, last_payment_error: { code, decline_code: reason, charge: declined.charge } });
    expect(charged(read)).toMatchObject({ id: declined.charge, status: "failed", paid: false, failure_code: code });
    const paid = await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa", off_session: true });
    expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
  });
}

test("an intent that was called off takes nothing any more, and one that was paid is not called off", async ({ processor, stripe }) => {
  const { id } = await processor.intent();
  const canceled = await stripe.paymentIntents.cancel(id, { cancellation_reason: "abandoned", expand: ["latest_charge"] });
  expect(canceled).toMatchObject({ id, status: "canceled", canceled_at: 1764601200, cancellation_reason: "abandoned" });
  const tried = await failure(stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa", off_session: true }));
  expect(tried).toMatchObject({ code: "payment_intent_unexpected_state", payment_intent: { status: "canceled" } });
  const paid = await processor.paid();
  const late = await failure(stripe.paymentIntents.cancel(paid.id));
  expect(late).toMatchObject({ code: "payment_intent_unexpected_state", payment_intent: { status: "succeeded" } });
});

test("a cardholder confirms on the processor's page and is sent back", async ({ processor, stripe }) => {
  const { id } = await processor.intent();
  const back = "http://localhost:8080/account/billing?tab=1";
  const asked = await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_authenticationRequired", off_session: false, return_url: back });
  expect(asked).toMatchObject({ status: "requires_action", next_action: { type: "redirect_to_url", redirect_to_url: { return_url: back } } });
  const page = asked.next_action!.redirect_to_url!.url!;
  expect(await (await fetch(page)).text()).toContain("25.00 USD");
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: "requires_action", amount_received: 0 });
  const sent = await fetch(`${page}/confirm`, { method: "POST", redirect: "manual" });
  expect(sent.headers.get("location")).toBe(`${back}&payment_intent=${id}&redirect_status=succeeded`);
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status: "succeeded", amount_received: 2500, next_action: null });
  expect((await fetch(page)).status).toBe(404);
});

test("a cardholder who refuses has paid nothing", async ({ processor, stripe }) => {
  const { id } = await processor.intent();
  const asked = await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_authenticationRequired", return_url: "http://localhost:8080/" });
  const sent = await fetch(`${asked.next_action!.redirect_to_url!.url}/refuse`, { method: "POST", redirect: "manual" });
  expect(sent.headers.get("location")).toContain("redirect_status=failed");
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
    status: "requires_payment_method", last_payment_error: { code: "payment_intent_authentication_failure" },
  });
});

test("a payment that lingers is under way until its end is told", async ({ processor, stripe }) => {
  await processor.control("/payment_methods/pm_card_visa_ana", { behaviour: "lingers" });
  const { id } = await processor.intent();
  const confirmed = await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa_ana", off_session: true });
  expect(confirmed.status).toBe("processing");
  await processor.control(`/payment_intents/${id}/settle`, { behaviour: "succeeds" });
  expect((await stripe.paymentIntents.retrieve(id)).status).toBe("succeeded");
});

test("lists come page by page, each once, forwards and backwards", async ({ processor, stripe }) => {
  const made: string[] = [];
  for (let nth = 0; nth < 12; nth++) made.unshift((await processor.intent(1000 + nth, `chg_${nth}`, nth % 3 ? "cus_ana" : "cus_ben")).id);
  const ids: string[] = [];
  for await (const intent of stripe.paymentIntents.list({ limit: 5, expand: ["data.latest_charge"] })) ids.push(intent.id);
  expect(ids).toEqual(made);
  const theirs = await stripe.paymentIntents.list({ customer: "cus_ben", limit: 100 }).autoPagingToArray({ limit: 100 });
  expect(theirs.map((it) => it.amount)).toEqual([1009, 1006, 1003, 1000]);
  const before = await stripe.paymentIntents.list({ ending_before: made[6], limit: 3 });
  expect(before).toMatchObject({ object: "list", url: "/v1/payment_intents", has_more: true });
  expect(before.data.map((it) => it.id)).toEqual(made.slice(3, 6));
  const backwards = await stripe.paymentIntents.list({ ending_before: made[11], limit: 4 }).autoPagingToArray({ limit: 100 });
  expect(backwards.map((it) => it.id)).toEqual(made.slice(0, 11).reverse());
});

test("lists are narrowed to a span of time", async ({ processor, stripe }) => {
  const early = await processor.intent();
  await processor.control("/clock", { now: "2025-12-02T15:00:00Z" });
  const late = await processor.intent();
  const noon = Date.parse("2025-12-02T12:00:00Z") / 1000;
  for (const [created, expected] of [[{ gte: noon }, late], [{ lt: noon }, early], [{ gt: late.created - 1, lte: late.created }, late]] as const) {
    expect((await stripe.paymentIntents.list({ created })).data.map((it) => it.id)).toEqual([expected.id]);
  }
});

test("charges are listed by intent and customer and looked up", async ({ processor, stripe }) => {
  const { id } = await processor.intent();
  await failure(stripe.paymentIntents.confirm(id, { payment_method: "pm_card_chargeDeclined", off_session: true }));
  const paid = await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa", off_session: true });
  await processor.control("/customers/cus_ben/take", { amount: 700 });
  const of = await stripe.charges.list({ payment_intent: id });
  expect(of.data.map((it) => [it.status, it.amount_captured])).toEqual([["succeeded", 2500], ["failed", 0]]);
  expect(await stripe.charges.retrieve(paid.latest_charge as string)).toEqual(of.data[0]);
  const byHand = await stripe.charges.list({ customer: "cus_ben" });
  expect(byHand.data).toMatchObject([{ amount_captured: 700, metadata: {}, customer: "cus_ben" }]);
});
