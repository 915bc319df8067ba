// Keys of the counter and the guard against a second press. Every page works
// without this file; with it the hands stay on the keyboard.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const find = (query, from = document) => from.querySelector(query);
  const seen = (node) => node && node.getClientRects().length > 0;

  // A field has the focus when typing into it would write something.
  const typing = () => {
    const node = document.activeElement;
    if (!node || !node.matches) return false;
    return node.matches("input:not([type=radio]):not([type=checkbox]), select, textarea");
  };

  // Keys are matched by their place on the keyboard, so that they work under
  // an Arabic layout too.
  const place = (event) => {
    const { code } = event;
    if (code.startsWith("Digit")) return code.slice(5);
    if (code.startsWith("Numpad") && code.length === 7) return code.slice(6);
    if (code.startsWith("Key")) return code.slice(3);
    return code;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const commit = find("[data-commit]");
      if (seen(commit)) {
        event.preventDefault();
        commit.click();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (typing()) {
        document.activeElement.blur();
      } else {
        const back = find("[data-back]");
        if (back) back.click();
      }
      return;
    }
    if (typing()) return;
    const key = place(event);
    if (key === "Slash" || event.key === "/") {
      const field = find("[data-find]");
      if (!field) return;
      event.preventDefault();
      if (field.matches("a")) field.click();
      else field.focus();
      return;
    }
    if (!/^[0-9A-Z]$/.test(key)) return;
    const act = find(`[data-key="${key}"]`);
    if (seen(act)) {
      event.preventDefault();
      act.click();
    }
  });

  // A second press of the same button does nothing; its label says why.
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (form.method !== "post" || form.matches("[data-again]")) return;
    form.dataset.sent = "1";
    if (!button) return;
    button.setAttribute("aria-busy", "true");
    const label = find("[data-label]", button);
    if (label && button.dataset.busy) label.textContent = button.dataset.busy;
  });
  // Coming back by the browser's own Back finds the form as it was left.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  // An answer that changes asks the engine again and shows what it says, with
  // the focus where it was. The old figures stay, dimmed, until then.
  let asking = null;
  document.addEventListener("change", async (event) => {
    const form = event.target.closest("form[data-check]");
    if (!form) return;
    if (asking) asking.abort();
    asking = new AbortController();
    const body = new URLSearchParams(new FormData(form));
    body.set("do", "check");
    const commit = find("[data-commit]", form);
    if (commit) commit.disabled = true;
    for (const part of document.querySelectorAll(".pre")) part.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body, signal: asking.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.getElementById("work")) throw new Error("another page came");
      const held = document.activeElement && document.activeElement.id;
      for (const id of ["work", "after"]) {
        const next = page.getElementById(id);
        const old = document.getElementById(id);
        if (next && old) old.replaceWith(next);
      }
      if (held && document.getElementById(held)) document.getElementById(held).focus();
    } catch (fault) {
      if (fault.name === "AbortError") return;
      if (commit) commit.disabled = false;
      form.requestSubmit(find("[value=check]", form));
    }
  });

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  const first = find("[data-focus]");
  if (first) first.focus();
})();
