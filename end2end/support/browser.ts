// What a journey needs of a browser that Playwright does not drive: each of them says it in words of its own.

export interface Browser {
  readonly name: string;
  open(url: string): Promise<void>;
  /** Empties the field with this label and types into it. */
  fill(label: string, text: string): Promise<void>;
  /** Presses the first button or link of this name that is shown. */
  press(role: "button" | "link", name: string): Promise<void>;
  /** All that the page shows. */
  text(): Promise<string>;
  /** What this expression is on the page. */
  evaluate<T>(expression: string): Promise<T>;
  /** Presses the keys that paste what was copied into what has the focus. */
  paste(): Promise<void>;
  /** What of the page comes on paper; the page itself is gone then. */
  print(): Promise<Printed>;
  close(): Promise<void>;
}

export interface Printed {
  text: string;
  /** How many sheets it takes, where the browser can be told to print. */
  sheets?: number;
}

/** Does it again and again until it works, as a person would who waits for the page. */
export async function patiently<T>(what: string, attempt: () => Promise<T | undefined>, seconds = 20): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  let last: unknown;
  while (Date.now() < deadline) {
    try {
      const found = await attempt();
      if (found !== undefined) return found;
    } catch (problem) {
      // What was found may be drawn anew before it is used.
      last = problem;
    }
  }
  throw new Error(`${what} did not come within ${seconds} s${last ? `: ${last}` : ""}`);
}
