// Firefox as the distribution has it, by WebDriver BiDi.

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import puppeteer, { type Browser as Driver, type Page } from "puppeteer-core";
import { type Browser, patiently, type Printed } from "./browser.ts";

// Firefox's setting for no cookies at all.
const NO_COOKIES = { "network.cookie.cookieBehavior": 2 };

export class Firefox implements Browser {
  readonly name = "Firefox";

  private constructor(
    private readonly driver: Driver,
    private readonly page: Page,
  ) {}

  /** `cookies` is what its settings say about them. */
  static async start(cookies: "always" | "never" = "always"): Promise<Firefox> {
    const driver = await puppeteer.launch({
      browser: "firefox",
      executablePath: process.env.FIREFOX,
      headless: true,
      timeout: 60_000,
      extraPrefsFirefox: cookies === "never" ? NO_COOKIES : {},
    });
    const page = await driver.newPage();
    page.setDefaultTimeout(20_000);
    return new Firefox(driver, page);
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
  }

  async fill(label: string, text: string): Promise<void> {
    // By its label: a field for a password has no role of its own, and the label itself has the same name.
    await this.page.locator(`::-p-xpath(//input[@id = //label[normalize-space() = "${label}"]/@for])`).fill(text);
  }

  async press(role: "button" | "link", name: string): Promise<void> {
    await this.page.locator(`::-p-aria([name="${name}"][role="${role}"])`).click();
  }

  text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText);
  }

  evaluate<T>(expression: string): Promise<T> {
    return this.page.evaluate(expression) as Promise<T>;
  }

  async paste(): Promise<void> {
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press("v");
    await this.page.keyboard.up("Control");
  }

  /** By its print command, and then read as Firefox reads any PDF. */
  async print(): Promise<Printed> {
    const sheets = Buffer.from(await this.page.pdf({ format: "letter" }));
    const server = createServer((_, answer) => answer.writeHead(200, { "content-type": "application/pdf" }).end(sheets)).listen(0, "127.0.0.1");
    await once(server, "listening");
    try {
      await this.page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/printed.pdf`);
      // The viewer writes the texts of a sheet once it is shown.
      return await patiently("what was printed", async () => {
        const { texts, count } = await this.evaluate<{ texts: string[]; count: number }>(`(() => {
          const sheets = [...document.querySelectorAll(".page")];
          sheets.find((it) => !it.querySelector(".textLayer .endOfContent"))?.scrollIntoView();
          return { texts: sheets.filter((it) => it.querySelector(".textLayer .endOfContent")).map((it) => it.querySelector(".textLayer").innerText), count: sheets.length };
        })()`);
        const text = texts.join("\n").replaceAll(/\s+/g, " ");
        return count > 0 && texts.length === count ? { text, sheets: count } : undefined;
      });
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  async close(): Promise<void> {
    await this.driver.close();
  }
}
