// The list of what the server has not received, and the switch for computers that several people use.

import * as drafts from "./drafts.js";
import { forgetAll } from "./remembered.js";
import { button, device, isShared, make, place, say, setShared } from "./words.js";

/** What the frame of every page asks before somebody signs out, see `terbuka.js`. */
const ASK = "belum-terkirim";

const status = make("p", { role: "status", class: "govuk-visually-hidden" });
document.body.append(status);
const box = make("div");
place.append(box);
let before = 0;

const clock = (at) => {
  const time = new Date(at + Number(device.hours) * 3600000);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(time.getUTCHours())}.${two(time.getUTCMinutes())} ${device.zone}`;
};

function state(draft) {
  if (draft.state === "session") return say("draft-session");
  if (draft.state === "conflict") return say("draft-conflict");
  if (draft.state === "refused") return say("draft-refused", { why: draft.why });
  return say("draft-waiting");
}

/** A form that opens the page on which both answers stand side by side. */
function compare(draft) {
  const hidden = [...draft.fields, ["base", draft.base], ["do", "compare"]].map(([name, value]) => make("input", { type: "hidden", name, value }));
  return make("form", { method: "post", action: draft.path }, ...hidden, make("button", { class: "govuk-button tb-small" }, say("draft-compare")));
}

function row(draft, { isOfflinePage, show }) {
  const name = draft.path === device.path ? say("unsent-here") : draft.title;
  const title = isOfflinePage || draft.path === device.path ? make("strong", {}, name) : make("a", { class: "govuk-link", href: draft.path }, name);
  const words = make("div", {}, title, make("br"), make("span", { class: "govuk-body-s" }, `${say("draft-at", { time: clock(draft.at) })}. ${state(draft)}`));
  // Without a network it is not known who is looking: what was typed is not shown.
  if (isOfflinePage) return make("li", {}, words);
  const text = draft.shown.map((line) => make("p", { class: "govuk-body tb-pre" }, line));
  const summary = make("summary", { class: "govuk-details__summary" }, make("span", { class: "govuk-details__summary-text" }, say("draft-show")));
  words.append(make("details", { class: "govuk-details" }, summary, make("div", { class: "govuk-details__text" }, ...text)));
  const buttons = make("div", { class: "tb-cluster" });
  if (draft.state === "conflict") buttons.append(compare(draft));
  if (["conflict", "refused"].includes(draft.state)) {
    buttons.append(button(say("draft-delete"), async () => {
      if (!confirm(say("draft-delete-ask"))) return;
      await drafts.drop(draft);
      await show();
    }));
  }
  return make("li", {}, words, buttons);
}

function note(count) {
  try {
    if (count) localStorage.setItem(ASK, say("sign-out-ask", { count }));
    else localStorage.removeItem(ASK);
  } catch {
    // Nobody is asked then; nothing else depends on it.
  }
}

/** Shows these drafts, or nothing where there are none. */
export async function showUnsent(list, how) {
  const { isOfflinePage, sendNow } = how;
  const count = list.length;
  note(count);
  const heading = isOfflinePage ? say(count ? "offline-safe" : "offline-none", { count }) : say("unsent", { count });
  if (count !== before) status.textContent = count || isOfflinePage ? heading : say("sent-all");
  before = count;
  if (isOfflinePage && !count) return box.replaceChildren(make("p", { class: "govuk-body" }, heading));
  if (!count) return box.replaceChildren();
  const rows = list.map((draft) => row(draft, how));
  const parts = [make("h2", { class: "govuk-heading-s", id: "belum-terkirim" }, heading)];
  if (!isOfflinePage) parts.push(make("p", { class: "govuk-body-s" }, say("unsent-lead")));
  parts.push(make("ul", { class: "tb-files" }, ...rows));
  const waits = list.some((draft) => !["conflict", "refused"].includes(draft.state));
  if (!isOfflinePage && waits) {
    const now = button(say("send-now"), async () => {
      now.firstChild.textContent = say("sending");
      await sendNow();
    }, "");
    parts.push(now);
  }
  const hadFocus = box.contains(document.activeElement);
  box.replaceChildren(make("section", { class: "tb-box tb-unsent", "aria-labelledby": "belum-terkirim" }, ...parts));
  if (hadFocus) box.querySelector("button, a, summary")?.focus();
}

/** The switch, at the foot of the page. */
export function showStorage(show) {
  const id = "komputer-bersama";
  const check = make("input", { type: "checkbox", class: "govuk-checkboxes__input", id, "aria-describedby": `${id}.ket` });
  check.checked = isShared();
  check.addEventListener("change", async () => {
    const kept = (await drafts.mine()).length;
    if (check.checked && kept > 0 && !confirm(say("shared-ask", { count: kept }))) {
      check.checked = false;
      return;
    }
    setShared(check.checked);
    if (check.checked) {
      await drafts.dropAll();
      forgetAll();
      await show();
    }
  });
  const label = make("label", { class: "govuk-label govuk-checkboxes__label", for: id }, say("shared"));
  const hint = make("p", { class: "govuk-body-s", id: `${id}.ket` }, say("storage-hint"));
  const item = make("div", { class: "govuk-checkboxes govuk-checkboxes--small" }, make("div", { class: "govuk-checkboxes__item" }, check, label));
  const summary = make("summary", { class: "govuk-details__summary" }, make("span", { class: "govuk-details__summary-text" }, say("storage")));
  const details = make("details", { class: "govuk-details", id: "penyimpanan" }, summary, make("div", { class: "govuk-details__text" }, hint, item));
  place.parentElement.append(details);
}
