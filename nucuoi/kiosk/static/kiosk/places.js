/** Which desks may be rated now, and whether the service point is open. Pure. */

/**
 * @typedef {object} Desk
 * @property {string} code
 * @property {number} number
 * @property {string} name What stands over it; may be empty.
 * @property {string[]} fields
 * @property {string} official Empty where names are not shown.
 * @property {string} [photo] As a data: address; empty where photos are not shown.
 * @property {string} from First day, YYYY-MM-DD.
 * @property {string} to First day it is closed; empty = open.
 */

const VIET_NAM_MS = 7 * 3_600_000;

/**
 * Desks that are open on the day of an instant.
 * @param {Desk[]} desks
 * @param {number} atMs
 * @returns {Desk[]}
 */
export function openDesks(desks, atMs) {
  const day = there(atMs).slice(0, 10);
  return desks.filter((desk) => desk.from <= day && (!desk.to || day < desk.to));
}

/**
 * In how many columns desks stand on a wide screen, so that no desk is left alone in its row.
 * @param {number} count
 * @returns {number} 0 = as many as there is room for.
 */
export function columnsFor(count) {
  if (count < 5 || count > 12) return 0;
  return count % 4 === 1 || count < 7 ? 3 : 4;
}

/**
 * Whether people are received at an instant.
 * @param {Record<string, [string, string][]>} hours Weekday, 0 = Monday, to openings as HH:MM.
 * @param {number} atMs
 * @returns {boolean}
 */
export function isOpen(hours, atMs) {
  const weekday = (new Date(atMs + VIET_NAM_MS).getUTCDay() + 6) % 7;
  const time = there(atMs).slice(11, 16);
  return (hours[weekday] ?? []).some(([opens, closes]) => opens <= time && time < closes);
}

/**
 * An instant on the wall clock of Viet Nam, YYYY-MM-DDTHH:MM:SS.sssZ in shape only.
 * @param {number} atMs
 * @returns {string}
 */
export function there(atMs) {
  return new Date(atMs + VIET_NAM_MS).toISOString();
}
