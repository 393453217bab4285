// The pages of an office: what is typed is kept on the device until the server has it, what could not be sent is shown,
// and the scripts for files are fetched where files are taken.

import * as drafts from "./drafts.js";
import { showStorage, showUnsent } from "./unsent.js";
import { device, make, say, scripts } from "./words.js";

/** Milliseconds between the last key and keeping, and between two attempts to send. */
const TYPING = 250;
const AGAIN = 30000;
/** Milliseconds between two attempts to reach the server from the page without a network. */
const KNOCK = 5000;

const isOfflinePage = !device.key;
const form = document.querySelector("form[data-draft]");
/** The page shows what was typed and not saved, so that equality with it says nothing about the server. */
const showsTyped = form?.dataset.draft === "typed" || Boolean(document.querySelector(".govuk-error-summary"));

const line = () => document.getElementById("tersimpan");

function tell(text, ...more) {
  line()?.replaceChildren(make("span", { class: "tb-save--failed" }, text), ...more);
}

/** Shows what could not be sent; of this page only what has been tried. */
async function show() {
  const all = await drafts.mine();
  await showUnsent(all.filter((draft) => draft.path !== device.path || !["typed", "posted"].includes(draft.state)), { isOfflinePage, sendNow, show });
}

/** Keeps what is typed, and says so where the server could not be reached. */
async function hold(state, why) {
  const isKept = await drafts.keep(form, state, why);
  const suffix = { session: "-session", trouble: "-trouble" }[why] ?? "";
  const link = why === "session" ? [" ", make("a", { class: "govuk-link", href: `/masuk?next=${encodeURIComponent(device.path)}` }, say("sign-in"))] : [];
  tell(say(`${isKept ? "kept" : "not-kept"}${suffix}`), ...link);
  await show();
}

/** Puts a draft back into the form. */
function restore(draft) {
  for (const element of form.elements) {
    const values = draft.fields.filter(([name]) => name === element.name).map(([, value]) => value);
    if (!element.name || ["hidden", "submit", "file"].includes(element.type)) continue;
    if (["radio", "checkbox"].includes(element.type)) element.checked = values.includes(element.value);
    else element.value = values[0] ?? "";
    element.dispatchEvent(new Event("keyup", { bubbles: true }));
  }
}

/** Once htmx has taken the form in hand. */
const ready = new Promise((resolve) => (document.readyState === "complete" ? resolve() : addEventListener("load", resolve)));
const save = () => ready.then(() => form.dispatchEvent(new Event("change", { bubbles: true })));

/** The draft of this question, when its page is opened. */
async function open() {
  const draft = (await drafts.mine()).find((one) => one.path === device.path);
  if (!draft || !form || showsTyped) return;
  // The page follows a save of its form, and shows what the server added to it: what was posted has arrived.
  if (form.dataset.draft === "arrived" && draft.state === "posted") return drafts.drop(draft);
  const fields = drafts.fieldsOf(new FormData(form));
  if (drafts.same(draft.fields, fields)) return drafts.drop(draft);
  if (draft.base === form.elements.base.value) {
    restore(draft);
    tell(say("restored"));
    save();
  } else {
    // Somebody has saved since: nothing is put over it; the two are compared.
    await drafts.mark(draft, "conflict");
    tell(say("draft-conflict"));
  }
}

function watchForm() {
  let timer;
  const typed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => drafts.keep(form, "typed"), TYPING);
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  // What is posted is ours until a page says that it has arrived.
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    drafts.keep(form, "posted");
  });
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-draft-drop]");
    if (!link) return;
    event.preventDefault();
    const draft = (await drafts.mine()).find((one) => one.path === device.path);
    if (draft) await drafts.drop(draft);
    location.assign(link.href);
  });
  const ofForm = (event) => (event.detail?.ctx?.sourceElement === form ? event.detail.ctx : null);
  // A whole page that says what is wrong does not belong into the line of a save.
  document.addEventListener("htmx:before:response", (event) => {
    const status = ofForm(event)?.response.status;
    if (!status || (status !== 401 && status !== 429 && status < 500)) return;
    event.preventDefault();
    clearTimeout(timer);
    hold(status === 401 ? "session" : "waiting", status === 401 ? "session" : "trouble");
  });
  document.addEventListener("htmx:error", (event) => {
    if (!ofForm(event)) return;
    clearTimeout(timer);
    hold("waiting");
  });
  document.addEventListener("htmx:after:request", async (event) => {
    const ctx = ofForm(event);
    if (!ctx) return;
    const [state, why] = drafts.verdict(ctx.response.status, ctx.text);
    const isLatest = drafts.same(drafts.fieldsOf(ctx.request.body), drafts.fieldsOf(new FormData(form)));
    if (!isLatest) return;
    clearTimeout(timer);
    const draft = (await drafts.mine()).find((one) => one.path === device.path);
    if (state === "sent") {
      if (draft) await drafts.drop(draft);
    } else {
      await drafts.keep(form, state === "refused" && ctx.response.status === 422 ? "typed" : state, why);
    }
    await show();
  });
  // The form goes on from the version that the server has just given; so does what was typed meanwhile.
  document.addEventListener("htmx:after:swap", async () => {
    const draft = (await drafts.mine()).find((one) => one.path === device.path && one.state === "typed");
    if (draft) await drafts.keep(form, "typed");
  });
}

/** Sends what waits: this question through its form, the others by themselves. */
async function sendNow() {
  const here = (await drafts.mine()).find((draft) => draft.path === device.path);
  if (here && form && !showsTyped && ["waiting", "session", "typed"].includes(here.state)) save();
  await drafts.sendAll(form ? device.path : null);
  await show();
}

async function start() {
  if (isOfflinePage) {
    const again = document.getElementById("coba-lagi");
    again.href = location.href;
    // A device says that it is connected before anything can be reached: the server is asked first.
    const knock = () => fetch("/tanpa-jaringan", { cache: "no-store" }).then(() => location.assign(location.href), () => {});
    addEventListener("online", knock);
    setInterval(knock, KNOCK);
    return show();
  }
  drafts.enter();
  navigator.serviceWorker?.register(`/sw.js?bahasa=${document.documentElement.lang}`, { scope: "/saq/" }).catch(() => {});
  if (form) watchForm();
  await open();
  await show();
  addEventListener("online", sendNow);
  setInterval(async () => {
    if (navigator.onLine && (await drafts.mine()).some((draft) => draft.state === "waiting")) sendNow();
  }, AGAIN);
  showStorage(show);
  if ((await drafts.mine()).length > 0) await sendNow();
}

const loadUploads = () => {
  if (document.querySelector("form[data-upload]")) import(scripts.uploads).catch(() => {});
};
loadUploads();
document.addEventListener("htmx:after:swap", loadUploads);
start();
