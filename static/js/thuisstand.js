// The script of every page. Every page works without it; it closes menus, adds rows to a form, follows long work and guards against sending twice.
(() => {
  "use strict";
  const open = () => document.querySelectorAll("details.menu[open]");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of open()) {
      const hadFocus = menu.contains(document.activeElement);
      menu.open = false;
      if (hadFocus) menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
  });

  // Rows of a formset: <div data-regels data-prefix="regel">…</div> <template data-regel-leeg>… __prefix__, __nummer__ …
  // <button type="button" data-regel-erbij hidden>
  for (const rows of document.querySelectorAll("[data-regels]")) {
    const form = rows.closest("form");
    const button = form.querySelector("[data-regel-erbij]");
    const template = form.querySelector("template[data-regel-leeg]");
    const total = form.elements.namedItem(`${rows.dataset.prefix}-TOTAL_FORMS`);
    const limit = form.elements.namedItem(`${rows.dataset.prefix}-MAX_NUM_FORMS`);
    if (!button || !template || !total) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const number = Number(total.value);
      if (limit && number >= Number(limit.value)) return;
      const row = document.createElement("template");
      row.innerHTML = template.innerHTML.replaceAll("__prefix__", number).replaceAll("__nummer__", number + 1);
      const first = row.content.querySelector("input:not([type=hidden]), select, textarea");
      rows.append(row.content);
      total.value = String(number + 1);
      if (first) first.focus();
    });
  }

  // Long work: ask the page again and show the new part; when it is no longer there, the work is done and so is the page.
  const watch = async () => {
    const old = document.querySelector("[data-voortgang]");
    if (!old) return;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const next = page.querySelector("[data-voortgang]");
      if (!answer.ok || !next) return void location.reload();
      if (!old.contains(document.activeElement)) old.replaceWith(document.adoptNode(next));
    } catch { /* the next time */ }
    setTimeout(watch, 1500);
  };
  setTimeout(watch, 1000);

  // A double click on a button sends the form once; the server would refuse the second anyway.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.verzonden) event.preventDefault();
    else if (event.target.method === "post") event.target.dataset.verzonden = "ja";
  });
  // Whoever goes back and sends a form again sends it with the key it had, so that it still counts once: the browser
  // gives back what was typed but asks the page anew, and the new page has a new key. The history keeps the old one.
  const keys = [...document.querySelectorAll("input[type=hidden][name=inzending]")];
  const before = history.state?.inzendingen;
  if (before?.length === keys.length) keys.forEach((key, number) => { key.value = before[number]; });
  document.addEventListener("submit", () => history.replaceState({ inzendingen: keys.map((key) => key.value) }, ""));
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("[data-verzonden]")) delete form.dataset.verzonden;
  });

  // A number with a range gets a slider beside it that says the same: <input type="number" min data-schuif="the end of the slider">
  for (const number of document.querySelectorAll("input[data-schuif]")) {
    const slider = document.createElement("input");
    slider.type = "range";
    slider.className = "schuif";
    for (const name of ["min", "step"]) if (number.hasAttribute(name)) slider.setAttribute(name, number.getAttribute(name));
    slider.max = number.dataset.schuif;
    const label = document.querySelector(`label[for="${number.id}"]`);
    slider.setAttribute("aria-label", `${label ? label.textContent.trim() : number.name}, schuif`);
    slider.value = number.value;
    slider.addEventListener("input", () => { number.value = slider.value; });
    number.addEventListener("input", () => { slider.value = number.value; });
    const both = document.createElement("div");
    both.className = "schuifpaar";
    number.before(both);
    both.append(number, slider);
  }
})();
