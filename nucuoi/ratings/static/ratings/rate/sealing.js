/** Sealing a draft: from here on it is one rating, sent until it is there, and shown as thanks. */

import { withTime } from "./answers.js";
import { forget, keep, kept, remember } from "./keeping.js";
import { restoreForm, offerCode, showBusy, showErrors, showProblem, showState, showThanks } from "./screen.js";
import { deliver, sendLeaving, sendOnce } from "./sending.js";

/** @typedef {import("./answers.js").Rating} Rating */
/** @typedef {import("./keeping.js").Unsent} Unsent */
/** @typedef {import("./sending.js").Answer} Answer */

/**
 * The sealing of one page's rating.
 * @param {string} address Where ratings are sent.
 * @param {import("./keeping.js").Page} page Changed as the rating goes its way.
 * @param {HTMLFormElement} form
 */
export function sealer(address, page, form) {
  let over = Boolean(page.done);

  /** @param {Rating} rating */
  async function final(rating) {
    over = true;
    page.draft = rating;
    remember(page);
    const unsent = { rating, ratedMs: Date.now() };
    const answer = await deliver(() => attempt(address, unsent), pause, () => waiting(unsent));
    forget(page.id);
    settle(answer, rating);
  }

  /** @param {Unsent} unsent */
  function waiting(unsent) {
    keep(unsent);
    thank(false);
    showState("keeping");
  }

  /**
   * @param {Answer} answer
   * @param {Rating} rating
   */
  function settle(answer, rating) {
    if (answer.outcome === "away") return startAfresh();
    if (answer.outcome === "wrong") return correct(answer.errors ?? {});
    if (answer.receipt) page.receipt = { code: answer.receipt, lookup: "" };
    page.done = true;
    delete page.draft;
    remember(page);
    thank(rating.wants_answer === true);
    showState(answer.outcome === "before" || answer.outcome === "disputed" ? answer.outcome : "recorded");
  }

  /** @param {boolean} open */
  function thank(open) {
    const code = page.receipt?.code ?? null;
    if (document.querySelector(".thanks-page")) offerCode(code, open);
    else showThanks(code, open);
  }

  /** @param {Record<string, string>} errors */
  function correct(errors) {
    over = false;
    delete page.draft;
    remember(page);
    restoreForm(form);
    showBusy(form, false);
    showErrors(form, Object.keys(errors));
    showProblem(form, true);
  }

  return {
    over: () => over,
    final,

    /** @param {Rating} rating */
    leaving(rating) {
      over = true;
      page.draft = rating;
      remember(page);
      if (!navigator.onLine) keep({ rating, ratedMs: Date.now() });
      sendLeaving(address, rating);
    },

    /** Coming back to a page whose draft was sealed on leaving, or that had been done with. */
    resume() {
      if (page.draft) void final(page.draft);
      else if (page.done) thank(false);
    },
  };
}

/**
 * Sends, without anybody waiting, what an earlier page could not.
 * @param {string} address
 * @param {string} ownId The rating of this page, which looks after itself.
 */
export function sendKept(address, ownId) {
  for (const unsent of kept()) {
    if (unsent.rating.id === ownId) continue;
    void deliver(() => attempt(address, unsent), pause).then(() => forget(String(unsent.rating.id)));
  }
}

/**
 * A phone whose clock is wrong loses no rating: then the time of arrival counts.
 * @param {string} address
 * @param {Unsent} unsent
 * @returns {Promise<Answer>}
 */
async function attempt(address, unsent) {
  const answer = await sendOnce(address, withTime(unsent.rating, unsent.ratedMs, Date.now()));
  return answer.errors?.rated_at ? sendOnce(address, unsent.rating) : answer;
}

/**
 * Ends early when the connection is back or the person looks again.
 * @param {number} ms
 * @returns {Promise<void>}
 */
function pause(ms) {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const end = () => {
      stop.abort();
      resolve();
    };
    window.addEventListener("online", end, { signal: stop.signal });
    document.addEventListener("visibilitychange", end, { signal: stop.signal });
    setTimeout(end, ms);
  });
}

/** The counter takes no rating any more: the server's page says so kindly. */
function startAfresh() {
  history.replaceState(null, "");
  location.reload();
}
