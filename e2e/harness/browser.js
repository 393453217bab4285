// A browser, what it must not say, and what it shows.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { AxeBuilder } from "@axe-core/playwright";
import { chromium } from "playwright-core";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** How long a page may take, on a busy machine too. */
const WAIT = 15_000;
/** Sizes in which pages are looked at. */
export const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 360, height: 740 } };

/** A camera that shows a moving picture, and nobody is asked. */
const CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

/** Of a longer page the picture shows the beginning. */
const TALLEST = 8_000;

/** Names of what was looked at. */
const seen = new Set();

/** What each page, or the browser about it, complains of. */
const complaintsOf = new WeakMap();

const shots = process.env.TERBUKA_SHOTS ?? mkdtempSync(join(tmpdir(), "terbuka-shots-"));

/** Starts Debian's Chromium, or the one of `CHROMIUM`. */
export async function launch() {
  const start = () =>
    chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage", ...CAMERA],
    });
  try {
    return await start();
  } catch {
    // On a busy machine it now and then dies at its very start.
    return start();
  }
}

/**
 * A fresh browser profile for one person. What the page or the browser complains of is kept in `complaints`, but not that
 * requests fail where the journey takes the line away (`losesLine`).
 */
export async function visitor(browser, { locale = "id-ID", size = SIZES.wide, javaScriptEnabled = true, losesLine = false } = {}) {
  const context = await browser.newContext({ locale, viewport: size, javaScriptEnabled });
  context.setDefaultTimeout(WAIT);
  const page = await context.newPage();
  const complaints = [];
  complaintsOf.set(page, complaints);
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // The browser itself notes every answer of 4xx; journeys ask for those on purpose.
    const isExpected = /Failed to load resource/.test(message.text()) || (losesLine && /Failed to fetch/.test(message.text()));
    if (message.type() === "error" && !isExpected) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  return { context, page, complaints };
}

export async function signIn(page, demo, login, password = demo.password) {
  await page.goto(`${demo.base}/masuk`);
  await page.fill("#login", login);
  await page.fill("#password", password);
  await Promise.all([page.waitForNavigation(), page.click("main form button[type=submit]")]);
  assert.equal(await page.locator("form[action='/keluar']").count(), 1, `${login} is signed in`);
}

/** Violations of WCAG 2.2 A and AA. */
async function accessFindings(page) {
  // The legacy mode leaves out frames of other sites, of which there are none, and is much quicker.
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).withTags(WCAG).setLegacyMode(true).analyze();
  return violations.map((found) => `${found.id}: ${found.help}\n  ${found.nodes.map((node) => node.html).join("\n  ")}`);
}

/** What sticks out at the side of the window. */
async function widthFindings(page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return over > 0 ? [`${over} pixels too wide`] : [];
}

/**
 * Pictures of the page in both sizes, with the checks that depend on the size. What they find is kept as complaints, so
 * that a journey tells of all its pages at once. A name is looked at once: on another engine the page is the same.
 */
export async function look(page, name) {
  if (seen.has(name)) return;
  seen.add(name);
  mkdirSync(shots, { recursive: true });
  for (const [size, viewport] of Object.entries(SIZES)) {
    await page.setViewportSize(viewport);
    const findings = [...(await accessFindings(page)), ...(await widthFindings(page))];
    complaintsOf.get(page).push(...findings.map((found) => `${name}, ${size}: ${found}`));
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y: 0, width: viewport.width, height: Math.min(Math.max(height, viewport.height), TALLEST) };
    await page.screenshot({ path: join(shots, `${name}-${size}.png`), fullPage: true, clip });
  }
  await page.setViewportSize(SIZES.wide);
}
