// Closes an open menu on a click elsewhere and on Escape, which gives the focus back to its summary.
const openMenus = () => document.querySelectorAll(".menu[open]");

addEventListener("click", (event) => {
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
