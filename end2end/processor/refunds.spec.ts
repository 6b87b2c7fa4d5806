// Money given back, and what becomes of it at the bank.

import { expect, failure, test } from "../support/processor.ts";

test("money goes back in parts and never more than was taken", async ({ processor, stripe }) => {
  const { id, latest_charge: charge } = await processor.paid();
  const first = await stripe.refunds.create({ payment_intent: id, amount: 1000, metadata: { charge_id: "chg_1" } });
  expect(first).toMatchObject({ object: "refund", amount: 1000, status: "succeeded", payment_intent: id, charge, currency: "usd", metadata: { charge_id: "chg_1" } });
  const more = await failure(stripe.refunds.create({ payment_intent: id, amount: 1501 }));
  expect(more).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, param: "amount" });
  const rest = await stripe.refunds.create({ charge: charge as string, reason: "requested_by_customer" });
  expect(rest).toMatchObject({ amount: 1500, reason: "requested_by_customer", payment_intent: id });
  const none = await failure(stripe.refunds.create({ payment_intent: id }));
  expect(none).toMatchObject({ type: "StripeInvalidRequestError", code: "charge_already_refunded" });
  expect(await stripe.charges.retrieve(charge as string)).toMatchObject({ amount_refunded: 2500, refunded: true });
  expect((await processor.books()).intents).toMatchObject([{ received: 2500, refunded: 2500 }]);
});

test("refunds are looked up, described, and listed by what they are of", async ({ processor, stripe }) => {
  const [one, other] = [await processor.paid(), await processor.paid()];
  const refund = await stripe.refunds.create({ payment_intent: one.id, amount: 100, metadata: { a: "1", b: "2" } });
  await stripe.refunds.create({ payment_intent: other.id, amount: 200 });
  expect((await stripe.refunds.update(refund.id, { metadata: { a: null, c: "3" } })).metadata).toEqual({ b: "2", c: "3" });
  expect((await stripe.refunds.update(refund.id, { metadata: "" })).metadata).toEqual({});
  expect((await stripe.refunds.retrieve(refund.id)).amount).toBe(100);
  for (const of of [{ payment_intent: one.id }, { charge: one.latest_charge as string }]) {
    expect((await stripe.refunds.list(of)).data.map((it) => it.id)).toEqual([refund.id]);
  }
  expect((await stripe.refunds.list({ created: { lt: refund.created } })).data).toEqual([]);
});

test("only a refund that waits for the customer is called off", async ({ processor, stripe }) => {
  const { id } = await processor.paid();
  await processor.control(`/payment_intents/${id}/refund`, { amount: 300, status: "requires_action" });
  const [waits] = (await stripe.refunds.list({ payment_intent: id })).data;
  expect(await stripe.refunds.cancel(waits.id)).toMatchObject({ status: "canceled", failure_reason: "merchant_request" });
  const done = await stripe.refunds.create({ payment_intent: id, amount: 300 });
  expect(await failure(stripe.refunds.cancel(done.id))).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400 });
  expect((await processor.books()).totals.refunded_cents).toBe(300);
});

test("a refund that the bank throws back is ours again and is told as the version says", async ({ processor, stripe }) => {
  const { id, latest_charge: charge } = await processor.paid();
  const refund = await stripe.refunds.create({ payment_intent: id });
  await processor.control(`/refunds/${refund.id}`, { status: "failed" });
  expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({ status: "failed", failure_reason: "expired_or_canceled_card" });
  expect(await stripe.charges.retrieve(charge as string)).toMatchObject({ amount_refunded: 0, refunded: false });
  const [updated, refunded] = (await stripe.events.list({ types: ["charge.refunded", "charge.refund.updated"] })).data;
  expect(updated).toMatchObject({ type: "charge.refund.updated", data: { object: { id: refund.id, status: "failed" } } });
  expect(refunded).toMatchObject({ type: "charge.refunded", data: { object: { id: charge, amount_refunded: 2500, refunded: true } } });
});

test("a card may leave its refunds pending", async ({ processor, stripe }) => {
  const { id } = await processor.intent();
  await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_pendingRefund_ana", off_session: true });
  const refund = await stripe.refunds.create({ payment_intent: id });
  expect(refund.status).toBe("pending");
  await processor.control(`/refunds/${refund.id}`, { status: "succeeded" });
  expect((await stripe.refunds.retrieve(refund.id)).status).toBe("succeeded");
});

test("what was not taken cannot go back", async ({ processor, stripe }) => {
  const { id } = await processor.intent();
  expect(await failure(stripe.refunds.create({ payment_intent: id }))).toMatchObject({ type: "StripeInvalidRequestError", param: "payment_intent" });
  expect(await failure(stripe.refunds.create({ charge: "ch_gone" }))).toMatchObject({ statusCode: 404, code: "resource_missing", param: "charge" });
  expect(await failure(stripe.refunds.create({ amount: 5 }))).toMatchObject({ code: "parameter_missing" });
});
