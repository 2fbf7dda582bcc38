// Loaded before anything is drawn: the choice Light or Dark, where one was made. "Auto" leaves it to the system.
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system decides.
}
