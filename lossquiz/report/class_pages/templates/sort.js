"use strict";
(() => {
  const table = document.getElementById("everybody");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const told = document.getElementById("shown");
  const value = (row, column) => {
    const text = row.cells[column].dataset.value;
    const number = Number(text);
    return text !== "" && Number.isFinite(number) ? number : text;
  };
  const compare = (a, b) => {
    if (typeof a === typeof b) return a < b ? -1 : a > b ? 1 : 0;
    return typeof a === "number" ? 1 : -1;
  };
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const falling = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      const sign = falling ? -1 : 1;
      const keyed = rows.map((row, place) => ({ row, place, key: value(row, column) }));
      keyed.sort((a, b) => sign * compare(a.key, b.key) || a.place - b.place);
      body.append(...keyed.map((one) => one.row));
    });
  });
  const box = document.getElementById("filter");
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const tell = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, place) => {
      row.hidden = !words.every((word) => texts[place].includes(word));
      count += row.hidden ? 0 : 1;
    });
    told.textContent = `${count} of ${rows.length} shown`;
  };
  box.addEventListener("input", tell);
  tell();
  box.closest(".filter").hidden = false;
})();
