// Suggests topics, places and titles below the search box. Source of the keys and roles: ARIA Authoring Practices,
// "Editable combobox with list autocomplete". Nothing is chosen until it is asked for: Enter still searches.
import numbered from "./numbers.js";

const form = document.querySelector("[data-suggestions]");
const box = form.querySelector("[type=search]");
const list = document.createElement("ul");
const status = document.createElement("p");
let typing;
let asking;

Object.assign(list, { id: "suggestions", role: "listbox", hidden: true, className: "suggestions" });
list.setAttribute("aria-label", form.querySelector("label").textContent);
Object.assign(status, { role: "status", className: "vh" });
box.setAttribute("role", "combobox");
box.setAttribute("aria-autocomplete", "list");
box.setAttribute("aria-controls", list.id);
box.setAttribute("aria-expanded", "false");
form.append(list, status);

const current = () => list.querySelector("[aria-selected=true]");

function show(options) {
  list.replaceChildren(...options);
  list.hidden = options.length === 0;
  box.setAttribute("aria-expanded", String(!list.hidden));
  box.removeAttribute("aria-activedescendant");
}

function option({ label, kind, address }, place) {
  const item = document.createElement("li");
  const [name, what] = [document.createElement("span"), document.createElement("small")];
  [name.textContent, what.textContent] = [label, kind];
  Object.assign(item, { id: `suggestion-${place}`, role: "option", ariaSelected: "false" });
  item.dataset.address = address;
  item.append(name, " ", what);
  return item;
}

function choose(item) {
  current()?.setAttribute("aria-selected", "false");
  item?.setAttribute("aria-selected", "true");
  item?.scrollIntoView({ block: "nearest" });
  if (item) box.setAttribute("aria-activedescendant", item.id);
  else box.removeAttribute("aria-activedescendant");
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  try {
    const query = new URLSearchParams({ q: box.value });
    const response = await fetch(`${form.dataset.suggestions}?${query}`, { signal: asking.signal });
    const { suggestions = [] } = response.ok ? await response.json() : {};
    if (document.activeElement !== box) return;
    show(suggestions.map(option));
    const { numberOne: one, numberOther: other } = form.dataset;
    status.textContent = suggestions.length ? numbered(suggestions.length, { one, other }) : "";
  } catch (error) {
    if (error.name !== "AbortError") show([]); // offline: the box is a plain search box
  }
}

box.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(ask, 120);
});

box.addEventListener("keydown", (event) => {
  const items = [...list.children];
  const place = items.indexOf(current());
  if (event.key === "ArrowDown" && items.length) choose(items[(place + 2) % (items.length + 1) - 1]);
  else if (event.key === "ArrowUp" && items.length) choose(items[place < 0 ? items.length - 1 : place - 1]);
  else if (event.key === "Escape" && !list.hidden) show([]);
  else if (event.key === "Enter" && current()) location.assign(current().dataset.address);
  else return;
  event.preventDefault();
});

list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
list.addEventListener("click", (event) => {
  const item = event.target.closest("[role=option]");
  if (item) location.assign(item.dataset.address);
});
box.addEventListener("blur", () => show([]));
