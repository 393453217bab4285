// The one script of every page. Pages work without it; it adds the behaviours of GOV.UK Frontend's components.
// The class that says so is set here, not by an inline script, so that the content policy stays strict.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
} from "govuk-frontend";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

/**
 * Radios without `aria-expanded`, which WAI-ARIA 1.2 does not allow on a radio button. What a choice reveals
 * follows it directly, so nothing is lost.
 */
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

const components = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  PasswordInput,
  PlainRadios,
  ServiceNavigation,
  SkipLink,
];

/** Starts the components inside `scope` that have not been started yet. */
function start(scope) {
  for (const Component of components) {
    for (const element of scope.querySelectorAll(`[data-module="${Component.moduleName}"]`)) {
      if (element.hasAttribute(`data-${Component.moduleName}-init`)) continue;
      try {
        new Component(element);
      } catch (error) {
        // One component that cannot start must not stop the others.
        console.warn(error);
      }
    }
  }
}

start(document);

// What htmx brings in gets the same behaviours.
document.addEventListener("htmx:after:swap", () => start(document));

// A file that was chosen is lost with the page: the browser asks before it leaves, unless that file is what is sent.
let sent = null;
document.addEventListener("submit", (event) => {
  sent = event.target;
});
addEventListener("beforeunload", (event) => {
  const inputs = [...document.querySelectorAll("input[type=file]")];
  if (inputs.some((input) => input.files.length > 0 && input.form !== sent)) event.preventDefault();
  sent = null;
});

// What an office's pages keep on this device goes when somebody signs out, and not without asking while the server has
// not received all of it. Pages that show that nobody is signed in forget who was.
const WHO = "siapa";
const ASK = "belum-terkirim";
document.addEventListener("submit", (event) => {
  if (!/\/keluar(-semua)?$/.test(event.target.action)) return;
  try {
    const question = localStorage.getItem(ASK);
    if (question && !confirm(question)) return event.preventDefault();
    localStorage.clear();
    indexedDB.deleteDatabase("terbuka");
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
});
try {
  if (document.querySelector(".tb-header__tools > a[href='/masuk']")) localStorage.removeItem(WHO);
} catch {
  // As above.
}
