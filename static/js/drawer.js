// Opens the filter drawer on wide screens in browsers whose CSS cannot (no ::details-content).
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 60em)").matches) {
  for (const drawer of document.querySelectorAll(".cols .drawer")) drawer.open = true;
}
