// What stands on each page of a PDF that Chromium printed.

import { inflateSync } from "node:zlib";

type Objects = Map<string, { head: string; stream: string }>;

function objects(pdf: Buffer): Objects {
  const found: Objects = new Map();
  for (const [, id, body] of pdf.toString("latin1").matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, head, stream] = /^([\s\S]*?)stream\n([\s\S]*)\nendstream$/.exec(body) ?? [undefined, body, ""];
    const packed = head.includes("FlateDecode");
    found.set(id, { head, stream: packed ? inflateSync(Buffer.from(stream, "latin1")).toString("latin1") : stream });
  }
  return found;
}

/** The letters that the glyphs of a font stand for. */
function letters(map: string): Map<string, string> {
  const found = new Map<string, string>();
  const hex = (number: number) => number.toString(16).toUpperCase().padStart(4, "0");
  const section = (name: string) => [...map.matchAll(new RegExp(`begin${name}\\n([^]*?)end${name}`, "g"))].map(([, lines]) => lines).join("");
  for (const [, glyph, text] of section("bfchar").matchAll(/<(\w+)> <(\w+)>/g)) {
    found.set(glyph, Buffer.from(text, "hex").swap16().toString("utf16le"));
  }
  for (const [, first, last, text] of section("bfrange").matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
    const [from, until, start] = [first, last, text].map((it) => Number.parseInt(it, 16));
    for (let at = from; at <= until; at += 1) found.set(hex(at), String.fromCodePoint(start + at - from));
  }
  return found;
}

/** The text of each page, in the order in which it is drawn and without blanks: how they are spaced is not part of it. */
export function printedPages(pdf: Buffer): string[] {
  const all = objects(pdf);
  const part = (id: string) => all.get(id) ?? { head: "", stream: "" };
  const pages = [...all.values()].filter(({ head }) => /\/Type \/Page\b/.test(head));
  return pages.map(({ head }) => {
    const fonts = new Map<string, Map<string, string>>();
    for (const [, name, id] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(part(id).head)?.[1] ?? "";
      fonts.set(name, letters(part(map).stream));
    }
    let font = new Map<string, string>();
    let text = "";
    const contents = /\/Contents (\d+) 0 R/.exec(head)?.[1] ?? "";
    for (const [, name, one, several] of part(contents).stream.matchAll(/\/(F\d+) [\d.]+ Tf|<(\w+)> Tj|\[([^\]]*)\] TJ/g)) {
      if (name) font = fonts.get(name) ?? font;
      const glyphs = [...(one ?? several ?? "").matchAll(/[0-9A-F]{4}/g)];
      if (!name) text += glyphs.map(([glyph]) => font.get(glyph) ?? "").join("");
    }
    // Some letters are drawn joined.
    return text.normalize("NFKC").replaceAll(/\s/g, "");
  });
}
