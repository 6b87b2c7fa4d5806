// Customers and their cards.

import { expect, failure, test } from "../support/processor.ts";

test("a customer is made, changed, found and deleted", async ({ processor, stripe }) => {
  const made = await stripe.customers.create({ name: "Ana", email: "ana@example.com", metadata: { client_id: "cli_1", note: "x" } });
  expect(made).toMatchObject({ object: "customer", name: "Ana", email: "ana@example.com", description: null, metadata: { client_id: "cli_1", note: "x" } });
  const changed = await stripe.customers.update(made.id, { name: "", metadata: { note: "" } });
  expect(changed).toMatchObject({ id: made.id, name: null, email: "ana@example.com", metadata: { client_id: "cli_1" } });
  expect(changed.metadata).not.toHaveProperty("note");
  expect((await stripe.customers.list({ email: "ana@example.com" })).data.map((it) => it.id)).toEqual([made.id]);
  const card = await stripe.paymentMethods.attach("pm_card_visa", { customer: made.id });
  expect(await stripe.customers.del(made.id)).toMatchObject({ id: made.id, object: "customer", deleted: true });
  expect(await stripe.customers.retrieve(made.id)).toMatchObject({ id: made.id, deleted: true });
  expect((await stripe.paymentMethods.retrieve(card.id)).customer).toBeNull();
  expect(await failure(processor.intent(2500, "chg_1", made.id))).toMatchObject({ code: "resource_missing", param: "customer" });
  expect(await failure(stripe.customers.retrieve("cus_missing_1"))).toMatchObject({ statusCode: 404, code: "resource_missing" });
});

test("a card is made, attached, listed, changed and detached", async ({ processor, stripe }) => {
  const made = await stripe.paymentMethods.create({
    type: "card", card: { token: "tok_amex" }, billing_details: { name: "Ana", address: { city: "Salem", line2: "" } }, metadata: { a: "1" },
  });
  expect(made).toMatchObject({ object: "payment_method", type: "card", customer: null, card: { brand: "amex", last4: "8431" }, billing_details: { name: "Ana", address: { city: "Salem", line2: null } } });
  expect(await failure(stripe.paymentMethods.update(made.id, { metadata: { a: "2" } }))).toMatchObject({ type: "StripeInvalidRequestError" });
  expect((await stripe.paymentMethods.attach(made.id, { customer: "cus_ana" })).customer).toBe("cus_ana");
  expect(await failure(stripe.paymentMethods.attach(made.id, { customer: "cus_ben" }))).toMatchObject({ type: "StripeInvalidRequestError" });
  for (const list of [stripe.paymentMethods.list({ customer: "cus_ana", type: "card" }), stripe.customers.listPaymentMethods("cus_ana", { type: "card" })]) {
    expect((await list).data.map((it) => it.id)).toEqual([made.id]);
  }
  const changed = await stripe.paymentMethods.update(made.id, { card: { exp_month: 2, exp_year: 2033 }, billing_details: { phone: "555" }, metadata: { a: null } });
  expect(changed).toMatchObject({ card: { exp_month: 2, exp_year: 2033, last4: "8431" }, billing_details: { name: "Ana", phone: "555" } });
  expect(changed.metadata).toEqual({});
  expect((await stripe.paymentMethods.detach(made.id)).customer).toBeNull();
  const { id } = await processor.intent();
  const gone = await failure(stripe.paymentIntents.confirm(id, { payment_method: made.id, off_session: true }));
  expect(gone).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400 });
  expect(await failure(stripe.paymentMethods.attach(made.id, { customer: "cus_ana" }))).toMatchObject({ type: "StripeInvalidRequestError" });
  const told = await stripe.events.list({ types: ["payment_method.attached", "payment_method.updated", "payment_method.detached"] });
  expect(told.data.map((it) => it.type)).toEqual(["payment_method.detached", "payment_method.updated", "payment_method.attached"]);
  expect(told.data[0].data.previous_attributes).toEqual({ customer: "cus_ana" });
});

test("a test card that is attached becomes a card of the customer's own", async ({ stripe }) => {
  const own = await stripe.paymentMethods.attach("pm_card_visa", { customer: "cus_ana" });
  expect(own).toMatchObject({ customer: "cus_ana", card: { brand: "visa", last4: "4242" } });
  expect(own.id).not.toBe("pm_card_visa");
  expect((await stripe.paymentMethods.retrieve("pm_card_visa")).customer).toBeNull();
});

test("a card that the bank replaced keeps its id", async ({ processor, stripe }) => {
  const { id } = await stripe.paymentMethods.attach("pm_card_visa", { customer: "cus_ana" });
  await processor.control(`/payment_methods/${id}/renew`, { exp_month: 1, exp_year: 2031, last4: "1881" });
  expect((await stripe.paymentMethods.retrieve(id)).card).toMatchObject({ last4: "1881", exp_month: 1, exp_year: 2031 });
  const [event] = (await stripe.events.list({ type: "payment_method.automatically_updated" })).data;
  expect(event).toMatchObject({ data: { object: { id }, previous_attributes: { card: { last4: "4242" } } } });
});

test("a card of somebody else's does not pay", async ({ processor, stripe }) => {
  const { id: card } = await stripe.paymentMethods.attach("pm_card_visa", { customer: "cus_ben" });
  const { id } = await processor.intent();
  const crossed = await failure(stripe.paymentIntents.confirm(id, { payment_method: card, off_session: true }));
  expect(crossed).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400, param: "payment_method" });
  expect((await processor.books()).totals.captures).toBe(0);
});
