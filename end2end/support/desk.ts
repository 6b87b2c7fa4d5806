// The product, as a practice would run it: the release server on its own data, its own clock and a real mail server.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Mailbox } from "./mail.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const ALMONER = process.env.ALMONER ?? join(ROOT, "target/release/almoner");

/** The same for everybody in the test data. */
export const PASSWORD = "correct horse battery";

export class Desk {
  private constructor(
    readonly url: string,
    readonly mailbox: Mailbox,
    private readonly server: ChildProcess,
    private readonly folder: string,
  ) {}

  /** A desk whose business clock stands at `clock`, with the data of `end2end/data`. */
  static async open(clock: string): Promise<Desk> {
    const mailbox = await Mailbox.open();
    const folder = mkdtempSync(join(tmpdir(), "almoner-"));
    const database = `sqlite://${join(folder, "desk.sqlite")}`;
    const said = (args: string[], input = "") =>
      execFileSync(ALMONER, [...args, "--database", database], { input, stdio: ["pipe", "pipe", "pipe"] });
    said(["migrate"]);
    said(["import", join(ROOT, "end2end/data"), "--clock-start", clock]);
    for (const email of ["ana@example.com", "bo@example.com", "maya@example.com"]) {
      said(["set-password", email], PASSWORD);
    }
    const port = await freePort();
    const server = spawn(
      ALMONER,
      [
        "serve", "--database", database, "--port", String(port), "--static-directory", join(ROOT, "dist"),
        "--smtp-url", mailbox.url, "--simulator", "--dev", "--clock-start", clock, "--clock-stands",
        "--sign-in-tries", "100", "--requests-per-second", "1000", "--log", "warn",
      ],
      { stdio: ["ignore", "inherit", "inherit"] },
    );
    const desk = new Desk(`http://localhost:${port}`, mailbox, server, folder);
    await desk.ready();
    return desk;
  }

  private async ready(): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      if (this.server.exitCode !== null) throw new Error(`the server ended with ${this.server.exitCode}`);
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((again) => setTimeout(again, 50));
    }
    throw new Error("the server did not become ready");
  }

  /** Sets the business clock and waits until everything due by then is done. */
  async clock(instant: string): Promise<void> {
    const answer = await fetch(`${this.url}/dev/clock`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: this.url, "sec-fetch-site": "same-origin" },
      body: new URLSearchParams({ to: instant }),
      redirect: "manual",
    });
    if (answer.status !== 303) throw new Error(`the clock answered ${answer.status}: ${await answer.text()}`);
  }

  async close(): Promise<void> {
    if (this.server.exitCode === null) {
      this.server.kill("SIGTERM");
      await once(this.server, "exit");
    }
    await this.mailbox.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
