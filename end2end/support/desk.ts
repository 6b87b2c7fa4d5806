// The product, as a practice would run it: a server on its own data, its own clock and a real mail server. It has the
// feature `demo`, for the simulated processor and the clock.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { Dashboard } from "./dashboard.ts";
import { Mailbox } from "./mail.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const DATA = join(ROOT, "end2end/data");
const SITE = process.env.WHOLE ?? join(ROOT, "dist");
const ALMONER = process.env.ALMONER ?? join(ROOT, "target/debug/almoner");

/** The same for everybody in the test data. */
export const PASSWORD = "correct horse battery";

/** What the practice's export says of a charge that was paid by check on the first day of the journeys. */
export const BY_CHECK = { state: "paid", first_day: "", paid_on: "2025-12-01", receipt: "R-9", paid_how: "check" };

/** What it says of a charge of which the insurer paid everything. */
export const ANSWERED = {
  state: "nothing_due", answered_on: "2025-11-28", billed: "180.00", allowed: "125.00", insurer_paid: "125.00",
  deductible: "0.00", copay: "0.00", coinsurance: "0.00", not_covered: "0.00",
};

/** Databases that desks begin with, by the clock that they were filled under. */
const templates = new Map<string, string>();

/** The database with the data of `end2end/data`, filled once by each process that runs journeys: hashing passwords takes longer than a journey should. */
function prepared(clock: string): string {
  const known = templates.get(clock);
  if (known) return known;
  const folder = mkdtempSync(join(tmpdir(), "almoner-template-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "desk.sqlite");
  const said = (args: string[], input = "") =>
    execFileSync(ALMONER, [...args, "--database", `sqlite://${file}`], { input, stdio: ["pipe", "pipe", "pipe"] });
  said(["migrate"]);
  said(["import", DATA, "--clock-start", clock]);
  for (const email of ["ana@example.com", "bo@example.com", "zoe@example.com", "maya@example.com", "jordan@example.com"]) {
    said(["set-password", email], PASSWORD);
  }
  templates.set(clock, file);
  return file;
}

export class Desk {
  private constructor(
    readonly url: string,
    readonly mailbox: Mailbox,
    private readonly folder: string,
    private readonly settings: string[],
    private server: ChildProcess,
    private processor: { url: string; key: string },
    private now: string,
  ) {}

  /** A desk whose business clock stands at `clock`, with the data of `end2end/data`. It writes its mails as files if asked to. */
  static async open(clock: string, mailsAsFiles = false): Promise<Desk> {
    const mailbox = await Mailbox.open();
    const folder = mkdtempSync(join(tmpdir(), "almoner-"));
    const file = join(folder, "desk.sqlite");
    const template = prepared(clock);
    // What the last command wrote may still be in the log beside the file. Nobody has them open any more.
    for (const part of ["", "-wal"]) {
      if (existsSync(template + part)) copyFileSync(template + part, file + part);
    }
    const port = await freePort();
    const settings = [
      "serve", "--database", `sqlite://${file}`, "--port", String(port), "--operations-port", "0",
      ...(mailsAsFiles ? ["--mail-directory", join(folder, "mails")] : ["--smtp-url", mailbox.url, "--local-links"]), "--simulator", "--dev", "--clock-start", clock, "--clock-stands",
      "--photo-keys", `journeys:${randomBytes(32).toString("base64")}`, "--photo-directory", join(folder, "photos"),
      "--sign-in-attempts", "100", "--requests-per-second", "1000", "--log", "warn",
    ];
    const { server, processor } = await started(settings, SITE);
    const desk = new Desk(`http://localhost:${port}`, mailbox, folder, settings, server, processor, clock);
    // A page that is opened before the worker has told the clients shows charges that are still being scheduled.
    await desk.clock(clock);
    return desk;
  }

  /** Installs the next version of the app, as a practice does while people have its pages open. */
  async install(): Promise<void> {
    await stop(this.server);
    const site = join(this.folder, "next");
    buildAgain(SITE, site);
    Object.assign(this, await started(this.settings, site));
  }

  /** Sets the business clock and waits until everything due by then is done. */
  async clock(instant: string): Promise<void> {
    const answer = await fetch(`${this.url}/dev/clock`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", origin: this.url, "sec-fetch-site": "same-origin" },
      body: new URLSearchParams({ to: instant }),
      redirect: "manual",
    });
    this.now = instant;
    if (answer.status !== 303) throw new Error(`the clock answered ${answer.status}: ${await answer.text()}`);
  }

  /** Has a card of the payment processor behave otherwise from now on. */
  async card(method: string, behaviour: string | object): Promise<void> {
    await this.dashboard.asked("POST", `/payment_methods/${method}`, { behaviour });
  }

  /** The processor's dashboard. */
  get dashboard(): Dashboard {
    return new Dashboard(this.processor);
  }

  /** Does by hand what support does with a charge, by the practice's own id of it. */
  charge(act: "hold" | "waive" | "settle", id: string, ...more: string[]): void {
    const database = `sqlite://${join(this.folder, "desk.sqlite")}`;
    execFileSync(ALMONER, ["charge", act, id, ...more, "--reason", "Asked by phone", "--yes", "--database", database, "--clock-start", this.now, "--processor-url", this.processor.url], {
      env: { ...process.env, ALMONER_PROCESSOR_SECRET: this.processor.key },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** What support is shown of a charge, by what its client says on the phone. */
  shows(reference: string): string {
    return execFileSync(ALMONER, ["charge", "show", reference, "--database", `sqlite://${join(this.folder, "desk.sqlite")}`], { encoding: "utf8" });
  }

  /** Imports the data of `end2end/data` anew, with these cells of `charges.csv` changed, and rows added under other ids: the nightly export. */
  exports(changes: Record<string, Record<string, string>>): void {
    const folder = this.copied();
    const [head, ...rows] = readFileSync(join(DATA, "charges.csv"), "utf8").trimEnd().split("\n").map((row) => row.split(","));
    const columns = [...new Set([...head, ...Object.values(changes).flatMap(Object.keys)])];
    const cells = rows.map((row) => columns.map((column, nth) => changes[row[0]]?.[column] ?? row[nth] ?? ""));
    const added = Object.entries(changes).filter(([id]) => rows.every((row) => row[0] !== id));
    cells.push(...added.map(([id, row]) => columns.map((column, nth) => (nth === 0 ? id : row[column] ?? ""))));
    writeFileSync(join(folder, "charges.csv"), [columns, ...cells].map((row) => row.join(",")).join("\n"));
    this.imported(folder);
  }

  /** Imports it anew with other names, by the ones that stand there. */
  renames(others: Record<string, string>): void {
    const folder = this.copied();
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      const text = readFileSync(file, "utf8");
      writeFileSync(file, Object.entries(others).reduce((all, [name, other]) => all.replaceAll(name, other), text));
    }
    this.imported(folder);
  }

  /** Imports it anew with somebody else among the staff, who can sign in, and gives their address. */
  hires(role: string): string {
    const folder = this.copied();
    const email = `${role}@example.com`;
    const file = join(folder, "staff.csv");
    const columns = readFileSync(file, "utf8").split("\n")[0].split(",");
    const cells: Record<string, string> = { staff_id: role, practice_id: "p-1", name: "Robin Vale", role, email };
    appendFileSync(file, `${columns.map((column) => cells[column] ?? "").join(",")}\n`);
    this.imported(folder);
    execFileSync(ALMONER, ["set-password", email, "--database", `sqlite://${join(this.folder, "desk.sqlite")}`], { input: PASSWORD, stdio: ["pipe", "pipe", "pipe"] });
    return email;
  }

  private copied(): string {
    const folder = mkdtempSync(join(this.folder, "export-"));
    for (const name of readdirSync(DATA)) copyFileSync(join(DATA, name), join(folder, name));
    return folder;
  }

  private imported(folder: string): void {
    const database = `sqlite://${join(this.folder, "desk.sqlite")}`;
    execFileSync(ALMONER, ["import", folder, "--database", database, "--clock-start", this.now], { stdio: ["ignore", "pipe", "pipe"] });
  }

  /** Fails where the books of the desk and of the payment processor differ. */
  private reconcile(): void {
    execFileSync(ALMONER, ["reconcile", "--database", `sqlite://${join(this.folder, "desk.sqlite")}`, "--processor-url", this.processor.url], {
      env: { ...process.env, ALMONER_PROCESSOR_SECRET: this.processor.key },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  async close(): Promise<void> {
    if (this.server.exitCode === null) {
      this.reconcile();
      await stop(this.server);
    }
    await this.mailbox.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function started(settings: string[], site: string): Promise<{ server: ChildProcess; processor: { url: string; key: string } }> {
  const server = spawn(ALMONER, [...settings, "--static-directory", site], { stdio: ["ignore", "pipe", "inherit"] });
  const { operations, ...processor } = await addresses(server);
  for (let attempts = 0; attempts < 200; attempts += 1) {
    if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}`);
    const answer = await fetch(`${operations}/readyz`).catch(() => undefined);
    if (answer?.ok) return { server, processor };
    await new Promise((again) => setTimeout(again, 50));
  }
  throw new Error("the server did not become ready");
}

async function stop(server: ChildProcess): Promise<void> {
  server.kill("SIGTERM");
  await once(server, "exit");
}

/** Lays the built app into another folder as another build of it would be: all that is named by what is in it has another name. */
function buildAgain(site: string, folder: string): void {
  const hashes = (text: string) => text.replaceAll(/-([0-9a-f]{15,16})(?=[._])/g, (_, hash: string) => `-${[...hash].toReversed().join("")}`);
  mkdirSync(folder);
  for (const name of readdirSync(site)) {
    if (/\.(br|gz)$/.test(name) || statSync(join(site, name)).isDirectory()) continue;
    writeFileSync(join(folder, hashes(name)), hashes(readFileSync(join(site, name), "latin1")), "latin1");
  }
}

/** Where the server says that it is asked how it is, and that its simulated payment processor is. */
async function addresses(server: ChildProcess): Promise<{ operations: string; url: string; key: string }> {
  if (!server.stdout) throw new Error("the server's output is not read");
  let operations = "";
  for await (const line of createInterface({ input: server.stdout })) {
    operations = /Health and figures are at (\S+)/.exec(line)?.[1] ?? operations;
    const [, url, key] = /payment processor is at (\S+) \(key (\S+)\)/.exec(line) ?? [];
    if (url && key) {
      server.stdout.resume();
      return { operations, url, key };
    }
  }
  throw new Error(`the server ended with ${server.exitCode} and named no payment processor`);
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
