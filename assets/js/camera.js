// A photo taken in the page, marked with office, date, time, zone and place. What is written into the picture goes to
// the server as data too.

import { button, clockOffset, device, make, say } from "./words.js";

/** A difference of clocks (milliseconds) that is worth saying. */
const CLOCK_TOLERANCE = 120000;
const QUALITY = 0.85;
/** Height of the letters as a part of the picture's width: 11 pixels in a thumbnail of 320. */
const LETTERS = 0.036;

/** The moment by the server's clock. */
const now = () => new Date(Date.now() + clockOffset);

/** `10-03-2025 14.32.05 WITA`, on the clock of the office. */
function written(moment) {
  const local = new Date(moment.getTime() + Number(device.hours) * 3600000).toISOString();
  const [year, month, day] = local.slice(0, 10).split("-");
  return `${day}-${month}-${year} ${local.slice(11, 19).replaceAll(":", ".")} ${device.zone}`;
}

/** Where the device is: `found` is `null` while it is sought and where it may not be known. */
function seekPlace(changed) {
  const place = { found: null, isRefused: !navigator.geolocation };
  if (place.isRefused) return { place, stop() {} };
  const watch = navigator.geolocation.watchPosition(
    ({ coords }) => {
      place.found = coords;
      changed();
    },
    () => {
      place.isRefused = !place.found;
      changed();
    },
    { enableHighAccuracy: true, maximumAge: 60000, timeout: 30000 },
  );
  return { place, stop: () => navigator.geolocation.clearWatch(watch) };
}

function inWords({ found, isRefused }) {
  if (!found) return say(isRefused ? "camera-nowhere" : "camera-seeking");
  const degrees = (value) => value.toFixed(5).replace(".", document.documentElement.lang === "id" ? "," : ".");
  return say("camera-place", { latitude: degrees(found.latitude), longitude: degrees(found.longitude), metres: Math.round(found.accuracy) });
}

/** Breaks a text into lines that fit. */
function broken(pen, text, width) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (pen.measureText(longer).width <= width || !lines.at(-1)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Writes the lines at the foot of the picture, white on a dark ground, whatever is behind. */
function stamp(canvas, texts) {
  const pen = canvas.getContext("2d");
  const letters = Math.round(canvas.width * LETTERS);
  const margin = Math.round(letters * 0.6);
  pen.font = `600 ${letters}px system-ui, sans-serif`;
  const lines = texts.flatMap((text) => broken(pen, text, canvas.width - 2 * margin));
  const step = Math.round(letters * 1.35);
  const height = lines.length * step + margin;
  pen.fillStyle = "rgba(0, 0, 0, 0.78)";
  pen.fillRect(0, canvas.height - height, canvas.width, height);
  pen.fillStyle = "#fff";
  pen.textBaseline = "top";
  lines.forEach((line, index) => pen.fillText(line, margin, canvas.height - height + margin / 2 + index * step));
}

/** What goes to the server beside the picture. */
function captureOf(moment, { found }) {
  const at = moment.toISOString();
  if (!found) return { at };
  const micro = (degrees) => Math.round(degrees * 1e6);
  return { at, latitude: micro(found.latitude), longitude: micro(found.longitude), accuracy: Math.round(found.accuracy) };
}

/** Lets somebody take a photo; gives `{ file, capture }`, or `null` where none was taken. */
export async function take() {
  const video = make("video", { autoplay: true, playsinline: true, muted: true, "aria-label": say("camera-title") });
  video.muted = true;
  const canvas = make("canvas", { hidden: true, role: "img", "aria-label": say("camera-taken") });
  const words = make("p", { class: "govuk-body-s", role: "status" }, say("camera-starting"));
  const where = make("p", { class: "govuk-body-s" });
  const clock = make("p", { class: "govuk-body-s tb-save--failed", hidden: Math.abs(clockOffset) < CLOCK_TOLERANCE });
  clock.textContent = say("camera-clock", { minutes: Math.round(Math.abs(clockOffset) / 60000) });
  const title = make("h2", { class: "govuk-heading-m", id: "kamera" }, say("camera-title"));
  const buttons = make("div", { class: "tb-cluster" });
  const dialog = make("dialog", { class: "tb-camera", "aria-labelledby": "kamera" }, title, clock, make("div", { class: "tb-camera__view" }, video, canvas), words, where, buttons);
  document.body.append(dialog);
  dialog.showModal();

  const seeking = seekPlace(() => (where.textContent = inWords(seeking.place)));
  where.textContent = inWords(seeking.place);
  let stream = null;
  let taken = null;
  const show = (...list) => {
    buttons.replaceChildren(...list);
    list[0].focus();
  };

  return new Promise((resolve) => {
    let result = null;
    const cancel = () => button(say("camera-cancel"), () => dialog.close());
    const view = () => {
      taken = null;
      canvas.hidden = true;
      video.hidden = where.hidden = false;
      words.textContent = say("camera-hint");
      show(button(say("camera-shoot"), shoot, ""), cancel());
    };
    const shoot = () => {
      const moment = now();
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      canvas.getContext("2d").drawImage(video, 0, 0);
      stamp(canvas, [device.office, written(moment), inWords(seeking.place)]);
      taken = { moment, capture: captureOf(moment, seeking.place) };
      canvas.hidden = false;
      video.hidden = where.hidden = true;
      words.textContent = say("camera-taken");
      show(button(say("camera-use"), use, ""), button(say("camera-again"), view), cancel());
    };
    const use = () => {
      canvas.toBlob((blob) => {
        const name = `kamera-${taken.moment.toISOString().slice(0, 19).replace(/[:T]/g, "-")}.jpg`;
        const file = new File([blob], name, { type: "image/jpeg", lastModified: taken.moment.getTime() });
        result = { file, capture: taken.capture };
        dialog.close();
      }, "image/jpeg", QUALITY);
    };
    dialog.addEventListener("close", () => {
      seeking.stop();
      for (const track of stream?.getTracks() ?? []) track.stop();
      dialog.remove();
      resolve(result);
    });
    show(cancel());
    navigator.mediaDevices
      .getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } } })
      .then(async (found) => {
        stream = found;
        if (!dialog.open) return stream.getTracks().forEach((track) => track.stop());
        video.srcObject = stream;
        await video.play();
        view();
      })
      .catch(() => {
        words.className = "govuk-body tb-save--failed";
        words.textContent = say("camera-denied");
      });
  });
}
