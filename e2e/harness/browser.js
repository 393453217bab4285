// A browser, what it must not say, and what it shows.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** Sizes in which pages are looked at. */
export const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 360, height: 740 } };

const shots = process.env.TERBUKA_SHOTS ?? mkdtempSync(join(tmpdir(), "terbuka-shots-"));

/** Starts Debian's Chromium, or the one of `CHROMIUM`. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
  });
}

/** A fresh browser profile for one person. What the page or the browser complains of is kept in `complaints`. */
export async function visitor(browser, { locale = "id-ID", size = SIZES.wide, javaScriptEnabled = true } = {}) {
  const context = await browser.newContext({ locale, viewport: size, javaScriptEnabled });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // The browser itself notes every answer of 4xx; journeys ask for those on purpose.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  return { context, page, complaints };
}

export async function signIn(page, demo, login) {
  await page.goto(`${demo.base}/masuk`);
  await page.fill("#login", login);
  await page.fill("#password", demo.password);
  await Promise.all([page.waitForNavigation(), page.click("main form button[type=submit]")]);
  assert.equal(await page.locator("form[action='/keluar']").count(), 1, `${login} is signed in`);
}

/** No violation of WCAG 2.2 A and AA. */
export async function checkAccess(page, what) {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const told = violations.map((found) => `${found.id}: ${found.help}\n  ${found.nodes.map((node) => node.html).join("\n  ")}`);
  assert.deepEqual(told, [], what);
}

/** Nothing sticks out at the side of a narrow window. */
export async function checkWidth(page, what) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${what}: ${over} pixels too wide`);
}

/** Pictures of the page in both sizes, with the checks that depend on the size. */
export async function look(page, name) {
  mkdirSync(shots, { recursive: true });
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    await checkAccess(page, `${name}, ${size}`);
    await checkWidth(page, `${name}, ${size}`);
    await page.screenshot({ path: join(shots, `${name}-${size}.png`), fullPage: true });
  }
  await page.setViewportSize(SIZES.wide);
}
