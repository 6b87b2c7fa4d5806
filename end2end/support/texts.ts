// No text of the page is written anew or taken out by itself: a translator may have put something in its place, and then what it said
// before stays. Elements are exchanged with what is in them (`src/ui/anew.rs`), or told all of their text (`src/ui/words.rs`).

import type { BrowserContext } from "@playwright/test";

/** Reports each text that is, on all pages of this context. */
export async function watchTexts(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const report = (text: string) => (window as unknown as { reportViolation(text: string): void }).reportViolation(text);
    const isText = (node: Node) => node.nodeType === Node.TEXT_NODE && node.isConnected;
    const value = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue");
    Object.defineProperty(Node.prototype, "nodeValue", {
      ...value,
      set(this: Node, text: string) {
        if (isText(this)) report(`text written anew: “${this.nodeValue}” to “${text}” in ${this.parentElement?.outerHTML}`);
        value?.set?.call(this, text);
      },
    });
    const remove = CharacterData.prototype.remove;
    CharacterData.prototype.remove = function (this: CharacterData) {
      if (isText(this)) report(`text taken out by itself: “${this.data}” of ${this.parentElement?.outerHTML}`);
      remove.call(this);
    };
  });
}
