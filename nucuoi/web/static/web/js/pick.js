/** An open list of choices closes with Escape, giving focus back, and with a click elsewhere. */

/** @returns {HTMLDetailsElement[]} */
function open() {
  return [...document.querySelectorAll("details.pick[open]")].filter((pick) => pick instanceof HTMLDetailsElement);
}

/** @param {KeyboardEvent} event */
function closeByKey(event) {
  if (event.key !== "Escape") return;
  for (const pick of open()) {
    pick.open = false;
    pick.querySelector("summary")?.focus();
  }
}

/** @param {MouseEvent} event */
function closeElsewhere(event) {
  for (const pick of open()) {
    if (event.target instanceof Node && !pick.contains(event.target)) pick.open = false;
  }
}

document.addEventListener("keydown", closeByKey);
document.addEventListener("click", closeElsewhere);
