// WebKit as the distribution has it: MiniBrowser on a screen that nobody sees, by the WebDriver protocol.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type Browser, patiently, type Printed } from "./browser.ts";
import { freePort } from "./desk.ts";

// The key under which the protocol hands out elements.
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

// What the protocol calls this key.
const CONTROL = "\uE009";

type Element = { [ELEMENT]: string };

export class WebKit implements Browser {
  readonly name = "WebKit";

  private constructor(
    private readonly session: string,
    private readonly processes: ChildProcess[],
  ) {}

  /** `cookies` is what its settings say about them. */
  static async start(cookies: "always" | "never" = "always"): Promise<WebKit> {
    const screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], { stdio: ["ignore", "pipe", "ignore"] });
    const display = await firstLine(screen);
    const port = await freePort();
    const driver = spawn("WebKitWebDriver", [`--port=${port}`], {
      env: { ...process.env, DISPLAY: `:${display}`, WEBKIT_DISABLE_COMPOSITING_MODE: "1", LIBGL_ALWAYS_SOFTWARE: "1" },
      stdio: ["ignore", "ignore", "ignore"],
    });
    const base = `http://127.0.0.1:${port}`;
    const options = { binary: process.env.MINIBROWSER, args: ["--automation", `--cookies-policy=${cookies}`] };
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
    const { sessionId } = await patiently("WebKit", () => said<{ sessionId: string }>(`${base}/session`, "POST", { capabilities }), 60);
    return new WebKit(`${base}/session/${sessionId}`, [driver, screen]);
  }

  async open(url: string): Promise<void> {
    await this.ask("POST", "/url", { url });
  }

  async fill(label: string, text: string): Promise<void> {
    await patiently(`the field ${label}`, async () => {
      const field = await this.named("input", label);
      if (!field) return undefined;
      await this.ask("POST", `/element/${field}/clear`, {});
      await this.ask("POST", `/element/${field}/value`, { text });
      return true;
    });
  }

  async press(role: "button" | "link", name: string): Promise<void> {
    await patiently(`the ${role} ${name}`, async () => {
      const found = await this.named(role === "link" ? "a[href]" : "button", name);
      if (!found) return undefined;
      await this.ask("POST", `/element/${found}/click`, {});
      return true;
    });
  }

  async text(): Promise<string> {
    const [body] = await this.ask<Element[]>("POST", "/elements", { using: "css selector", value: "body" });
    return body ? this.ask<string>("GET", `/element/${body[ELEMENT]}/text`) : "";
  }

  evaluate<T>(expression: string): Promise<T> {
    return this.ask<T>("POST", "/execute/sync", { script: `return ${expression}`, args: [] });
  }

  async paste(): Promise<void> {
    const keys = [["keyDown", CONTROL], ["keyDown", "v"], ["keyUp", "v"], ["keyUp", CONTROL]];
    const actions = keys.map(([type, value]) => ({ type, value }));
    await this.ask("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Its driver knows no command for printing: the page is shown as it would be printed, on a window as wide as a sheet of paper. */
  async print(): Promise<Printed> {
    await this.ask("POST", "/window/rect", { width: 720, height: 900 });
    const text = await this.evaluate<string>(`(() => {
      const onPaper = (rules) => {
        for (const rule of rules) {
          if (rule instanceof CSSMediaRule && /print|screen/.test(rule.media.mediaText)) {
            const prints = /not screen|(?<!not )print/.test(rule.media.mediaText);
            rule.media.mediaText = prints ? "all" : "not all";
          }
          if (rule.cssRules) onPaper(rule.cssRules);
        }
      };
      for (const sheet of document.styleSheets) onPaper(sheet.cssRules);
      return document.body.innerText + (document.documentElement.scrollWidth > innerWidth ? " cut off at the side" : "");
    })()`);
    return { text: text.replaceAll(/\s+/g, " ") };
  }

  async close(): Promise<void> {
    await this.ask("DELETE", "").catch(() => undefined);
    for (const it of this.processes) {
      if (it.exitCode !== null || it.signalCode !== null) continue;
      it.kill("SIGTERM");
      await once(it, "exit");
    }
  }

  /** The first shown element of this accessible name, as the browser itself computes it. */
  private async named(selector: string, name: string): Promise<string | undefined> {
    const elements = await this.ask<Element[]>("POST", "/elements", { using: "css selector", value: selector });
    for (const { [ELEMENT]: id } of elements) {
      // What is not shown has no name.
      if (!(await this.ask<boolean>("GET", `/element/${id}/displayed`))) continue;
      if ((await this.ask<string>("GET", `/element/${id}/computedlabel`)) === name) return id;
    }
    return undefined;
  }

  private ask<T>(method: string, path: string, body?: object): Promise<T> {
    return said<T>(this.session + path, method, body);
  }
}

async function said<T>(url: string, method: string, body?: object): Promise<T> {
  const answer = await fetch(url, { method, body: body && JSON.stringify(body) });
  const { value } = (await answer.json()) as { value: T & { error?: string; message?: string } };
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

async function firstLine(program: ChildProcess): Promise<string> {
  if (!program.stdout) throw new Error("its output is not read");
  for await (const line of createInterface({ input: program.stdout })) return line.trim();
  throw new Error(`it ended with ${program.exitCode}`);
}
