// What people do with a form: fill fields by their names, press a button, read what was wrong.

import assert from "node:assert/strict";

/** Presses the button with these words and gives the answer that follows. */
export async function press(page, words, within = page.locator("main")) {
  return follow(page, () => within.getByRole("button", { name: words, exact: true }).first().click());
}

/** Follows the link with these words, which may look like a button. */
export async function open(page, words, within = page.locator("main")) {
  const named = { name: words, exact: true };
  return follow(page, () => within.getByRole("link", named).or(within.locator("a").and(page.getByRole("button", named))).first().click());
}

/** The answer that follows what is done. */
export async function follow(page, done) {
  const [answer] = await Promise.all([page.waitForNavigation(), done()]);
  return answer;
}

/** Fills fields: `{ name: "text" }`. */
export async function fill(page, values) {
  for (const [name, value] of Object.entries(values)) {
    await page.locator(`main [name="${name}"]:not([type=hidden])`).first().fill(value);
  }
}

/** Ticks the box or button of a field with this value. */
export async function tick(page, name, value) {
  await page.locator(`main input[name="${name}"][value="${value}"]`).check();
}

/** Messages of the summary of mistakes, which the page must show where it says that there are some. */
export async function mistakes(page, answer) {
  assert.equal(answer.status(), 422);
  assert.match(await page.title(), /^Kesalahan: /);
  assert.ok(await page.evaluate(() => document.activeElement?.classList.contains("govuk-error-summary")), "it is read out");
  return page.locator(".govuk-error-summary li").allTextContents();
}

/** The heading of the page. */
export async function heading(page) {
  return (await page.locator("h1").first().textContent()).trim();
}
