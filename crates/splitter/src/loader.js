// Fetches the pieces of the app: one file has all parts of a group, and a part that another group brought before is left out.
// A piece that was lost is asked for anew by whoever asks again.
const main = new Promise((resolve) => {
    addEventListener("TrunkApplicationStarted", (event) => resolve(event.detail.wasm), { once: true });
});
const shared = main.then(({ SHARED }) => ({ __wasm_split: { SHARED } }));
const made = new Map();

function make(name, bytes) {
    if (!made.has(name)) {
        made.set(name, shared.then((imports) => WebAssembly.instantiate(bytes, imports)));
        made.get(name).catch(() => made.delete(name));
    }
    return made.get(name);
}

async function bring(file, parts) {
    const answer = await fetch(new URL(file, import.meta.url));
    // Names hold a hash of the build: it is gone once a newer one has taken its place.
    if (answer.status === 404) document.documentElement.dataset.outdated = "";
    if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
    const bytes = await answer.arrayBuffer();
    let at = 0;
    for (const [name, length] of parts) {
        await make(name, bytes.slice(at, at + length));
        at += length;
    }
}

function group(file, parts) {
    let bringing;
    return async (callback, data) => {
        bringing ??= bring(file, parts);
        let success = true;
        try {
            await bringing;
        } catch (error) {
            bringing = undefined;
            success = false;
            console.warn(error);
        }
        (await shared).__wasm_split.__indirect_function_table.get(callback)(data, success);
    };
}

