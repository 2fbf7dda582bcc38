// Loaded before anything is drawn: the choice Light or Dark, where one was made. "Auto" (kept by the admin,
// which shares the choice) leaves it to the system.
try {
  const theme = localStorage.getItem("theme");
  if (theme && theme !== "auto") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system decides.
}
