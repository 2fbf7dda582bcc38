// Tells what the admin's lists to choose from are called; the package that draws them leaves their parts without names.
const $ = window.django?.jQuery;

function name(select) {
  const label = select.labels[0]?.textContent.replace(/\s*:\s*$/, "");
  const drawn = select.nextElementSibling;
  if (!label || !drawn) return;
  for (const part of drawn.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox], input")) {
    part.removeAttribute("aria-labelledby");
    part.setAttribute("aria-label", label);
  }
}

if ($) $(() => document.querySelectorAll("select.admin-autocomplete").forEach(name));
