/** What the start waits for, asked for while the other modules are still on their way. */

import { openDatabase } from "./database.js";

/** Only one window: two would number the same outbox. Kept once this is the one, until it is closed. */
export const alone = new Promise((resolve) => {
  void globalThis.navigator.locks?.request("nucuoi-kiosk-window", () => {
    resolve(null);
    return new Promise(() => {});
  });
});

/** The storage and what it knew before this was the one window; null where there is none. */
export const looked = isSecureContext && globalThis.indexedDB ? look() : null;

async function look() {
  const database = await openDatabase();
  return { database, known: await database.remembered() };
}
