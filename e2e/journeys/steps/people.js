// The administrator invites people; each opens the link in a browser of their own and sets a password.

import assert from "node:assert/strict";

import { look, signIn } from "../../harness/browser.js";
import { fill, heading, mistakes, open, press, tick } from "../../harness/form.js";
import { OFFICE, PASSWORD, PEOPLE } from "./plan.js";

export async function invitePeople({ demo, visit }) {
  const { page } = await visit();
  await signIn(page, demo, "admin");
  await page.goto(`${demo.base}/pengguna`);
  await look(page, "1-people");
  for (const [index, person] of Object.values(PEOPLE).entries()) {
    const link = await invite(page, demo, person, index === 0);
    await accept({ demo, visit }, person, link, index === 0);
  }
  await page.goto(`${demo.base}/pengguna?badan=${OFFICE.slug}`);
  const listed = await page.textContent("tbody");
  for (const { name, body } of Object.values(PEOPLE)) assert.equal(listed.includes(name), body === OFFICE.code, name);
  await look(page, "1-people-of-office");
  await open(page, PEOPLE.officer.name);
  await look(page, "1-person");
}

export async function invite(page, demo, { login, name, role, body }, isFirst) {
  await page.goto(`${demo.base}/pengguna`);
  await open(page, "Undang pengguna");
  if (isFirst) {
    await look(page, "1-invite");
    const wrong = await mistakes(page, await press(page, "Buat undangan"));
    assert.ok(wrong.length >= 3, wrong.join("\n"));
    await look(page, "1-invite-wrong");
  }
  await fill(page, { name, login });
  await page.selectOption("main select[name=body]", body);
  await tick(page, "role", role);
  await press(page, "Buat undangan");
  assert.equal(await heading(page), `Undangan untuk ${name} sudah dibuat`);
  if (isFirst) await look(page, "1-invited");
  const link = await page.inputValue("#link");
  assert.ok(link.startsWith(`${demo.base}/undangan/`), link);
  return link;
}

export async function accept({ demo, visit }, { login, name }, link, isFirst) {
  const { page } = await visit();
  await page.goto(link);
  assert.ok((await page.textContent("main")).includes(name));
  if (isFirst) {
    await look(page, "1-invitation");
    await fill(page, { password: "bawaslu2024bawaslu", repeated: "bawaslu2024bawaslu" });
    await mistakes(page, await press(page, "Simpan kata sandi"));
    await look(page, "1-invitation-wrong");
  }
  await fill(page, { password: PASSWORD, repeated: PASSWORD });
  await press(page, "Simpan kata sandi");
  assert.equal(await heading(page), "Masuk");
  if (isFirst) await look(page, "1-password-set");
  await signIn(page, demo, login, PASSWORD);
  if (!isFirst) return;
  await look(page, "1-signed-in");
  assert.equal((await page.goto(link)).status(), 404, "a link works once");
  await look(page, "1-link-used");
}
