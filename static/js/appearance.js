// The choice of appearance in the footer: Auto, Light, Dark. Without JavaScript it is absent and the system decides.
const template = document.querySelector("#appearance");
const root = document.documentElement;
template.replaceWith(template.content);
const buttons = document.querySelectorAll("[data-appearance]");

function show() {
  for (const button of buttons) {
    button.setAttribute("aria-pressed", String(button.dataset.appearance === (root.dataset.theme ?? "")));
  }
}

for (const button of buttons) {
  button.addEventListener("click", () => {
    const theme = button.dataset.appearance;
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    try {
      if (theme) localStorage.setItem("theme", theme);
      else localStorage.removeItem("theme");
    } catch {
      // Storage is switched off: the choice holds for this page.
    }
    show();
  });
}
show();
