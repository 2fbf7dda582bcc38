// Puts the box of a <template> above a long list of options and hides those that lack what is typed.
// Ticked and excluded options stay in sight. Values are ASCII slugs, so "lodz" finds Łódź.
const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

enhance(document);

export default function enhance(root) {
  for (const list of root.querySelectorAll("[data-type-to-filter]:has(template)")) enhanceList(list);
}

function enhanceList(list) {
  const template = list.querySelector("template");
  template.replaceWith(template.content);
  const box = list.querySelector(".find input");
  const status = list.querySelector(".find [role=status]");
  const more = list.querySelector(".more");
  const options = [...list.querySelectorAll(".option")].map((element) => {
    const input = element.querySelector("input");
    const name = element.querySelector(".chk > span").textContent;
    return { element, input, text: folded(`${name} ${input?.value.replaceAll("-", " ") ?? ""}`) };
  });
  let announcing;

  box.addEventListener("input", () => {
    const typed = folded(box.value);
    let number = 0;
    for (const { element, input, text } of options) {
      const matches = text.includes(typed);
      number += matches;
      element.hidden = !matches && input !== null && !input.checked;
    }
    for (const letter of list.querySelectorAll(".letter")) {
      letter.hidden = !letter.querySelector(".option:not([hidden])");
      list.querySelector(`a[href="#${letter.id}"]`).parentElement.hidden = letter.hidden;
    }
    if (more) more.open = typed !== "";
    clearTimeout(announcing); // one announcement when the typing pauses, not one a key
    announcing = setTimeout(() => {
      const [found, all] = [number, options.length].map((n) => n.toLocaleString(document.documentElement.lang));
      const said = status.dataset.text.replace("{number}", found).replace("{all}", all);
      status.textContent = typed && said;
    }, 300);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it searches the list, it does not send the form
  });
}
