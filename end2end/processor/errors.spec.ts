// What is refused, what fails, and what the client does about it by itself.

import type Stripe from "stripe";
import { expect, failure, type Processor, test } from "../support/processor.ts";

/** The next confirmations meet a fault. */
function spoil(processor: Processor, fault: string | object, times = 1): Promise<void> {
  return processor.control("/faults", { match: { method: "POST", path_suffix: "/confirm" }, fault, times });
}

const CARD = { payment_method: "pm_card_visa", off_session: true };

test("what is missing, wrong or unknown is named", async ({ stripe }) => {
  const good = { amount: 2500, currency: "usd" };
  for (const [form, code, param] of [
    [{ currency: "usd" }, "parameter_missing", "amount"],
    [{ ...good, amount: 25.5 }, "parameter_invalid", "amount"],
    [{ ...good, amount: 49 }, "amount_too_small", "amount"],
    [{ ...good, captur_method: "automatic" }, "parameter_unknown", "captur_method"],
    [{ ...good, payment_method_types: ["card", "sofa"] }, "parameter_invalid", "payment_method_types"],
    [{ ...good, expand: ["latest_charge", "mood"] }, "parameter_invalid", "expand"],
    [{ ...good, customer: "cus_missing_1" }, "resource_missing", "customer"],
  ] as const) {
    const error = await failure(stripe.paymentIntents.create(form as unknown as Stripe.PaymentIntentCreateParams));
    expect(error).toMatchObject({ type: "StripeInvalidRequestError", rawType: "invalid_request_error", code, param });
    expect(error.requestId).toMatch(/^req_/);
  }
  const gone = await failure(stripe.paymentIntents.retrieve("pi_gone"));
  expect(gone).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 404, code: "resource_missing", message: "No such payment_intent: 'pi_gone'" });
});

test("nobody with another key is served", async ({ processor }) => {
  const error = await failure(processor.client({}, "sk_test_other").customers.list());
  expect(error).toMatchObject({ type: "StripeAuthenticationError", statusCode: 401 });
});

test("another version than the pinned one is refused", async ({ stripe }) => {
  const error = await failure(stripe.customers.list({}, { apiVersion: "2023-10-16" }));
  expect(error).toMatchObject({ type: "StripeInvalidRequestError", statusCode: 400 });
});

test("the same key brings the same answer, and another request under it is refused", async ({ processor, stripe }) => {
  const { id } = await processor.intent();
  const declining = { ...CARD, payment_method: "pm_card_chargeDeclined" };
  const first = await failure(stripe.paymentIntents.confirm(id, declining, { idempotencyKey: "k1" }));
  await stripe.paymentIntents.confirm(id, CARD, { idempotencyKey: "k2" });
  const again = await failure(stripe.paymentIntents.confirm(id, declining, { idempotencyKey: "k1" }));
  expect(again).toMatchObject({ type: "StripeCardError", charge: first.charge, payment_intent: { status: "requires_payment_method" } });
  expect(again.headers?.["idempotent-replayed"]).toBe("true");
  const otherCard = await failure(stripe.paymentIntents.confirm(id, CARD, { idempotencyKey: "k1" }));
  const otherCall = await failure(stripe.paymentIntents.cancel(id, {}, { idempotencyKey: "k1" }));
  for (const other of [otherCard, otherCall]) {
    expect(other).toMatchObject({ type: "StripeIdempotencyError", rawType: "idempotency_error", statusCode: 400 });
  }
  expect((await processor.books()).intents).toMatchObject([{ confirms: 2, captures: 1 }]);
});

for (const [fault, captures] of [["error_500_before", 1], ["reset_before", 1], ["reset_after", 1], ["no_answer_before", 1]] as const) {
  test(`the client asks again by itself after ${fault}, and the money is taken once`, async ({ processor }) => {
    const { id } = await processor.intent();
    await spoil(processor, fault);
    const paid = await processor.client({ maxNetworkRetries: 2, timeout: 1_000 }).paymentIntents.confirm(id, CARD);
    expect(paid.status).toBe("succeeded");
    expect((await processor.books()).intents).toMatchObject([{ confirms: 1, captures, received: 2500 }]);
  });
}

test("a failure that is kept under its key is not asked for again", async ({ processor, stripe }) => {
  const { id } = await processor.intent();
  await spoil(processor, "error_500_after");
  const { requests } = (await processor.books()).totals;
  const failed = await failure(processor.client({ maxNetworkRetries: 2 }).paymentIntents.confirm(id, CARD));
  expect(failed).toMatchObject({ type: "StripeAPIError", rawType: "api_error", statusCode: 500 });
  expect((await processor.books()).totals.requests - requests).toBe(1);
  expect((await stripe.paymentIntents.retrieve(id)).status).toBe("succeeded");
});

test("a lost connection is an error of the connection where nothing is asked again", async ({ processor }) => {
  const { id } = await processor.intent();
  // After a connection that was closed it asks once more all the same.
  await spoil(processor, "reset_after", 2);
  const lost = await failure(processor.client({ maxNetworkRetries: 0 }).paymentIntents.confirm(id, CARD));
  expect(lost.type).toBe("StripeConnectionError");
  expect((await processor.books()).intents).toMatchObject([{ captures: 1 }]);
});

test("one request too many is told as such", async ({ processor, stripe }) => {
  const { id } = await processor.intent();
  await spoil(processor, "too_many_requests");
  const error = await failure(stripe.paymentIntents.confirm(id, CARD));
  expect(error).toMatchObject({ type: "StripeRateLimitError", statusCode: 429, code: "rate_limit" });
  expect(error.headers?.["retry-after"]).toBe("1");
});

test("while a request is under way its intent is locked, and the client waits by itself", async ({ processor }) => {
  const { id } = await processor.intent();
  await spoil(processor, { slow_execution: { ms: 700 } });
  const { requests } = (await processor.books()).totals;
  const first = processor.stripe.paymentIntents.confirm(id, CARD);
  await expect.poll(async () => (await processor.books()).totals.requests).toBe(requests + 1);
  const refused = await failure(processor.client({ maxNetworkRetries: 0 }).paymentIntents.cancel(id));
  expect(refused.code).toBe("lock_timeout");
  const second = await failure(processor.client({ maxNetworkRetries: 3 }).paymentIntents.cancel(id));
  expect(second).toMatchObject({ code: "payment_intent_unexpected_state", payment_intent: { status: "succeeded" } });
  expect((await first).status).toBe("succeeded");
});
