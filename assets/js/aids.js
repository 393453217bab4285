// Reading aids: what is chosen is felt at once and kept by the server's cookie; the page is read aloud where the browser can.
const form = document.querySelector("form[data-aids]");
const root = document.documentElement;
const CLASSES = {
  ukuran: ["", "tb-size-1", "tb-size-2"],
  kontras: ["", "tb-contrast"],
  jarak: ["", "tb-spacing"],
};

form?.addEventListener("change", (event) => {
  const classes = CLASSES[event.target.name];
  if (!classes) return;
  root.classList.remove(...classes.filter(Boolean));
  const chosen = classes[Number(event.target.value)];
  if (chosen) root.classList.add(chosen);
  fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    redirect: "manual",
    keepalive: true,
  });
});
// The button that sends the form is for those without scripts.
form?.querySelector("button")?.setAttribute("hidden", "");

const speech = window.speechSynthesis;
if (form && speech && "SpeechSynthesisUtterance" in window) {
  const words = form.dataset;
  const button = (text) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "tb-small";
    made.textContent = text;
    form.append(made);
    return made;
  };
  const read = button(words.read);
  const stop = button(words.stop);
  stop.hidden = true;
  let state = "silent";

  const show = (next) => {
    state = next;
    read.textContent = { silent: words.read, reading: words.pause, paused: words.resume }[next];
    stop.hidden = next === "silent";
  };
  // One sentence after another: browsers break off what is long.
  const parts = () =>
    [...document.querySelectorAll("main :is(h1, h2, h3, p, li, dt, dd, th, td, figcaption)")]
      .filter((found) => found.checkVisibility?.() ?? found.offsetParent)
      .filter((found) => !found.querySelector("p, li, dt, dd"))
      .flatMap((found) => found.innerText.match(/[^.!?]+[.!?]*/g) ?? [])
      .map((text) => text.trim())
      .filter(Boolean);

  const start = () => {
    speech.cancel();
    const lang = words.lang === "en" ? "en-GB" : "id-ID";
    const voice = speech.getVoices().find((found) => found.lang.replace("_", "-").startsWith(words.lang));
    const texts = parts();
    texts.forEach((text, at) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.lang = lang;
      if (voice) utterance.voice = voice;
      if (at === texts.length - 1) utterance.onend = () => show("silent");
      speech.speak(utterance);
    });
    if (texts.length) show("reading");
  };

  read.addEventListener("click", () => {
    if (state === "silent") return start();
    if (state === "reading") speech.pause();
    else speech.resume();
    show(state === "reading" ? "paused" : "reading");
  });
  stop.addEventListener("click", () => {
    speech.cancel();
    show("silent");
    read.focus();
  });
  addEventListener("pagehide", () => speech.cancel());
}
