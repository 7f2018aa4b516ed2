/** A button with `data-busy` says so while its form is being sent, and keeps its width. */

/** @param {SubmitEvent} event */
function showBusy(event) {
  const button = event.submitter;
  if (!(button instanceof HTMLElement) || !button.dataset.busy) return;
  const words = button.querySelector("span:last-child");
  if (button.getAttribute("aria-busy") === "true") return event.preventDefault();
  button.style.minWidth = `${button.offsetWidth}px`;
  button.setAttribute("aria-busy", "true");
  button.dataset.idle = words?.textContent ?? "";
  if (words) words.textContent = button.dataset.busy;
}

/** The page may come back from the browser's memory: then nothing is being sent any more. */
function showIdle() {
  for (const button of document.querySelectorAll("[data-busy][aria-busy]")) {
    const words = button.querySelector("span:last-child");
    button.removeAttribute("aria-busy");
    if (words && button instanceof HTMLElement) words.textContent = button.dataset.idle ?? "";
  }
}

document.addEventListener("submit", showBusy);
window.addEventListener("pageshow", showIdle);
