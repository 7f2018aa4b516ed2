/** The key "/" goes to the search field of the bar, unless somebody is typing. */

/**
 * Whether a key press belongs to a field and must be left alone.
 * @param {EventTarget | null} target
 * @returns {boolean}
 */
function typing(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

/** @param {KeyboardEvent} event */
function goToSearch(event) {
  const field = document.querySelector("[data-search]");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || typing(event.target)) return;
  if (!(field instanceof HTMLInputElement)) return;
  event.preventDefault();
  field.focus();
}

document.addEventListener("keydown", goToSearch);
