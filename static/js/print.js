// Puts the Print button of a <template> in its place: without JavaScript, the browser's own menu prints.
for (const template of document.querySelectorAll("template[data-print]")) {
  const { content } = template;
  content.querySelector("button").addEventListener("click", () => print());
  template.replaceWith(content);
}
