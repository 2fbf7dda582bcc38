// While a title is typed: the entries it may be a duplicate of, below its field. The page has the list of a stored entry.

const WAIT = 400; // milliseconds after the last key
const FIELDS = ["title", "country", "cities", "language", "period"];
const OPENING = 300;

const box = document.querySelector("[data-duplicates]");
const said = document.querySelector("[data-duplicates-said]");
const title = document.querySelector("#id_title");

function query(form) {
  const query = new URLSearchParams();
  const typed = new FormData(form);
  for (const name of FIELDS) {
    for (const value of typed.getAll(name)) if (value) query.append(name, value);
  }
  const text = typed.get("purpose") || typed.get("summary") || "";
  if (text) query.append("text", text.slice(0, OPENING));
  if (box.dataset.exclude) query.append("exclude", box.dataset.exclude);
  return query;
}

function line(row) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: row.address, lang: row.language, textContent: row.title });
  const place = row.period ? `${row.place}, ${row.period}` : row.place;
  const kind = row.is_translation ? ` – ${box.dataset.translation}` : "";
  item.append(link, ` – ${place} (${row.status}) – ${row.reasons}${kind}.`);
  return item;
}

function show(rows) {
  const was = box.hidden;
  box.querySelector("ul").replaceChildren(...rows.map(line));
  box.hidden = rows.length === 0;
  if (was !== box.hidden) said.textContent = box.hidden ? "" : said.dataset.some;
}

if (box && title && !title.readOnly) {
  (title.closest(".form-row") ?? title).after(box);
  let timer, asked;
  const ask = async () => {
    const address = `${box.dataset.duplicates}?${query(title.form)}`;
    if (address === asked) return;
    asked = address;
    const response = await fetch(address, { headers: { Accept: "application/json" } }).catch(() => null);
    // A warning that cannot be had is no reason to disturb; a later answer counts, not this one.
    if (response?.ok && address === asked) show((await response.json()).duplicates);
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  };
  title.addEventListener("input", later);
  // The list of cities tells of a choice to jQuery only: whoever leaves it has chosen.
  title.form.addEventListener("focusout", (event) => {
    if (FIELDS.some((name) => event.target.closest(`.field-${name}`))) later();
  });
}
