// One journey on each engine: a demo and a browser around it, ended whatever happens.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, visitor } from "./browser.js";
import { engines, startDemo } from "./terbuka.js";

/**
 * Declares a journey. `walk` gets `{ demo, browser, engine, visit }`; `visit(options)` is a fresh visitor whose
 * complaints are none in the end.
 */
export function journey(name, walk) {
  for (const engine of engines()) {
    test(`${name} (${engine})`, { timeout: 300_000 }, async () => {
      const demo = await startDemo(engine);
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
