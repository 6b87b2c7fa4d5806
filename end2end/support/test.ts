// The test function of all journeys: a desk of its own, and no page may break the content security policy or fail.

import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { Desk, PASSWORD } from "./desk.ts";
import { watchTexts } from "./texts.ts";

export { expect, PASSWORD };

/** A Monday morning at the practice, ten minutes before charges are taken. */
export const MORNING = "2025-12-01T09:50:00-05:00";

type Fixtures = {
  /** Where the practice's clock stands when the desk opens. */
  opened: string;
  /** Whether mails are files, which the pages under /dev show. */
  mailsAsFiles: boolean;
  desk: Desk;
  troubles: string[];
  /** Watches another context as the first one is watched. */
  watched: (context: Promise<BrowserContext>) => Promise<BrowserContext>;
};

export const test = base.extend<Fixtures>({
  opened: [MORNING, { option: true }],
  mailsAsFiles: [false, { option: true }],
  desk: async ({ opened, mailsAsFiles }, use) => {
    const desk = await Desk.open(opened, mailsAsFiles);
    await use(desk);
    await desk.close();
  },
  baseURL: async ({ desk }, use) => use(desk.url),
  troubles: [
    async ({}, use) => {
      const troubles: string[] = [];
      await use(troubles);
      expect(troubles, "policy violations, errors and texts that a translator would lose").toEqual([]);
    },
    { auto: true },
  ],
  watched: async ({ troubles }, use) => {
    await use(async (opening) => {
      const context = await opening;
      await context.exposeBinding("reportViolation", (_, text: string) => void troubles.push(text));
      await context.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) => {
          const report = (window as unknown as { reportViolation(text: string): void }).reportViolation;
          report(`policy: ${event.violatedDirective} ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`);
        });
      });
      await watchTexts(context);
      const watch = (page: Page) => {
        page.on("pageerror", (error) => troubles.push(`error: ${error.message}`));
        page.on("console", (message) => {
          // The browser logs every answer of 400 and above as an error; journeys expect some of them.
          const expected = message.text().startsWith("Failed to load resource");
          if (message.type() === "error" && !expected) troubles.push(`console: ${message.text()}`);
        });
      };
      context.pages().forEach(watch);
      context.on("page", watch);
      return context;
    });
  },
  context: async ({ context, watched }, use) => use(await watched(Promise.resolve(context))),
});

export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email address").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Signs in and opens a page, as a bookmark would. */
export async function open(page: Page, email: string, path: string): Promise<void> {
  await page.goto(path);
  await signIn(page, email);
}
