// A real mail server that keeps what it takes.

import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { simpleParser, type ParsedMail } from "mailparser";
import { SMTPServer } from "smtp-server";

export type Mail = ParsedMail & { to_address: string };

/** Where nobody has a mailbox. */
export const NO_MAILBOX = "nobody.example";

export class Mailbox {
  readonly mails: Mail[] = [];
  private readonly server: SMTPServer;
  private waiting: (() => void)[] = [];

  private constructor() {
    this.server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      onRcptTo: (to, _session, done) => {
        const isUnknown = to.address.endsWith(`@${NO_MAILBOX}`);
        done(isUnknown ? Object.assign(new Error("5.1.1 No such user here"), { responseCode: 550 }) : null);
      },
      onData: (stream, session, done) => {
        simpleParser(stream).then((mail) => {
          const to = session.envelope.rcptTo.map((it) => it.address).join(",");
          this.mails.push(Object.assign(mail, { to_address: to }));
          this.waiting.splice(0).forEach((look) => look());
          done();
        }, done);
      },
    });
  }

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    const listening = mailbox.server.listen(0, "127.0.0.1");
    await once(listening, "listening");
    return mailbox;
  }

  get url(): string {
    const { port } = this.server.server.address() as AddressInfo;
    return `smtp://127.0.0.1:${port}`;
  }

  /** The newest mail to `address` whose subject matches and which says the words, as soon as there is one. */
  async to(address: string, subject: RegExp, words = "", seconds = 20): Promise<Mail> {
    const deadline = Date.now() + seconds * 1000;
    const fits = (mail: Mail) =>
      mail.to_address === address && subject.test(mail.subject ?? "") && (mail.text ?? "").includes(words);
    for (;;) {
      const found = this.mails.findLast(fits);
      if (found) return found;
      const left = deadline - Date.now();
      if (left <= 0) {
        const had = this.mails.map((mail) => `${mail.to_address}: ${mail.subject}`).join("\n");
        throw new Error(`no mail to ${address} like ${subject}; there are:\n${had}`);
      }
      await new Promise<void>((look) => {
        const timer = setTimeout(look, left);
        this.waiting.push(() => (clearTimeout(timer), look()));
      });
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((done) => this.server.close(() => done()));
  }
}

/** The address that a mail's words lead to. */
export function link(mail: Mail, words: string): string {
  const anchors = [...String(mail.html || "").matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)];
  const found = anchors.find(([, , text]) => text.replace(/<[^>]*>/g, "").trim() === words);
  if (!found) throw new Error(`no link “${words}” in “${mail.subject}”`);
  return found[1].replaceAll("&amp;", "&");
}
