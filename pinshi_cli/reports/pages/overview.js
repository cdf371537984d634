"use strict";
(function () {
  var table = document.getElementById("units");
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  var search = document.getElementById("search");
  var selects = Array.prototype.slice.call(document.querySelectorAll(".tools select"));
  var shown = document.getElementById("shown");

  function key(row, at) {
    var cell = row.cells[at];
    var said = cell.getAttribute("data-key");
    return said === null ? cell.textContent.trim() : said;
  }
  function compare(a, b, sign) {
    if (a === "" || b === "") { return (a === "") - (b === ""); }
    var x = Number(a), y = Number(b);
    if (!isNaN(x) && !isNaN(y)) { return sign * (x - y); }
    return sign * a.localeCompare(b, "zh-CN");
  }
  function sortBy(at) {
    var head = heads[at];
    var first = head.getAttribute("data-first") || "ascending";
    var now = head.getAttribute("aria-sort");
    var other = first === "ascending" ? "descending" : "ascending";
    var next = now === first ? other : first;
    heads.forEach(function (each) { each.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", next);
    var sign = next === "ascending" ? 1 : -1;
    rows.map(function (row, place) { return [key(row, at), place, row]; })
      .sort(function (a, b) { return compare(a[0], b[0], sign) || a[1] - b[1]; })
      .forEach(function (each) { body.appendChild(each[2]); });
  }
  function filter() {
    var words = search.value.trim().toLowerCase().split(/\s+/);
    var count = 0;
    rows.forEach(function (row) {
      var text = row.getAttribute("data-words");
      var fits = words.every(function (word) { return text.indexOf(word) >= 0; }) &&
        selects.every(function (each) {
          return each.value === "" || row.getAttribute("data-" + each.name) === each.value;
        });
      row.hidden = !fits;
      count += fits ? 1 : 0;
    });
    shown.textContent = "显示 " + count + " / " + rows.length + " 个单位";
  }
  function open() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    var details = target && target.closest("details");
    if (!details) { return; }
    var row = target.closest("tr");
    if (row.hidden) { clear(); }
    details.open = true;
    row.scrollIntoView({ block: "center" });
  }
  function clear() {
    search.value = "";
    selects.forEach(function (each) { each.value = ""; });
    filter();
  }
  heads.forEach(function (head, at) {
    var button = document.createElement("button");
    button.type = "button";
    while (head.firstChild) { button.appendChild(head.firstChild); }
    head.appendChild(button);
    button.addEventListener("click", function () { sortBy(at); });
  });
  search.addEventListener("input", filter);
  selects.forEach(function (each) { each.addEventListener("change", filter); });
  document.getElementById("clear").addEventListener("click", clear);
  document.getElementById("unfold").addEventListener("click", function (event) {
    var unfold = event.target.getAttribute("aria-pressed") !== "true";
    event.target.setAttribute("aria-pressed", unfold);
    event.target.textContent = unfold ? "全部收起" : "全部展开";
    rows.forEach(function (row) { row.querySelector("details").open = unfold; });
  });
  window.addEventListener("hashchange", open);
  window.addEventListener("beforeprint", function () {
    Array.prototype.forEach.call(document.querySelectorAll("main > details"), function (each) {
      each.open = true;
    });
  });
  document.querySelector(".tools").hidden = false;
  filter();
  open();
}());
