/** The last row of a sheet of counts adds up what is typed; without it the totals are those last saved. */

/**
 * A count as people write it, 1.200 being one thousand two hundred; null when it is none.
 * @param {string} text
 * @returns {number | null}
 */
function count(text) {
  const written = text.trim();
  const plain = /^\d{1,3}(\.\d{3})+$/.test(written) ? written.replaceAll(".", "") : written;
  return /^\d{1,4}$/.test(plain) ? Number(plain) : null;
}

/** @param {HTMLTableElement} table */
function add(table) {
  const rows = [...table.tBodies[0].rows];
  table.querySelectorAll("[data-total]").forEach((total, column) => {
    const cells = rows.map((row) => row.querySelectorAll("input")[column]);
    const counts = cells.map((cell) => count(cell.value)).filter((number) => number !== null);
    total.textContent = counts.length ? counts.reduce((sum, number) => sum + number, 0).toLocaleString("vi-VN") : "–";
  });
}

for (const table of document.querySelectorAll("table[data-totals]")) {
  if (table instanceof HTMLTableElement) table.addEventListener("input", () => add(table));
}
