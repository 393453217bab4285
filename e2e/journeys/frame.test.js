// What every page has: sign-in, language, headers, a page for what is not there.

import assert from "node:assert/strict";
import { createServer } from "node:http";

import { look, signIn } from "../harness/browser.js";
import { journey } from "../harness/journey.js";

journey("a person signs in, sees who it is, and signs out", async ({ demo, visit }) => {
  const { page, context } = await visit();
  await page.goto(`${demo.base}/masuk`);
  await look(page, "sign-in");
  await page.fill("#login", "ppid.katingan");
  await page.fill("#password", "bukan ini kata sandinya");
  await Promise.all([page.waitForNavigation(), page.click("main form button[type=submit]")]);
  assert.match(await page.title(), /^Kesalahan: /);
  assert.equal(await page.inputValue("#login"), "ppid.katingan", "what was typed is kept");
  assert.equal(await page.inputValue("#password"), "", "but not the password");
  await look(page, "sign-in-wrong");
  await signIn(page, demo, "ppid.katingan");
  assert.ok((await page.textContent("header")).includes("Budi Santoso"));
  const cookie = (await context.cookies()).find((found) => found.name === "s");
  assert.ok(cookie.httpOnly && cookie.sameSite === "Lax");
  await Promise.all([page.waitForNavigation(), page.click("form[action='/keluar'] button")]);
  assert.equal((await context.cookies()).find((found) => found.name === "s"), undefined);
});

journey("a reader changes the language and it stays", async ({ demo, visit }) => {
  const { page } = await visit();
  await page.goto(`${demo.base}/masuk`);
  assert.equal(await page.getAttribute("html", "lang"), "id");
  await page.click("a[hreflang=en], a[lang=en]");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  assert.equal(await page.textContent("h1"), "Sign in");
  await page.goto(`${demo.base}/masuk`);
  assert.equal(await page.getAttribute("html", "lang"), "en", "a cookie remembers it");
  const { page: english } = await visit({ locale: "en-GB" });
  await english.goto(`${demo.base}/masuk`);
  assert.equal(await english.getAttribute("html", "lang"), "en", "the browser's own language is asked");
});

journey("what is not there has a page that helps", async ({ demo, visit }) => {
  const { page } = await visit();
  const answer = await page.goto(`${demo.base}/tidak/ada`);
  assert.equal(answer.status(), 404);
  assert.equal((await page.textContent("h1")).trim(), "Halaman tidak ditemukan");
  await look(page, "not-found");
});

journey("every answer has the headers that protect it", async ({ demo }) => {
  for (const path of ["/masuk", "/tidak/ada", "/"]) {
    const { headers } = await fetch(demo.base + path, { redirect: "manual" });
    assert.match(headers.get("content-security-policy"), /^default-src 'none'; script-src 'self'; style-src 'self'/, path);
    assert.ok(!headers.get("content-security-policy").includes("unsafe"), path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("cross-origin-opener-policy"), "same-origin", path);
    assert.equal(headers.get("referrer-policy"), "same-origin", path);
    assert.match(headers.get("x-request-id"), /^R-\d\d-/, path);
  }
  const evil = await fetch(`${demo.base}/masuk`, {
    method: "POST",
    headers: { origin: "https://evil.example", "content-type": "application/x-www-form-urlencoded" },
    body: "login=x&password=y",
  });
  assert.equal(evil.status, 403);
});

journey("a09: no page is shown inside a page of somebody else", async ({ demo, visit }) => {
  const { page, complaints } = await visit();
  const evil = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html");
    answer.end(`<iframe src="${demo.base}/masuk"></iframe>`);
  });
  await new Promise((listening) => evil.listen(0, "127.0.0.1", listening));
  try {
    await page.goto(`http://localhost:${evil.address().port}/`);
    const [, frame] = page.frames();
    assert.ok(frame, "there is a frame");
    assert.equal(await frame.locator("form").count(), 0, "and nothing of ours in it");
  } finally {
    evil.close();
  }
  assert.match(complaints.splice(0).join("\n"), /frame-ancestors 'none'/, "the browser says why");
});

journey("signing in works without scripts too", async ({ demo, visit }) => {
  const { page } = await visit({ javaScriptEnabled: false });
  await signIn(page, demo, "petugas.katingan");
});
