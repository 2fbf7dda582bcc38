// Says while one types how the period is read.
import later from "./later.js";

const shown = document.querySelector("[data-period-reading]");
const box = document.querySelector("#id_period");
let asking;

async function read() {
  asking?.abort();
  asking = new AbortController();
  try {
    const query = new URLSearchParams({ period: box.value });
    const response = await fetch(`${shown.dataset.periodReading}?${query}`, { signal: asking.signal });
    if (!response.ok) return;
    const { lines } = await response.json();
    shown.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
  } catch (error) {
    if (error.name !== "AbortError") shown.replaceChildren(); // offline: rather nothing than what is no longer true
  }
}

if (shown && box) box.addEventListener("input", later(read));
