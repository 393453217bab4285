// What an officer does on the page of a question with scripts: choosing files, watching them arrive.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const HOME = "/saq/monev-2024/kabupaten-katingan";

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Files on the disk, as somebody chooses them: they keep their date, so that they are known again. */
export function onDisk(files) {
  const folder = mkdtempSync(join(tmpdir(), "terbuka-files-"));
  const paths = {};
  for (const [name, bytes] of Object.entries(files)) {
    paths[name] = join(folder, name);
    writeFileSync(paths[name], bytes);
  }
  return { paths, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The place for evidence with this number, once its script has come. */
export async function place(page, index) {
  const section = page.locator("#bukti section").nth(index);
  await section.locator(".tb-uploads").waitFor({ state: "attached" });
  return section;
}

/** The row of a file on its way. */
export const rowOf = (section, name) => section.locator(".tb-uploads > li", { hasText: name });

/** The row of a file that has arrived, as the server shows it. */
export const arrivedRow = (section, name) => section.locator(".tb-files:not(.tb-uploads) > li", { hasText: name });

/** The bytes of evidence that a row leads to. */
export async function bytesOf(page, row) {
  const href = await row.locator("a").first().getAttribute("href");
  const answer = await page.request.get(new URL(href, page.url()).href);
  assert.equal(answer.status(), 200);
  return answer.body();
}

/** Slows what a page sends to so many bytes a second; `Infinity` undoes it. */
export async function slow(page, rate) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const uploadThroughput = rate === Infinity ? -1 : rate;
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
}
