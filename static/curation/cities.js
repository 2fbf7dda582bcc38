// Finds cities of the chosen country only, and begins a new city there.
const list = document.querySelector("select#id_cities");
const country = document.querySelector("select#id_country");
const $ = window.django?.jQuery;

function narrow() {
  const add = document.querySelector("#add_id_cities");
  if (!add) return;
  const address = new URL(add.href);
  if (country.value) address.searchParams.set("country", country.value);
  else address.searchParams.delete("country");
  add.href = address;
}

if (list && country && $) {
  // After the admin's own script has made the list.
  $(() => {
    const data = ({ term = "", page = 1 }) => ({ term, page, country: country.value });
    $(list).select2({ ajax: { data } });
  });
  country.addEventListener("change", narrow);
  narrow();
}
