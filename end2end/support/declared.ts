// What Stripe's client declares of the processor's objects, read from its own type declarations: which members there must be, which
// there may be, and what they can be.

import { readFileSync } from "node:fs";
import { join } from "node:path";

type Member = { optional: boolean; type: string };

const FOLDER = join(import.meta.dirname, "../node_modules/stripe/types");
const FILES = ["Charges", "Checkout/Sessions", "Customers", "Disputes", "Events", "PaymentIntents", "PaymentMethods", "Refunds", "SetupIntents", "shared"];

/** Interfaces and unions by their full name, such as `Charge.PaymentMethodDetails.Card`. */
const interfaces = new Map<string, Map<string, Member>>();
const unions = new Map<string, string>();

/** Declarations are indented alike, so that each line tells where it is. */
function read(source: string): void {
  const lines = source.replace(/\/\*[^]*?\*\//g, "").split("\n");
  const scope: { indent: number; name: string }[] = [];
  for (let at = 0; at < lines.length; at++) {
    const indent = lines[at].search(/\S/);
    if (indent < 0) continue;
    while (scope.length && scope[scope.length - 1].indent >= indent) scope.pop();
    const within = scope.map((it) => it.name).filter((it) => it !== "Stripe").join(".");
    const full = (name: string) => (within ? `${within}.${name}` : name);
    const [, kind, name] = /^\s*(?:export )?(namespace|interface|type) (\w+)/.exec(lines[at]) ?? [];
    if (kind === "type") {
      let text = lines[at];
      while (!text.trimEnd().endsWith(";")) text += ` ${lines[++at].trim()}`;
      unions.set(full(name), text.slice(text.indexOf("=") + 1, text.lastIndexOf(";")));
    } else if (kind) {
      if (kind === "interface") interfaces.set(full(name), interfaces.get(full(name)) ?? new Map());
      if (!lines[at].trimEnd().endsWith("{}")) scope.push({ indent, name });
    } else if (interfaces.has(within)) {
      let text = lines[at];
      const [, member, optional] = /^\s*(\w+)(\??):/.exec(text) ?? [];
      if (!member) continue;
      while (!text.trimEnd().endsWith(";")) text += ` ${lines[++at].trim()}`;
      interfaces.get(within)!.set(member, { optional: optional === "?", type: text.slice(text.indexOf(":") + 1, text.lastIndexOf(";")) });
    }
  }
}

for (const file of FILES) read(readFileSync(join(FOLDER, `${file}.d.ts`), "utf8"));

/** The full name of what is called `name` within `scope`. */
function resolved(name: string, scope: string): string | undefined {
  const outer = scope.split(".");
  for (let depth = outer.length; depth >= 0; depth--) {
    const full = [...outer.slice(0, depth), name.replace(/^Stripe\./, "")].join(".");
    if (interfaces.has(full) || unions.has(full)) return full;
  }
  return undefined;
}

/** Whether `value` can be of one type of a union; a name that is declared elsewhere can be anything but a plain value. */
function isA(value: unknown, type: string, scope: string, path: string, wrong: string[]): boolean {
  if (type === "null") return value === null;
  if (["string", "number", "boolean"].includes(type)) return typeof value === type;
  if (type.startsWith("'")) return value === type.slice(1, -1);
  const item = /^Array<(.*)>$/.exec(type);
  if (item) return Array.isArray(value) && value.every((it, nth) => fits(it, item[1], scope, `${path}[${nth}]`, wrong));
  const name = resolved(type, scope);
  const union = name && unions.get(name);
  if (union) return fits(value, union, scope, path, []);
  if (typeof value !== "object" || value === null) return false;
  const kind = (value as { object?: unknown }).object;
  // A whole object where its id could stand too.
  if (typeof kind === "string" && name && interfaces.get(name)?.get("object")?.type.trim() !== `'${kind}'`) return false;
  if (name && name !== "Metadata" && !name.startsWith("Event.Data")) wrong.push(...differences(value, name, path));
  return true;
}

function fits(value: unknown, type: string, scope: string, path: string, wrong: string[]): boolean {
  const parts = type.split("|").map((it) => it.trim()).filter(Boolean);
  return parts.some((part) => isA(value, part, scope, path, wrong));
}

/** Where `value` is not what the interface `name` declares; nothing where it is. */
export function differences(value: object, name: string, path = name): string[] {
  const declared = interfaces.get(name);
  if (!declared?.size) throw new Error(`${name} is not declared`);
  const wrong: string[] = [];
  for (const [member, { optional }] of declared) {
    if (!optional && !(member in value)) wrong.push(`${path}.${member} is missing`);
  }
  for (const [member, content] of Object.entries(value)) {
    const known = declared.get(member);
    if (!known) wrong.push(`${path}.${member} is not declared`);
    else if (!fits(content, known.type, name, `${path}.${member}`, wrong)) {
      wrong.push(`${path}.${member} is ${JSON.stringify(content).slice(0, 80)} and not${known.type}`);
    }
  }
  return wrong;
}
