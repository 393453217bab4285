// One journey on each engine: a demo and a browser around it, ended whatever happens.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, visitor } from "./browser.js";
import { engines, startDemo } from "./terbuka.js";

/**
 * Declares a journey. `walk` gets `{ demo, browser, engine, visit }`; `visit(options)` is a fresh visitor whose
 * complaints are none in the end. The demo's clock starts at the instant `at`, where one is given. A journey runs
 * on the first engine alone (`once`) where it is about the browser, or about a feature whose use cases have tests on both
 * engines; the whole round, the office and the verification are walked on both.
 *
 * In CI a journey that fails is walked once more, from a fresh demo, and what went wrong the first time is told: a
 * browser on a busy machine now and then loses a tab. What fails twice has failed.
 */
export function journey(name, walk, { at, once = false } = {}) {
  for (const engine of once ? engines().slice(0, 1) : engines()) {
    test(`${name} (${engine})`, { timeout: 900_000 }, async (context) => {
      try {
        await walkOnce(walk, engine, at);
      } catch (error) {
        if (process.env.CI !== "true") throw error;
        context.diagnostic(`walked again after: ${error.stack ?? error}`);
        await walkOnce(walk, engine, at);
      }
    });
  }
}

async function walkOnce(walk, engine, at) {
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
}
