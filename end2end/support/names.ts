// Names as nobody expects them.

/** A name as it stands in a sentence of ours: set apart where it is written from right to left. */
export const inSentence = (name: string) => (/[\u0590-\u08ff]/.test(name) ? `\u2068${name}\u2069` : name);
