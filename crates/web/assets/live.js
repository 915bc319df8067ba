// Shows what happens elsewhere as it happens: each event carries one element,
// which takes the place of the element with the same id.
(() => {
  "use strict";
  const place = document.querySelector("[data-stream]");
  if (!place || !window.EventSource) return;
  const said = document.getElementById("said");
  const lost = document.getElementById("lost");

  const replace = (markup) => {
    const page = new DOMParser().parseFromString(markup, "text/html");
    const next = page.body.firstElementChild;
    if (!next || !next.id) return;
    const old = document.getElementById(next.id);
    const field = old && old.querySelector("input[type=text]");
    const held = field && document.activeElement === field;
    const typed = field ? field.value : "";
    const first = place.dataset.order === "newest";
    // A handset that is being written on does not move under the hand.
    if (old && (!first || held || typed)) old.replaceWith(next);
    else {
      if (old) old.remove();
      if (first) place.prepend(next);
    }
    const again = next.querySelector("input[type=text]");
    if (again && typed) again.value = typed;
    if (again && held) again.focus();
    const words = next.querySelector("[data-announce]");
    if (said && words) said.textContent = words.textContent;
  };

  const source = new EventSource(place.dataset.stream);
  source.addEventListener("replace", (event) => replace(event.data));
  source.addEventListener("open", () => { if (lost) lost.hidden = true; });
  source.addEventListener("error", () => { if (lost) lost.hidden = false; });

  // A reply is sent without leaving the page; its echo comes by the stream.
  place.addEventListener("submit", async (event) => {
    const form = event.target.closest("form.say");
    if (!form) return;
    event.preventDefault();
    const field = form.querySelector("input[type=text]");
    const body = new URLSearchParams(new FormData(form));
    // Emptied before it is sent: the echo may come first, and would keep the text.
    const text = field.value;
    field.value = "";
    try {
      const answer = await fetch(form.action, { method: "POST", body });
      if (!answer.ok) throw new Error(String(answer.status));
    } catch {
      field.value = text;
      form.submit();
    }
  });
})();
