// Firefox as the distribution has it, by WebDriver BiDi.

import puppeteer, { type Browser as Driver, type Page } from "puppeteer-core";
import type { Browser } from "./browser.ts";

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

  async close(): Promise<void> {
    await this.driver.close();
  }
}
