"use strict";
// Sorting and filtering, for those with JavaScript; the page says everything without it.
(() => {
  const table = document.getElementById("cases");
  const form = document.getElementById("filter");
  if (!table || !form) return;
  const groups = [...table.querySelectorAll("tbody.group")];
  const bodies = [...table.tBodies].filter((body) => !groups.includes(body));
  const showing = document.getElementById("showing");
  let inOrder = true;
  // Headings of groups stand only where every case is shown, in the order of the list.
  const showGroups = () => {
    const whole = bodies.every((body) => !body.hidden);
    groups.forEach((group) => (group.hidden = !inOrder || !whole));
  };
  const noun = (n) => n + (n === 1 ? " case" : " cases");

  const none = document.createElement("p");
  none.className = "govuk-body";
  none.textContent = "No cases match these filters.";
  none.hidden = true;
  table.after(none);

  const apply = () => {
    const wanted = new FormData(form);
    const words = (wanted.get("words") || "").trim().toLowerCase();
    const rating = wanted.get("rating") || "";
    const status = wanted.get("status") || "";
    let shown = 0;
    for (const body of bodies) {
      const keep =
        (!rating || body.dataset.level === rating) &&
        (!status || body.dataset.status.split(" ").includes(status)) &&
        (!words || body.textContent.toLowerCase().includes(words));
      body.hidden = !keep;
      shown += keep;
    }
    showGroups();
    none.hidden = shown > 0;
    table.hidden = shown === 0;
    showing.textContent =
      shown === bodies.length
        ? "Showing all " + noun(shown) + "."
        : "Showing " + shown + " of " + noun(bodies.length) + ".";
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
  form.addEventListener("reset", () => setTimeout(apply));

  // A restricted case has one wide cell in place of several: where it stands, it has no text.
  const textAt = (row, column) => {
    let at = 0;
    for (const cell of row.cells) {
      if (at === column && cell.colSpan === 1) return cell.textContent.trim();
      at += cell.colSpan;
    }
    return "";
  };
  const keys = {
    position: (body) => Number(body.dataset.position),
    level: (body) => Number(body.dataset.level ?? -1),
    date: (body) => body.dataset.date ?? "",
    text: (body, column) => textAt(body.rows[0], column),
  };
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const sorted = document.getElementById("sorted");
  const headers = [...table.tHead.rows[0].cells];
  const sortBy = (header, column) => {
    const down = header.getAttribute("aria-sort") === "ascending";
    headers.forEach((other) => other.setAttribute("aria-sort", "none"));
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = keys[header.dataset.sort];
    const sign = down ? -1 : 1;
    inOrder = header.dataset.sort === "position" && !down;
    showGroups();
    const order = [...(inOrder ? groups : []), ...bodies]
      .map((body) => [key(body, column), Number(body.dataset.position), body])
      .sort((a, b) => sign * compare(a[0], b[0]) || a[1] - b[1]);
    table.append(...order.map((entry) => entry[2]));
    const way = down ? "highest or latest first" : "lowest or earliest first";
    sorted.textContent = "Sorted by " + header.dataset.title + ", " + way + ".";
  };
  headers.forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    header.dataset.title = header.textContent;
    button.addEventListener("click", () => sortBy(header, column));
    header.replaceChildren(button);
    header.setAttribute("aria-sort", column === 0 ? "ascending" : "none");
  });

  const cards = [...table.querySelectorAll("details")];
  if (cards.length) {
    const all = document.createElement("button");
    all.type = "button";
    all.className = "govuk-button govuk-button--secondary";
    const label = () => {
      all.textContent = cards.some((card) => card.open) ? "Hide all details" : "Show all details";
    };
    all.addEventListener("click", () => {
      const open = !cards.some((card) => card.open);
      cards.forEach((card) => (card.open = open));
      label();
    });
    label();
    document.getElementById("bar").append(all);
  }
  addEventListener("beforeprint", () => cards.forEach((card) => (card.open = true)));
  form.hidden = false;
})();
