// Answers typed without a line: kept on the device, shown, sent, merged; seen by nobody else, gone after signing out.

import assert from "node:assert/strict";

import { look, signIn } from "../harness/browser.js";
import { fill, follow, heading, press } from "../harness/form.js";
import { journey as both } from "../harness/journey.js";
import { HOME } from "../harness/office.js";

// What a browser does with files and texts is the same on either database.
const journey = (name, walk, options) => both(name, walk, { ...options, once: true });

const QUESTION = `${HOME}/C20`;

/** An officer on the page of a text question, with the service worker in charge. */
async function officer({ demo, visit }, login = "petugas.katingan") {
  const { page, context } = await visit({ losesLine: true });
  await signIn(page, demo, login);
  await page.goto(demo.base + QUESTION);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  return { page, context };
}

const unsent = (page, count) => page.getByRole("heading", { name: `Belum terkirim (${count})` });

const stored = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const asked = indexedDB.open("terbuka");
        // A database that is made only now held nothing.
        asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "id" });
        asked.onsuccess = () => {
          const all = asked.result.transaction("drafts").objectStore("drafts").getAll();
          all.onsuccess = () => {
            asked.result.close();
            resolve(all.result);
          };
        };
      }),
  );

/** Types without a line, until the page says that it is kept. */
async function typeOffline(page, context, words) {
  await context.setOffline(true);
  await fill(page, { text: words });
  await page.locator("#tersimpan", { hasText: "Isian aman di perangkat ini" }).waitFor();
  await unsent(page, 1).waitFor();
}

journey("what is typed without a line is kept, listed, and sent when the line is back", async (walk) => {
  const { page, context } = await officer(walk);
  await typeOffline(page, context, "Diketik tanpa jaringan");
  await look(page, "offline-kept");
  await page.reload();
  assert.equal(await heading(page), "Tidak ada jaringan");
  await page.getByRole("heading", { name: "1 jawaban aman di perangkat ini" }).waitFor();
  assert.ok(!(await page.textContent("main")).includes("Diketik tanpa jaringan"), "the page that knows nobody shows no answer");
  await look(page, "offline-page");
  await context.setOffline(false);
  await page.locator("#tersimpan", { hasText: /Tersimpan \d\d\.\d\d/ }).waitFor();
  assert.equal(await page.inputValue("[name=text]"), "Diketik tanpa jaringan");
  await page.reload();
  assert.equal(await page.inputValue("[name=text]"), "Diketik tanpa jaringan", "the server has it");
  assert.equal(await unsent(page, 1).count(), 0);
  assert.deepEqual(await stored(page), []);
});

journey("the task list shows what is unsent and sends it", async (walk) => {
  const { page, context } = await officer(walk);
  await page.goto(walk.demo.base + HOME);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto(walk.demo.base + QUESTION);
  // The server is out of reach for saves alone, so that another page can be opened.
  await page.route(`**${QUESTION}`, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await fill(page, { text: "Untuk daftar tugas" });
  await page.locator("#tersimpan", { hasText: "Isian aman di perangkat ini" }).waitFor();
  await page.goto(walk.demo.base + HOME);
  await unsent(page, 1).waitFor();
  await page.getByText("Lihat isian").click();
  await page.getByText("Untuk daftar tugas").waitFor();
  await look(page, "offline-tasks");
  await page.unroute(`**${QUESTION}`);
  await page.getByRole("button", { name: "Kirim sekarang" }).click();
  await unsent(page, 1).waitFor({ state: "detached" });
  await page.goto(walk.demo.base + QUESTION);
  assert.equal(await page.inputValue("[name=text]"), "Untuk daftar tugas");
});

journey("w09: a draft older than the answer on the server is compared, not put over it", async (walk) => {
  const { page, context } = await officer(walk);
  await typeOffline(page, context, "Versi dari perangkat");
  await page.goto("about:blank");
  const { page: colleague } = await walk.visit();
  await signIn(colleague, walk.demo, "ppid.katingan");
  await colleague.goto(walk.demo.base + QUESTION);
  await fill(colleague, { text: "Versi dari server" });
  await press(colleague, "Simpan");
  await context.setOffline(false);
  await page.goto(walk.demo.base + QUESTION);
  await unsent(page, 1).waitFor();
  assert.equal(await page.inputValue("#jawaban [name=text]"), "Versi dari server", "nothing is put over it");
  await page.locator(".tb-unsent", { hasText: "Jawaban di server sudah berubah sejak isian ini diketik" }).waitFor();
  await look(page, "offline-conflict");
  const answer = await press(page, "Bandingkan");
  assert.equal(answer.status(), 409);
  const both = await page.textContent("main");
  assert.ok(both.includes("Versi dari perangkat") && both.includes("Versi dari server"));
  await fill(page, { text: "Versi gabungan" });
  await press(page, "Simpan isian ini");
  assert.equal(await page.inputValue("[name=text]"), "Versi gabungan");
  await page.waitForFunction(() => !document.querySelector(".tb-unsent"));
  await page.waitForTimeout(500);
  assert.deepEqual(await stored(page), []);
});

journey("a draft that is refused is kept with the reason until it is deleted", async (walk) => {
  const { page, context } = await officer(walk);
  await typeOffline(page, context, "Terlambat");
  await page.goto("about:blank");
  // The office signs off meanwhile, so that nothing can be changed; made here by the answer that the server then gives.
  const refusal = '<span class="tb-save--failed">Pengisian sudah ditutup.</span>';
  await page.route(`**${QUESTION}`, (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 403, contentType: "text/html", body: refusal }) : route.continue(),
  );
  await context.setOffline(false);
  await page.goto(walk.demo.base + HOME);
  await page.getByText("Ditolak server: Pengisian sudah ditutup.").waitFor();
  await page.getByText("Lihat isian").click();
  await page.getByText("Terlambat", { exact: true }).waitFor();
  await look(page, "offline-refused");
  page.once("dialog", (dialog) => dialog.accept());
  await page.getByRole("button", { name: "Hapus dari perangkat ini" }).click();
  await unsent(page, 1).waitFor({ state: "detached" });
  assert.deepEqual(await stored(page), []);
});

