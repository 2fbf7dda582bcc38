// Says while one types what the entry reports and what not.
import later from "./later.js";

const list = document.querySelector("[data-completeness]");
const form = list?.closest("form");

const isGiven = (name) => new FormData(form).getAll(name).some((value) => value.trim());

function look() {
  const { given, missing, sections } = list.dataset;
  let number = 0;
  for (const part of list.querySelectorAll("[data-part]")) {
    const says = isGiven(part.dataset.part);
    part.classList.toggle("is-missing", !says);
    part.querySelector("span").textContent = says ? given : missing;
    if (says && "isSection" in part.dataset) number += 1;
  }
  const sum = list.querySelector("[role=status]");
  const words = sections.replace("{number}", number);
  if (sum.textContent !== words) sum.textContent = words;
}

if (form?.elements.purpose) {
  form.addEventListener("input", later(look, 150));
  // The lists of the admin tell only jQuery of a choice.
  window.django?.jQuery(form).on("change", later(look, 150));
}
