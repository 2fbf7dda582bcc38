// Asks before one leaves with something that is not saved.
const editing = document.querySelector("[data-editing]");
const form = editing?.closest("form");

if (form?.elements.title) {
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  let atFirst;
  let isSaving = false;

  // Once the other scripts have arranged the form.
  addEventListener("load", () => {
    atFirst = typed();
  });
  form.addEventListener("submit", (event) => {
    isSaving = event.submitter?.formTarget !== "_blank"; // a preview opens beside the form
  });
  addEventListener("pageshow", () => {
    isSaving = false;
  });
  addEventListener("beforeunload", (event) => {
    if (!isSaving && ("unsaved" in editing.dataset || typed() !== atFirst)) event.preventDefault();
  });
}
