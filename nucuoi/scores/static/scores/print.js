/** The button "In bảng" is there only where a script can print; without it the browser's own menu prints. */

for (const button of document.querySelectorAll("[data-print]")) {
  if (!(button instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
