// Any question of a questionnaire, answered by what its page asks for.

import assert from "node:assert/strict";

import { paper, photo } from "../../harness/files.js";
import { press } from "../../harness/form.js";

/** The value of "none of these". */
const NONE = "~";

/** What each field of the form asks for. */
function asked(form) {
  const fields = [...form.querySelectorAll("input:not([type=hidden]), textarea")];
  return fields.map(({ name, type, value }) => ({ name, type, value }));
}

/** The best answer to everything, saved, with evidence wherever it is asked for. What is answered stays. */
export async function answerQuestion(page, address) {
  await page.goto(address);
  const form = page.locator("form#jawaban");
  const chosen = new Set();
  for (const { name, type, value } of await form.evaluate(asked)) {
    const field = form.locator(`[name="${name}"]`);
    if (type === "radio") {
      // The best comes first.
      if (!chosen.has(name)) await form.locator(`[name="${name}"][value="${value}"]`).check();
      chosen.add(name);
    } else if (type === "checkbox") {
      if (value !== NONE) await form.locator(`[name="${name}"][value="${value}"]`).check();
    } else if (!(await field.inputValue())) {
      await field.fill(words(name, type));
    }
  }
  const answer = await press(page, "Simpan");
  assert.equal(answer.status(), 200, address);
  await giveEvidence(page, address);
}

function words(name, type) {
  if (type === "url") return "https://banjarmasin.example/ppid";
  if (type === "date") return "2025-03-05";
  if (name.startsWith("fields.")) return "4";
  return "Diperbarui tiap bulan.";
}

/** Fills each empty place; each upload or link makes the page anew. */
async function giveEvidence(page, address) {
  const places = page.locator("#bukti section");
  const count = await places.count();
  for (let index = 0; index < count; index += 1) {
    const place = places.nth(index);
    if ((await place.locator(".tb-files li").count()) > 0) continue;
    const file = place.locator("input[type=file][name^='slot.']");
    const upload = (await file.count()) > 0 ? fileFor(await file.getAttribute("accept"), `${address.split("/").pop()}-${index + 1}`) : null;
    if (upload) await file.setInputFiles(upload);
    else await place.locator("input[name=link]").fill("https://banjarmasin.example/ppid/bukti");
    const answer = await press(page, upload ? "Unggah" : "Tambah tautan", place);
    assert.equal(answer.status(), 200, `${address}, place ${index + 1}`);
  }
}

/** A file that a place takes; none where it takes videos alone. */
function fileFor(accepts, name) {
  if (accepts.includes(".png")) return photo(`${name}.png`, name.charCodeAt(2));
  return accepts.includes(".pdf") ? paper(`${name}.pdf`, `Bukti ${name}`) : null;
}
