// Proposes while one types the name of a city where it is; nothing is filled in until it is asked for.
import later from "./later.js";

const shown = document.querySelector("[data-proposals]");
const field = (name) => document.querySelector(`#id_${name}`);
let asking;

function take({ country, latitude, longitude }) {
  Object.assign(field("country"), { value: country });
  Object.assign(field("latitude"), { value: latitude });
  Object.assign(field("longitude"), { value: longitude });
  shown.hidden = true;
  field("latitude").focus();
}

function item(place) {
  const [line, button] = [document.createElement("li"), document.createElement("button")];
  Object.assign(button, { type: "button", className: "button", textContent: shown.dataset.take });
  button.setAttribute("aria-label", `${shown.dataset.take}: ${place.label}`);
  button.addEventListener("click", () => take(place));
  line.append(place.label, " ", button);
  return line;
}

function show(proposals) {
  const [intro, list] = [document.createElement("p"), document.createElement("ul")];
  intro.textContent = shown.dataset.intro;
  list.append(...proposals.map(item));
  shown.replaceChildren(intro, list);
  shown.hidden = proposals.length === 0;
}

async function ask() {
  asking?.abort();
  if (field("latitude").value) return show([]);
  asking = new AbortController();
  try {
    const query = new URLSearchParams({ name: field("name").value, country: field("country").value });
    const response = await fetch(`${shown.dataset.proposals}?${query}`, { signal: asking.signal });
    if (response.ok) show((await response.json()).proposals);
  } catch (error) {
    if (error.name !== "AbortError") show([]); // offline: coordinates are typed by hand
  }
}

if (shown && field("name")) {
  field("name").addEventListener("input", later(ask));
  field("country").addEventListener("change", ask);
}
