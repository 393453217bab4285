// Keys of the reviewer's screen. The list of them is on the page; without this script nothing is missing but speed.
const form = document.querySelector("form[data-review-keys]");
const help = document.getElementById("tombol-pintas");

/** Whether what is pressed belongs to something that is being typed or chosen. */
function types(target) {
  return target.closest("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])") !== null;
}

/** The choices of the judgement, in their order. Ticks that only help with the reason are none. */
function choices() {
  return [...form.querySelectorAll("input[name=level], input[name=options], input[name=criteria]")];
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.querySelector("button:not([name])").click();
    return;
  }
  // Single keys act while the focus is in the judgement alone (WCAG 2.1.4), so that they surprise nobody elsewhere.
  if (event.ctrlKey || event.metaKey || !form.contains(event.target) || types(event.target)) return;
  if (event.key === "?") {
    help.open = true;
    help.querySelector("summary").focus();
    return;
  }
  const choice = /^[1-9]$/.test(event.key) ? choices()[Number(event.key) - 1] : undefined;
  if (!choice) return;
  event.preventDefault();
  choice.focus();
  choice.click();
});

// Who saves and goes on is at the next judgement at once.
if (new URLSearchParams(location.search).get("tersimpan") === "1") {
  const all = choices();
  (all.find((choice) => choice.checked) ?? all[0] ?? form.querySelector("input:not([type=hidden])"))?.focus();
}

// A sentence that is ticked stands in the reason at once, where it can be changed.
const reason = form.elements.namedItem("reason");
for (const box of form.querySelectorAll("[data-review-phrases] input")) {
  box.addEventListener("change", () => {
    if (!box.checked || reason.value.includes(box.value)) return;
    reason.value = reason.value.trim() ? `${reason.value}\n${box.value}` : box.value;
    box.checked = false;
  });
}
