// htmx puts a changed selection in its place: what was open stays open, the focus stays, and the result is announced.
import enhanceLists from "./type_to_filter.js";

const drawerIsClosable = () => document.querySelector("#drawer > summary").checkVisibility();
const top = (element) => element.getBoundingClientRect().top;
let open = new Map();
let held; // the control that was used, and where on the screen it was

document.addEventListener("htmx:beforeSwap", () => {
  held = { id: document.activeElement.id, top: top(document.activeElement) };
  open = new Map([...document.querySelectorAll("#selection details[id]")].map((details) => [details.id, details.open]));
});

document.addEventListener("htmx:afterSwap", ({ target: selection }) => {
  if (selection.id !== "selection") return;
  const results = document.querySelector("#results");
  for (const [id, isOpen] of open) {
    const details = document.getElementById(id);
    if (details) details.open = isOpen;
  }
  enhanceLists(selection);
  document.querySelector("#q").value = selection.dataset.words;
  const said = [selection.querySelector(".notice"), results].map((element) => element?.textContent.trim());
  document.querySelector("#announcement").textContent = said.filter(Boolean).join(" ");
  if (drawerIsClosable()) {
    // A phone shows filters or results: after Apply, the results.
    document.querySelector("#drawer").open = false;
    results.focus();
  } else if (document.activeElement === document.body) {
    results.focus({ preventScroll: true }); // what had the focus, a chip for one, is gone
  } else if (document.activeElement.id === held.id) {
    scrollBy({ top: top(document.activeElement) - held.top, behavior: "instant" }); // what is above has changed
  }
});

// What htmx would pass over in silence, the browser shows: an error page, or that it is offline.
for (const failure of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(failure, (event) => location.assign(event.detail.pathInfo.finalRequestPath));
}
