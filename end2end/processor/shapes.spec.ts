// Every object has the members that Stripe's client declares, with values that they can have, and no others.

import type Stripe from "stripe";
import { differences } from "../support/declared.ts";
import { expect, failure, type Processor, test } from "../support/processor.ts";

/** Where the client declares objects of each kind. */
const DECLARED: Record<string, string> = {
  charge: "Charge",
  customer: "Customer",
  dispute: "Dispute",
  event: "EventBase",
  payment_intent: "PaymentIntent",
  payment_method: "PaymentMethod",
  refund: "Refund",
};

/** Kinds that are told of and not listed here. */
const TOLD: Record<string, string> = { ...DECLARED, "checkout.session": "Checkout.Session", setup_intent: "SetupIntent" };

/** Something of every kind, as far as it can get. */
async function everything(processor: Processor): Promise<void> {
  const { stripe } = processor;
  await processor.control("/payment_methods/pm_card_visa_ana", { behaviour: "lingers" });
  for (const payment_method of ["pm_card_visa_ana", "pm_card_chargeDeclinedLostCard", "pm_card_authenticationRequired"]) {
    const { id } = await processor.intent();
    await stripe.paymentIntents.confirm(id, { payment_method, return_url: "http://localhost:8080/" }).catch(() => {});
  }
  await stripe.paymentIntents.cancel((await processor.intent()).id, { cancellation_reason: "abandoned" });
  for (const status of ["pending", "requires_action", "succeeded", "failed", "canceled"]) {
    await processor.control(`/payment_intents/${(await processor.paid()).id}/refund`, { status });
  }
  for (const status of ["warning_needs_response", "warning_under_review", "warning_closed", "needs_response", "under_review", "won", "lost"]) {
    await processor.control(`/payment_intents/${(await processor.paid()).id}/dispute`, { status });
  }
  const customer = await stripe.customers.create({ email: "ana@example.com" });
  const page = () => stripe.checkout.sessions.create({ mode: "setup", customer: customer.id, currency: "usd", success_url: "http://localhost:8080/" });
  const entry = new URLSearchParams({ number: "4242424242424242", expires: "12/34", cvc: "123" });
  await fetch((await page()).url!, { method: "POST", body: entry, redirect: "manual" });
  await stripe.checkout.sessions.expire((await page()).id);
  const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
  await stripe.paymentMethods.update(card.id, { billing_details: { address: { city: "Salem" } } });
  await processor.control(`/payment_methods/${card.id}/renew`, { exp_month: 1, exp_year: 2031 });
}

test("what is listed is what the client declares", async ({ processor, stripe }) => {
  await everything(processor);
  const some: { object: string; id: string }[] = [];
  for (const list of [
    stripe.paymentIntents.list({ limit: 100, expand: ["data.latest_charge"] }),
    stripe.charges.list({ limit: 100 }),
    stripe.customers.list({ limit: 100 }),
    stripe.customers.listPaymentMethods((await stripe.customers.list({ email: "ana@example.com" })).data[0].id),
    stripe.refunds.list({ limit: 100 }),
    stripe.disputes.list({ limit: 100 }),
    stripe.events.list({ limit: 100 }),
  ]) {
    const page = await list;
    expect(page).toMatchObject({ object: "list", has_more: false });
    some.push(...page.data);
  }
  expect([...new Set(some.map((it) => it.object))].sort()).toEqual(Object.keys(DECLARED).sort());
  expect(some.flatMap((it) => differences(it, DECLARED[it.object]))).toEqual([]);
});

test("what events tell of is what the client declares", async ({ processor, stripe }) => {
  await everything(processor);
  const kinds = new Set<string>();
  for await (const { type, data } of stripe.events.list({ limit: 50 })) {
    const object = data.object as { object: string };
    kinds.add(type);
    expect(differences(object, TOLD[object.object], type)).toEqual([]);
  }
  expect(kinds.size).toBeGreaterThanOrEqual(20);
});

test("what a decline brings is what the client declares", async ({ processor, stripe }) => {
  const { id } = await processor.intent();
  const error = await failure(stripe.paymentIntents.confirm(id, { payment_method: "pm_card_chargeDeclinedLostCard", off_session: true }));
  const intent = error.payment_intent as Stripe.PaymentIntent;
  expect(differences(intent, "PaymentIntent")).toEqual([]);
  expect(differences(intent.last_payment_error!, "PaymentIntent.LastPaymentError")).toEqual([]);
  expect(differences(error.payment_method!, "PaymentMethod")).toEqual([]);
});

test("what is wrong with an object shows", async ({ processor, stripe }) => {
  const { latest_charge: id } = await processor.paid();
  const charge = await stripe.charges.retrieve(id as string);
  expect(differences(charge, "Charge")).toEqual([]);
  const { livemode: _, ...lacking } = charge;
  expect(differences(lacking, "Charge")).toEqual(["Charge.livemode is missing"]);
  expect(differences({ ...charge, mood: "bad" }, "Charge")).toEqual(["Charge.mood is not declared"]);
  expect(differences({ ...charge, status: "fine" }, "Charge")[0]).toContain("Charge.status is \"fine\"");
  const card = { ...charge.payment_method_details!.card!, last4: 4242 };
  const details = { ...charge.payment_method_details!, card };
  expect(differences({ ...charge, payment_method_details: details }, "Charge")[0]).toContain("Charge.payment_method_details.card.last4 is 4242");
});
