// One journey on each engine: a demo and a browser around it, ended whatever happens.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, visitor } from "./browser.js";
import { engines, startDemo } from "./terbuka.js";

/**
 * Declares a journey. `walk` gets `{ demo, browser, engine, visit }`; `visit(options)` is a fresh visitor whose
 * complaints are none in the end. The demo's clock starts at the instant `at`, where one is given. A journey that is about
 * the browser alone, to which the database makes no difference, runs on the first engine (`once`).
 */
export function journey(name, walk, { at, once = false } = {}) {
  for (const engine of once ? engines().slice(0, 1) : engines()) {
    test(`${name} (${engine})`, { timeout: 600_000 }, async () => {
      const demo = await startDemo(engine, { at });
      let browser;
      const visitors = [];
      try {
        browser = await launch();
        const visit = async (options) => {
          const one = await visitor(browser, options);
          visitors.push(one);
          return one;
        };
        await walk({ demo, browser, engine, visit });
        assert.deepEqual(visitors.flatMap((one) => one.complaints), []);
      } finally {
        await browser?.close();
        assert.equal(await demo.stop(), 0, `the program ends well\n${demo.log.join("\n")}`);
      }
    });
  }
}
