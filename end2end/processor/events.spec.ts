// What the processor tells: by webhooks, and in its list.

import Stripe from "stripe";
import { expect, Processor, Receiver, test as base, WEBHOOK_SECRET } from "../support/processor.ts";

/** With somebody to tell it to. */
const test = base.extend<{ receiver: Receiver }>({
  receiver: async ({}, use) => {
    const receiver = await Receiver.listen();
    await use(receiver);
    receiver.close();
  },
  processor: async ({ receiver }, use) => {
    const processor = await Processor.start(["--webhook-url", receiver.url]);
    await processor.control("/webhooks", { spread_ms: 0, duplicates_per_mille: 0 });
    await use(processor);
    await processor.stop();
  },
});

/** The messages, once there are as many, each believed by the client. */
async function believed(receiver: Receiver, stripe: Stripe, count: number): Promise<Stripe.Event[]> {
  await expect.poll(() => receiver.taken.length).toBe(count);
  return receiver.taken.map(({ body, headers }) => stripe.webhooks.constructEvent(body, headers["stripe-signature"]!, WEBHOOK_SECRET));
}

test("messages are signed as the client expects, and say what the list says", async ({ processor, receiver, stripe }) => {
  const paid = await processor.paid();
  await stripe.refunds.create({ payment_intent: paid.id, amount: 400 });
  const told = await believed(receiver, stripe, 3);
  const kinds = ["charge.refunded", "charge.succeeded", "payment_intent.succeeded"];
  expect(told.map((it) => it.type).sort()).toEqual(kinds);
  expect(told.find((it) => it.type === "payment_intent.succeeded")!.data.object).toMatchObject({ id: paid.id, amount_received: 2500 });
  expect(told.find((it) => it.type === "charge.refunded")!.data.object).toMatchObject({ id: paid.latest_charge, amount_refunded: 400 });
  const listed: Stripe.Event[] = [];
  for await (const event of stripe.events.list({ limit: 2 })) listed.push(event);
  const byId = (one: Stripe.Event, other: Stripe.Event) => one.id.localeCompare(other.id);
  expect(listed.sort(byId)).toEqual(told.sort(byId));
  const event = await stripe.events.retrieve(listed[0].id);
  expect(event).toEqual(listed[0]);
  expect(event.api_version).toBe("2024-06-20");
});

test("a message that was changed on the way is not believed", async ({ processor, receiver, stripe }) => {
  await processor.paid();
  await believed(receiver, stripe, 2);
  const { body, headers } = receiver.taken[0];
  const richer = body.toString().replace("2500", "9500");
  expect(richer).not.toBe(body.toString());
  for (const [text, secret] of [[richer, WEBHOOK_SECRET], [body.toString(), "whsec_other"]]) {
    expect(() => stripe.webhooks.constructEvent(text, headers["stripe-signature"]!, secret)).toThrow(Stripe.errors.StripeSignatureVerificationError);
  }
});

test("an attempt that failed is told with its reason", async ({ processor, receiver, stripe }) => {
  const { id } = await processor.intent();
  await stripe.paymentIntents.confirm(id, { payment_method: "pm_card_chargeDeclinedLostCard", off_session: true }).catch(() => {});
  await stripe.paymentIntents.cancel(id);
  const told = await believed(receiver, stripe, 3);
  const of = (kind: string) => told.find((it) => it.type === kind)!.data.object;
  expect(of("payment_intent.payment_failed")).toMatchObject({ id, last_payment_error: { decline_code: "lost_card" } });
  expect(of("charge.failed")).toMatchObject({ payment_intent: id, status: "failed" });
  expect(of("payment_intent.canceled")).toMatchObject({ id, status: "canceled" });
});

test("events are narrowed by type and time", async ({ processor, stripe }) => {
  await processor.paid();
  await processor.control("/clock", { now: "2025-12-03T15:00:00Z" });
  await processor.paid();
  const since = Date.parse("2025-12-02T00:00:00Z") / 1000;
  expect((await stripe.events.list({ type: "charge.succeeded" })).data).toHaveLength(2);
  expect((await stripe.events.list({ type: "charge.succeeded", created: { gte: since } })).data).toHaveLength(1);
  expect((await stripe.events.list({ types: ["invoice.paid"] })).data).toEqual([]);
});
