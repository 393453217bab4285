// Drawing boxes on a page that is to be blacked out: by mouse, pen and finger, and by the keyboard. What is drawn goes into
// the rows of the form, which works without this script too.
const page = document.querySelector("[data-redact]");
const form = page.closest("form");
const words = JSON.parse(page.dataset.redact);
const tools = form.querySelector("[data-redact-tools]");
const button = form.querySelector("[data-redact-draw]");
const status = form.querySelector("[data-redact-say]");
const SIDES = ["left", "top", "right", "bottom"];
/** Steps of the keyboard, in per cent. */
const STEP = 0.5;

let box = null;
let shape = null;
let start = null;

const say = (text) => {
  status.textContent = text;
};
const within = (value) => Math.min(100, Math.max(0, value));
const field = (row, side) => row.querySelector(`input[name^="${side}-"]`);

/** Where a pointer is on the page, in per cent. */
function place(event) {
  const area = page.getBoundingClientRect();
  return { x: within(((event.clientX - area.left) / area.width) * 100), y: within(((event.clientY - area.top) / area.height) * 100) };
}

function show() {
  if (!shape) {
    shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    shape.setAttribute("class", "tb-redact__box tb-redact__box--new");
    page.append(shape);
  }
  shape.setAttribute("x", box.left);
  shape.setAttribute("y", box.top);
  shape.setAttribute("width", box.right - box.left);
  shape.setAttribute("height", box.bottom - box.top);
}

function begin() {
  page.classList.add("tb-redact--drawing");
  button.setAttribute("aria-pressed", "true");
  say(words.drawing);
}

function end() {
  shape?.remove();
  [box, shape, start] = [null, null, null];
  page.classList.remove("tb-redact--drawing");
  button.setAttribute("aria-pressed", "false");
}

/** Writes the box into the first empty row. */
function keep() {
  const rows = [...form.querySelectorAll("[data-redact-row]")];
  const row = rows.find((one) => SIDES.every((side) => field(one, side).value.trim() === ""));
  if (!row) {
    end();
    say(words.full);
    return;
  }
  for (const side of SIDES) field(row, side).value = box[side].toFixed(2).replace(".", ",");
  field(row, "page").value = page.dataset.page;
  shape.setAttribute("class", "tb-redact__box");
  shape = null;
  end();
  say(words.drawn.replace("%{number}", rows.indexOf(row) + 1));
}

const draws = () => button.getAttribute("aria-pressed") === "true";

button.addEventListener("click", () => {
  if (draws()) {
    end();
    say(words.cancelled);
    return;
  }
  begin();
  // For the keyboard a box stands in the middle at once; a pointer begins its own.
  box = { left: 40, top: 45, right: 60, bottom: 50 };
  show();
});

page.addEventListener("pointerdown", (event) => {
  if (!draws() || event.button !== 0) return;
  event.preventDefault();
  page.setPointerCapture(event.pointerId);
  start = place(event);
  box = { left: start.x, top: start.y, right: start.x, bottom: start.y };
  show();
});
page.addEventListener("pointermove", (event) => {
  if (!start) return;
  const now = place(event);
  box = { left: Math.min(start.x, now.x), top: Math.min(start.y, now.y), right: Math.max(start.x, now.x), bottom: Math.max(start.y, now.y) };
  show();
});
page.addEventListener("pointerup", () => {
  if (!start) return;
  // A tap is no box.
  if (box.right - box.left < STEP || box.bottom - box.top < STEP) {
    end();
    say(words.cancelled);
  } else keep();
});
page.addEventListener("pointercancel", end);

button.addEventListener("keydown", (event) => {
  if (!draws() || !box || start) return;
  const move = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
  if (event.key === "Enter") {
    event.preventDefault();
    keep();
  } else if (event.key === "Escape") {
    end();
    say(words.cancelled);
  } else if (move) {
    event.preventDefault();
    const [x, y] = move;
    box.right = within(Math.max(box.right + x, box.left + STEP));
    box.bottom = within(Math.max(box.bottom + y, box.top + STEP));
    if (!event.shiftKey) {
      const [left, top] = [within(box.left + x), within(box.top + y)];
      // At the edge of the page it keeps its size.
      [box.right, box.bottom] = [Math.min(100, box.right), Math.min(100, box.bottom)];
      [box.left, box.top] = [Math.min(left, box.right - STEP), Math.min(top, box.bottom - STEP)];
    }
    show();
  }
});

tools.hidden = false;
