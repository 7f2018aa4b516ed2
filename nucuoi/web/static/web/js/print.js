/** Buttons with `data-action="print"` print the page; without JavaScript they stay hidden. */

for (const button of document.querySelectorAll('[data-action="print"]')) {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => window.print());
}