journey("a12: signing out asks, then wipes what the device holds", async (walk) => {
  const { page, context } = await officer(walk);
  await page.route(`**${QUESTION}`, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await fill(page, { text: "Rahasia kantor" });
  await unsent(page, 1).waitFor();
  assert.equal((await stored(page)).length, 1);
  const asked = [];
  page.once("dialog", (dialog) => {
    asked.push(dialog.message());
    dialog.dismiss();
  });
  await page.click("form[action='/keluar'] button");
  await unsent(page, 1).waitFor();
  page.on("dialog", (dialog) => dialog.accept());
  await follow(page, () => page.click("form[action='/keluar'] button"));
  assert.match(asked.join(), /1 isian belum terkirim/);
  await page.goto(`${walk.demo.base}/masuk`);
  assert.deepEqual(await stored(page), []);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  assert.deepEqual(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  await context.setOffline(true);
  const back = await page.goBack().catch(() => null);
  assert.ok(!(await page.textContent("body")).includes("Rahasia kantor"), `the way back shows nothing (${back?.status()})`);
});

journey("a16: a second officer on the same browser never sees the first one's draft", async (walk) => {
  const { page, context } = await officer(walk);
  await typeOffline(page, context, "Hanya milik Rina");
  // The session ends without signing out: the browser is closed and its cookie with it.
  await context.clearCookies();
  await context.setOffline(false);
  await signIn(page, walk.demo, "ppid.katingan");
  for (const path of [QUESTION, HOME]) {
    await page.goto(walk.demo.base + path);
    await page.waitForTimeout(1000);
    assert.equal(await page.locator(".tb-unsent").count(), 0, path);
    assert.ok(!(await page.content()).includes("Hanya milik Rina"), path);
  }
  await context.setOffline(true);
  await page.goto(walk.demo.base + HOME).catch(() => {});
  await page.getByText("Tidak ada isian yang menunggu dikirim").waitFor();
  // That page opens the other again as soon as there is a line; nothing may be on its way when somebody signs in.
  await page.goto("about:blank");
  await context.setOffline(false);
  await context.clearCookies();
  await signIn(page, walk.demo, "petugas.katingan");
  await page.goto(walk.demo.base + QUESTION);
  await page.locator("#tersimpan", { hasText: /Tersimpan \d\d\.\d\d/ }).waitFor();
  assert.equal(await page.inputValue("[name=text]"), "Hanya milik Rina", "and the first one's work is not lost");
});

journey("on a shared computer nothing is kept", async (walk) => {
  const { page, context } = await officer(walk);
  await page.getByText("Penyimpanan di perangkat ini").click();
  await page.getByLabel("Komputer bersama: jangan simpan di perangkat ini").check();
  await look(page, "offline-shared");
  await context.setOffline(true);
  await fill(page, { text: "Tidak boleh tinggal" });
  await page.locator("#tersimpan", { hasText: "Isian ini belum tersimpan di mana pun" }).waitFor();
  assert.deepEqual(await stored(page), []);
  await context.setOffline(false);
  await page.reload();
  assert.ok(await page.getByLabel("Komputer bersama: jangan simpan di perangkat ini").isChecked(), "the choice stays");
});

journey("a session that ends while somebody types loses nothing", async (walk) => {
  const { page, context } = await officer(walk);
  await context.clearCookies();
  await fill(page, { text: "Diketik setelah sesi berakhir" });
  await page.locator("#tersimpan", { hasText: "Sesi Anda sudah berakhir. Isian aman di perangkat ini." }).waitFor();
  await look(page, "offline-session");
  await follow(page, () => page.locator("#tersimpan").getByRole("link", { name: "Masuk lagi" }).click());
  await page.fill("#login", "petugas.katingan");
  await page.fill("#password", walk.demo.password);
  await follow(page, () => page.click("main form button[type=submit]"));
  assert.match(page.url(), /C20$/);
  await page.locator("#tersimpan", { hasText: /Tersimpan \d\d\.\d\d/ }).waitFor();
  assert.equal(await page.inputValue("[name=text]"), "Diketik setelah sesi berakhir");
});
