// Says on the Apply button how many practices the ticked boxes would show, before it is pressed.
import numbered from "./numbers.js";

let asking;

document.addEventListener("change", async (event) => {
  const form = event.target.closest("#filters");
  if (!form) return;
  const button = form.querySelector("#apply");
  const usual = (button.dataset.usual ??= button.textContent);
  const parameters = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
  parameters.set("per_page", "0");
  asking?.abort();
  if (Number(parameters.get("from")) > Number(parameters.get("to") ?? Infinity)) {
    button.textContent = usual; // the page will say what is wrong with these years
    return;
  }
  asking = new AbortController();
  try {
    const response = await fetch(`${button.dataset.count}?${parameters}`, { signal: asking.signal });
    const { showOne: one, showOther: other } = button.dataset;
    button.textContent = response.ok ? numbered((await response.json()).count, { one, other }) : usual;
  } catch (error) {
    if (error.name !== "AbortError") button.textContent = usual; // offline: the button says what it always says
  }
});
