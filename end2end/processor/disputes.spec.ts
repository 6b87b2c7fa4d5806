// What cardholders' banks ask about payments and take back of them.

import type Stripe from "stripe";
import { expect, failure, type Processor, test } from "../support/processor.ts";

async function disputed(processor: Processor, of: object): Promise<Stripe.Dispute> {
  const { id } = await processor.paid();
  await processor.control(`/payment_intents/${id}/dispute`, of);
  const [dispute] = (await processor.stripe.disputes.list({ payment_intent: id })).data;
  return dispute;
}

test("a chargeback takes the money until it is won", async ({ processor, stripe }) => {
  const dispute = await disputed(processor, { amount: 2000, due_by: "2025-12-20T00:00:00Z" });
  expect(dispute).toMatchObject({
    object: "dispute", amount: 2000, currency: "usd", status: "needs_response", is_charge_refundable: false,
    evidence_details: { due_by: 1766188800, has_evidence: false, submission_count: 0 },
  });
  expect(await stripe.charges.retrieve(dispute.charge as string)).toMatchObject({ disputed: true, amount_refunded: 0 });
  const refused = await failure(stripe.refunds.create({ payment_intent: dispute.payment_intent as string }));
  expect(refused).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, code: "charge_disputed" });
  expect((await processor.books()).totals.charged_back_cents).toBe(2000);
  await processor.control(`/disputes/${dispute.id}`, { status: "won" });
  expect((await stripe.disputes.retrieve(dispute.id)).status).toBe("won");
  expect((await processor.books()).totals.charged_back_cents).toBe(0);
  const told = await stripe.events.list({ types: ["charge.dispute.created", "charge.dispute.closed", "charge.dispute.funds_withdrawn", "charge.dispute.funds_reinstated"] });
  expect(told.data.map((it) => it.type).reverse()).toEqual([
    "charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.closed", "charge.dispute.funds_reinstated",
  ]);
});

test("evidence is kept, then sent, and what nobody knows is refused", async ({ processor, stripe }) => {
  const { id } = await disputed(processor, {});
  const kept = await stripe.disputes.update(id, { evidence: { customer_name: "Ana", uncategorized_text: "It took place." }, submit: false, metadata: { task: "t_1" } });
  expect(kept).toMatchObject({ status: "needs_response", metadata: { task: "t_1" }, evidence: { customer_name: "Ana", receipt: null } });
  expect((await stripe.disputes.update(id, { evidence: { customer_name: "" }, submit: false })).evidence.customer_name).toBeNull();
  const sent = await stripe.disputes.update(id, { submit: true });
  expect(sent).toMatchObject({ status: "under_review", evidence_details: { has_evidence: true, submission_count: 1, past_due: false } });
  const unknown = await failure(stripe.disputes.update(id, { evidence: { mood: "bad" } } as Stripe.DisputeUpdateParams));
  expect(unknown).toMatchObject({ code: "parameter_unknown", param: "evidence[mood]" });
});

test("giving in loses a chargeback and closes an inquiry", async ({ processor, stripe }) => {
  for (const [status, end] of [["needs_response", "lost"], ["warning_needs_response", "warning_closed"]]) {
    const dispute = await disputed(processor, { status });
    expect((await stripe.disputes.close(dispute.id)).status).toBe(end);
    expect(await failure(stripe.disputes.close(dispute.id))).toMatchObject({ type: "StripeInvalidRequestError" });
  }
});

test("an inquiry ends with a whole refund", async ({ processor, stripe }) => {
  const dispute = await disputed(processor, { status: "warning_needs_response" });
  expect(dispute.is_charge_refundable).toBe(true);
  await stripe.refunds.create({ charge: dispute.charge as string });
  expect(await stripe.disputes.retrieve(dispute.id)).toMatchObject({ status: "warning_closed", is_charge_refundable: false });
});

test("disputes are listed page by page", async ({ processor, stripe }) => {
  const made: string[] = [];
  for (let nth = 0; nth < 5; nth++) made.unshift((await disputed(processor, {})).id);
  const ids: string[] = [];
  for await (const dispute of stripe.disputes.list({ limit: 2 })) ids.push(dispute.id);
  expect(ids).toEqual(made);
  const { charge } = await stripe.disputes.retrieve(made[2]);
  expect((await stripe.disputes.list({ charge: charge as string })).data.map((it) => it.id)).toEqual([made[2]]);
  expect(await failure(stripe.disputes.retrieve("du_gone"))).toMatchObject({ statusCode: 404, code: "resource_missing" });
});
