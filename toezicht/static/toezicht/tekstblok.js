// The text block: buttons above the text, and the preview while one types. Without it the button "Voorbeeld bekijken" does the same.
(() => {
  "use strict";
  const form = document.querySelector("form[data-tekstblok]");
  const text = form?.elements.namedItem("tekst");
  const tools = document.querySelector("[data-opmaak]");
  if (!form || !text || !tools) return;

  text.before(tools);
  tools.hidden = false;
  const typed = () => {
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };
  for (const button of tools.querySelectorAll("[data-rond]")) {
    button.addEventListener("click", () => {
      const { selectionStart: start, selectionEnd: end } = text;
      const mark = button.dataset.rond;
      text.setRangeText(mark + text.value.slice(start, end) + mark, start, end, "end");
      text.setSelectionRange(start + mark.length, end + mark.length);
      typed();
    });
  }
  tools.querySelector("[data-voor]").addEventListener("click", (event) => {
    const start = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
    const lines = text.value.slice(start, text.selectionEnd).split("\n");
    text.setRangeText(lines.map((line) => event.currentTarget.dataset.voor + line).join("\n"), start, text.selectionEnd, "end");
    typed();
  });
  tools.querySelector("[data-veld]").addEventListener("click", () => {
    text.setRangeText(tools.querySelector("select").value, text.selectionStart, text.selectionEnd, "end");
    typed();
  });

  // Only the parts that changed are put in place: what has the focus stays as it is, and only the sentence is read out.
  let timer, asked;
  const show = async () => {
    asked?.abort();
    asked = new AbortController();
    const data = new FormData(form);
    data.set("voorbeeld", "ja");
    try {
      const answer = await fetch(location.href, { method: "POST", body: data, signal: asked.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const state = page.querySelector("[data-stand]");
      const proof = page.querySelector("[data-proef]");
      const oldState = document.querySelector("[data-stand]");
      const oldProof = document.querySelector("[data-proef]");
      if (!answer.ok || !state || !proof || !oldState || !oldProof) return;
      proof.querySelector("details").open = oldProof.querySelector("details").open;
      if (oldState.textContent !== state.textContent) oldState.textContent = state.textContent;
      if (!oldProof.contains(document.activeElement)) oldProof.replaceWith(document.adoptNode(proof));
    } catch { /* the next time */ }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(show, 400);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
})();
