// Shows below a section how its Markdown will look; the server draws it, as it does the page.
import later from "./later.js";

const editing = document.querySelector("[data-editing]");

async function draw(box, shown) {
  const form = new FormData();
  form.set("text", box.value);
  form.set("csrfmiddlewaretoken", box.form.elements.csrfmiddlewaretoken.value);
  const response = await fetch(editing.dataset.markdownAddress, { method: "POST", body: form });
  if (response.ok) shown.innerHTML = await response.text(); // cleaned by the server, as for the page
}

function offer(box) {
  const { show, hide } = editing.dataset;
  const [button, shown] = [document.createElement("button"), document.createElement("div")];
  Object.assign(button, { type: "button", className: "button look", textContent: show });
  Object.assign(shown, { id: `${box.id}_look`, className: "look__text", hidden: true, lang: box.form.elements.language.value });
  const label = box.labels[0].textContent.replace(/\s*:\s*$/, "");
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", shown.id);
  button.setAttribute("aria-label", `${show}: ${label}`);
  button.addEventListener("click", () => {
    shown.hidden = !shown.hidden;
    button.textContent = shown.hidden ? show : hide;
    button.setAttribute("aria-label", `${button.textContent}: ${label}`);
    button.setAttribute("aria-expanded", String(!shown.hidden));
    if (!shown.hidden) draw(box, shown);
  });
  box.addEventListener("input", later(() => shown.hidden || draw(box, shown)));
  box.after(button, shown);
}

for (const box of document.querySelectorAll("textarea[data-markdown]")) offer(box);
