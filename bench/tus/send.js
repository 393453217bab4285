// Sends files with tus-js-client: `node send.js`, told by one JSON object on standard input: `files`, each with `path`, `name`,
// `endpoint` and perhaps `headers`; `headers` of all; `together`, how many at the same time; `chunk`, bytes of a piece (0: one
// piece for each file); `retry`, whether it goes on after a cut. Prints the seconds that it took.

import { createReadStream, statSync } from "node:fs";
import { text } from "node:stream/consumers";
import { Upload } from "tus-js-client";

const told = JSON.parse(await text(process.stdin));
const waiting = told.files.map((file) => ({ ...file, size: statSync(file.path).size }));

function send({ path, name, endpoint, headers, size }) {
  return new Promise((resolve, reject) => {
    new Upload(createReadStream(path), {
      endpoint,
      headers: { ...told.headers, ...headers },
      uploadSize: size,
      chunkSize: told.chunk || Infinity,
      metadata: { filename: name, caption: "" },
      retryDelays: told.retry ? Array(50).fill(50) : null,
      storeFingerprintForResuming: false,
      onError: reject,
      onSuccess: resolve,
    }).start();
  });
}

const begun = performance.now();
await Promise.all(
  Array.from({ length: told.together }, async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) await send(file);
  }),
);
console.log((performance.now() - begun) / 1000);
