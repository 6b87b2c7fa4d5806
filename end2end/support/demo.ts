// The demo, as `cargo xtask run` starts it: its own practice, its own clock, its bar.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = resolve(import.meta.dirname, "../..");
const ALMONER = process.env.ALMONER ?? join(ROOT, "target/debug/almoner");

export class Demo {
  private constructor(
    readonly url: string,
    private readonly server: ChildProcess,
  ) {}

  /** A demo whose clock stands at `clock`. */
  static async open(clock: string): Promise<Demo> {
    const settings = ["serve", "--demo", "--port", "0", "--operations-port", "0", "--clock-start", clock, "--clock-stands", "--requests-per-second", "1000"];
    const site = process.env.WHOLE ?? join(ROOT, "dist");
    const server = spawn(ALMONER, [...settings, "--static-directory", site], { stdio: ["ignore", "pipe", "inherit"] });
    let url = "";
    for await (const line of createInterface({ input: server.stdout! })) {
      url = /^Almoner is at (\S+)/.exec(line)?.[1] ?? url;
      if (line.includes("Ctrl+C ends it")) {
        server.stdout!.resume();
        return new Demo(url, server);
      }
    }
    throw new Error(`the demo ended with ${server.exitCode}`);
  }

  async close(): Promise<void> {
    this.server.kill("SIGTERM");
    await once(this.server, "exit");
  }
}
