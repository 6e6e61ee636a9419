// Comfort only: every page works without this file.
"use strict";

document.documentElement.classList.add("has-js");

// On a phone the bar of stages scrolls; begin where the reader is.
document.querySelector("nav.stages [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });

const isTyping = (target) => target.matches("input, textarea, select, [contenteditable]");

// "/" goes to the search field; arrow keys go up and down the rows of a list.
document.addEventListener("keydown", (event) => {
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("find")?.focus();
    return;
  }
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (!step) return;
  const doors = [...document.querySelectorAll("[data-list] a.title")];
  const here = doors.indexOf(document.activeElement);
  if (here < 0 && event.key.startsWith("Arrow")) return; // arrows scroll until a row is chosen
  const next = doors[Math.min(Math.max(here + step, 0), doors.length - 1)];
  if (next) {
    event.preventDefault();
    next.focus();
  }
});

// Controls in the bar act at once; without scripts their button does it.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-at-once]")) event.target.form.requestSubmit();
});

// A slider over weeks says the day it stands on, to eyes and to screen readers, while it moves.
document.addEventListener("input", (event) => {
  const from = event.target.dataset?.daysFrom;
  if (!from) return;
  const day = new Date(`${from}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 7 * (event.target.valueAsNumber - 1));
  const text = day.toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
  event.target.setAttribute("aria-valuetext", text);
  const output = document.querySelector(`output[for="${event.target.id}"]`);
  if (output) output.value = text;
});

// What is typed into a long form survives a reload until it is sent.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = `draft:${form.dataset.draft}`;
  const fields = () => [...form.elements].filter((field) => field.matches("textarea"));
  const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
  for (const field of fields()) if (!field.value && kept[field.name]) field.value = kept[field.name];
  form.addEventListener("input", () => {
    const typed = Object.fromEntries(fields().map((field) => [field.name, field.value]));
    sessionStorage.setItem(key, JSON.stringify(typed));
  });
  form.addEventListener("submit", () => sessionStorage.removeItem(key));
}
