// The simulated payment processor as a process, and Stripe's own client for it.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { test as base } from "@playwright/test";
import Stripe from "stripe";

export { expect } from "@playwright/test";

const SIMULATOR = process.env.SIMULATOR ?? join(resolve(import.meta.dirname, "../.."), "target/debug/processor-simulator");
export const KEY = "sk_test_end2end";
export const WEBHOOK_SECRET = "whsec_end2end";

/** What its clock shows when it starts. */
export const START = "2025-12-01T15:00:00Z";

/** The lines of its books that tests look at. */
type Line = { id: string; amount: number; received: number; refunded: number; charged_back: number; confirms: number; captures: number };
type Books = { totals: Record<string, number>; intents: Line[] };

export class Processor {
  readonly stripe: Stripe;

  private constructor(private readonly child: ChildProcess, readonly url: string) {
    this.stripe = this.client();
  }

  static async start(options: string[] = []): Promise<Processor> {
    const child = spawn(SIMULATOR, ["--addr", "127.0.0.1:0", "--clock-start", START, "--end-with-stdin", ...options], {
      env: { ...process.env, SIMULATOR_SECRET: KEY, SIMULATOR_WEBHOOK_SECRET: WEBHOOK_SECRET },
      stdio: ["pipe", "pipe", "inherit"],
    });
    const [line] = await once(createInterface(child.stdout!), "line");
    return new Processor(child, String(line).replace(/^.* listens on /, ""));
  }

  /** Stripe's client, with settings of its own. */
  client(settings: Stripe.StripeConfig = {}, key = KEY): Stripe {
    const { hostname: host, port } = new URL(this.url);
    return new Stripe(key, { apiVersion: "2024-06-20", host, port, protocol: "http", ...settings });
  }

  /** Does what a test can do to it. */
  async control(path: string, body: unknown): Promise<void> {
    const answer = await fetch(`${this.url}/_simulator${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the simulator answered ${answer.status}: ${await answer.text()}`);
  }

  async books(): Promise<Books> {
    const answer = await fetch(`${this.url}/_simulator/books`);
    return answer.json() as Promise<Books>;
  }

  /** An intent as the product makes it. */
  intent(amount = 2500, charge = "chg_1", customer = "cus_ana"): Promise<Stripe.Response<Stripe.PaymentIntent>> {
    return this.stripe.paymentIntents.create({
      amount,
      currency: "usd",
      customer,
      description: "Charge",
      capture_method: "automatic",
      payment_method_types: ["card"],
      metadata: { charge_id: charge },
      expand: ["latest_charge"],
    });
  }

  /** An intent that took its amount. */
  async paid(amount = 2500, charge = "chg_1"): Promise<Stripe.PaymentIntent> {
    const { id } = await this.intent(amount, charge);
    return this.stripe.paymentIntents.confirm(id, { payment_method: "pm_card_visa", off_session: true });
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.stdin!.end();
    await ended;
  }
}

/** Somebody who takes webhooks, as they came. */
export class Receiver {
  readonly taken: { body: Buffer; headers: IncomingHttpHeaders }[] = [];

  private constructor(private readonly server: Server) {}

  static async listen(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on("request", async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      receiver.taken.push({ body: Buffer.concat(chunks), headers: request.headers });
      response.end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/webhook`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

type Fixtures = { processor: Processor; stripe: Stripe };

export const test = base.extend<Fixtures>({
  processor: async ({}, use) => {
    const processor = await Processor.start();
    await use(processor);
    await processor.stop();
  },
  stripe: async ({ processor }, use) => use(processor.stripe),
});

/** What a call that must fail failed with. */
export async function failure(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("the call did not fail");
}
