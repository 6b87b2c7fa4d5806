// Pages on which cards are set up.

import type Stripe from "stripe";
import { differences } from "../support/declared.ts";
import { expect, failure, type Processor, test } from "../support/processor.ts";

const BACK = "http://localhost:8080/billing?card-setup=";

function page(processor: Processor, customer: string): Promise<Stripe.Checkout.Session> {
  return processor.stripe.checkout.sessions.create({
    mode: "setup",
    customer,
    payment_method_types: ["card"],
    currency: "usd",
    success_url: `${BACK}{CHECKOUT_SESSION_ID}`,
    cancel_url: `${BACK}left`,
    client_reference_id: "csu_1",
    metadata: { client_id: "cli_1" },
  });
}

/** What somebody enters there, and where that leads. */
async function enter(url: string, number: string): Promise<string | null> {
  const body = new URLSearchParams({ number, expires: "12 / 34", cvc: "123" });
  const answer = await fetch(url, { method: "POST", body, redirect: "manual" });
  return answer.headers.get("location");
}

test("a card is set up on a page and told with its setup", async ({ processor, stripe }) => {
  const { id: customer } = await stripe.customers.create({ metadata: { client_id: "cli_1" } });
  const made = await page(processor, customer);
  expect(made).toMatchObject({ object: "checkout.session", mode: "setup", status: "open", customer, client_reference_id: "csu_1", metadata: { client_id: "cli_1" } });
  expect(differences(made, "Checkout.Session")).toEqual([]);
  expect(await enter(made.url!, "4000000000000002")).toBeNull();
  expect(await enter(made.url!, "4242 4242 4242 4242")).toBe(`${BACK}${made.id}`);
  const told = await stripe.checkout.sessions.retrieve(made.id, { expand: ["setup_intent.payment_method"] });
  const setup = told.setup_intent as Stripe.SetupIntent;
  const card = setup.payment_method as Stripe.PaymentMethod;
  expect(told).toMatchObject({ status: "complete", url: null });
  expect(setup).toMatchObject({ status: "succeeded", usage: "off_session", customer });
  expect(card).toMatchObject({ customer, card: { brand: "visa", last4: "4242", funding: "credit", exp_month: 12, exp_year: 2034 } });
  expect(differences(setup, "SetupIntent")).toEqual([]);
  expect(await stripe.setupIntents.retrieve(setup.id)).toMatchObject({ payment_method: card.id });
  expect((await stripe.checkout.sessions.list({ customer })).data.map((it) => it.id)).toEqual([made.id]);
  const events = await stripe.events.list({ types: ["checkout.session.completed", "setup_intent.succeeded"] });
  expect(events.data.map((it) => it.type)).toEqual(["checkout.session.completed", "setup_intent.succeeded"]);
  const paid = await stripe.paymentIntents.create({ amount: 2500, currency: "usd", customer, payment_method_types: ["card"] });
  expect((await stripe.paymentIntents.confirm(paid.id, { payment_method: card.id, off_session: true })).status).toBe("succeeded");
});

test("a page that is over takes nothing", async ({ processor, stripe }) => {
  const made = await page(processor, "cus_ana");
  expect(await stripe.checkout.sessions.expire(made.id)).toMatchObject({ status: "expired", url: null });
  expect(await enter(made.url!, "4242424242424242")).toBeNull();
  expect(await failure(stripe.checkout.sessions.expire(made.id))).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400 });
  expect(await failure(stripe.checkout.sessions.retrieve("cs_gone"))).toMatchObject({ statusCode: 404, code: "resource_missing" });
});

test("what a page lacks is named", async ({ stripe }) => {
  const good = { mode: "setup", customer: "cus_ana", success_url: BACK, currency: "usd" } as const;
  for (const [form, code, param] of [
    [{ ...good, mode: "payment" }, "parameter_invalid", "mode"],
    [{ ...good, currency: undefined }, "parameter_missing", "currency"],
    [{ ...good, success_url: undefined }, "parameter_missing", "success_url"],
    [{ ...good, customer: "cus_missing_1" }, "resource_missing", "customer"],
    [{ ...good, mood: "bad" }, "parameter_unknown", "mood"],
  ] as const) {
    const error = await failure(stripe.checkout.sessions.create(form as unknown as Stripe.Checkout.SessionCreateParams));
    expect(error).toMatchObject({ type: "StripeInvalidRequestError", code, param });
  }
});
