/** After a sent form came back with errors, the first wrong field has the focus. */

const wrong = document.querySelector('form[method="post"] [aria-invalid="true"]');
if (wrong instanceof HTMLElement) wrong.focus();
