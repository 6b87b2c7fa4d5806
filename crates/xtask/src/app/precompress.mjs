// Writes a `.br` and a `.gz` beside each file of a folder that gets smaller by it; the server sends the one that the
// browser understands.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const folder = process.argv.at(-1);
const compressible = /\.(html|js|wasm|css|svg|txt|json|webmanifest|pieces)$/;

function brotli(bytes) {
    return brotliCompressSync(bytes, {
        params: {
            [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
    });
}

const sizes = [];
for (const name of readdirSync(folder, { recursive: true }).filter((it) => compressible.test(it))) {
    const file = join(folder, name);
    const bytes = readFileSync(file);
    const packed = { br: brotli(bytes), gz: gzipSync(bytes, { level: 9 }) };
    for (const [ending, smaller] of Object.entries(packed)) {
        if (smaller.length < bytes.length) writeFileSync(`${file}.${ending}`, smaller);
    }
    sizes.push([name, bytes.length, Math.min(packed.br.length, bytes.length)]);
}

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(10);
for (const [name, plain, small] of sizes.sort((a, b) => b[1] - a[1])) {
    console.log(`  ${kilobytes(plain)} ${kilobytes(small)} br  ${name}`);
}
