// A text with a number in it, in the page's language: forms.one and forms.other hold "{number}".
const { lang } = document.documentElement;
const rules = new Intl.PluralRules(lang);

export default function numbered(number, forms) {
  const form = rules.select(number) === "one" ? forms.one : forms.other;
  return form.replace("{number}", number.toLocaleString(lang));
}
