// The payment processor's dashboard, in the hands of the practice, and the banks behind it.

import Stripe from "stripe";

/** A payment, as the processor's books have it. */
type Payment = { id: string; charge_id: string | null; customer: string | null; amount: number; received: number };

export class Dashboard {
  constructor(private readonly processor: { url: string; key: string }) {}

  /** The payment of this customer that took this much, in cents. */
  async taken(customer: string, cents: number): Promise<Payment> {
    const { intents } = (await (await this.asked("GET", "/books")).json()) as { intents: Payment[] };
    const found = intents.filter((it) => it.customer === customer && it.received === cents);
    if (found.length !== 1) throw new Error(`${found.length} payments of ${cents} by ${customer}`);
    return found[0];
  }

  /** Gives back so many cents of a payment. */
  refund(payment: Payment, amount: number, status: "pending" | "succeeded"): Promise<{ id: string }> {
    return this.made(`/payment_intents/${payment.id}/refund`, { amount, status });
  }

  /** The bank has it, or throws it back. */
  async becomes(refund: { id: string }, status: "succeeded" | "failed"): Promise<void> {
    await this.asked("POST", `/refunds/${refund.id}`, { status });
  }

  /** Takes so many cents of a customer by hand, for no charge. */
  byHand(customer: string, amount: number): Promise<{ id: string }> {
    return this.made(`/customers/${customer}/take`, { amount });
  }

  /** The cardholder's bank asks about so many cents of a payment. */
  inquiry(payment: Payment, amount: number): Promise<{ id: string }> {
    return this.made(`/payment_intents/${payment.id}/dispute`, { amount, status: "warning_needs_response" });
  }

  /** How the bank goes on. */
  async goesOn(dispute: { id: string }, status: "needs_response" | "lost" | "won"): Promise<void> {
    await this.asked("POST", `/disputes/${dispute.id}`, { status });
  }

  /** Takes the money of a payment once more, which the desk would never do. */
  async takeAgain(payment: Payment, method: string): Promise<Payment> {
    const { hostname: host, port } = new URL(this.processor.url);
    const stripe = new Stripe(this.processor.key, { apiVersion: "2024-06-20", host, port, protocol: "http" });
    const { id } = await stripe.paymentIntents.create({
      amount: payment.received,
      currency: "usd",
      customer: payment.customer!,
      capture_method: "automatic",
      payment_method_types: ["card"],
      metadata: { charge_id: payment.charge_id! },
    });
    await stripe.paymentIntents.confirm(id, { payment_method: method, off_session: true });
    return { ...payment, id };
  }

  private async made(path: string, body: unknown): Promise<{ id: string }> {
    return (await this.asked("POST", path, body)).json() as Promise<{ id: string }>;
  }

  async asked(method: string, path: string, body?: unknown): Promise<Response> {
    const answer = await fetch(`${this.processor.url}/_simulator${path}`, {
      method,
      headers: { "content-type": "application/json", authorization: `Bearer ${this.processor.key}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the simulator answered ${answer.status}: ${await answer.text()}`);
    return answer;
  }
}
