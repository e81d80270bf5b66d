// Keeps the taps of a register on the device until the server has them: in order, each as often as it takes.
// Without this script the same forms do the same, a page at a time.
(() => {
  "use strict";
  const WEEK = 7 * 864e5, PATIENCE = 15e3, LONGEST_WAIT = 60e3, QUIET = 700, NOTHING_SEEN = "0000000000";
  const form = document.getElementById("taps"), live = document.getElementById("unsaved");
  const kept = storage();
  if (!form || !live || !kept) return;
  const words = form.dataset, prefix = `laurel.${words.who}.`;
  let busy = false, wait = 0, timer = 0, telling = 0, stuck = "";

  // What waits: one record a key, so that two tabs never write over each other; keys sort by their time.
  function storage() {
    try {
      localStorage.setItem("laurel", "1");
      localStorage.removeItem("laurel");
      return localStorage;
    } catch {
      return null;
    }
  }
  const keys = () => Object.keys(kept).filter((key) => key.startsWith(prefix)).sort();
  const read = (key) => {
    try { return JSON.parse(kept.getItem(key)); } catch { return null; }
  };
  const write = (key, entry) => kept.setItem(key, JSON.stringify(entry));
  const cell = (tap) => tap.split(".").slice(0, 2).join(".");
  const waiting = (id) => keys().filter((key) => cell(read(key)?.tap ?? "") === id);

  function push(entry) {
    const last = Number(keys().pop()?.slice(prefix.length) ?? 0);
    write(prefix + String(Math.max(entry.when, last + 1)).padStart(15, "0"), entry);
  }

  // A cell's button says what the next tap shall be: `….1` tick, `….0.{mark}` take back the mark that was seen.
  const button = (id) => [...form.querySelectorAll("button[name=tap]")].find((one) => cell(one.value) === id);
  const after = (tap) => (tap.endsWith(".1") ? `${cell(tap)}.0.?` : `${cell(tap)}.1`);

  function draw(one, tap, isWaiting) {
    const ticked = !tap.endsWith(".1"), was = one.getAttribute("aria-pressed") === "true";
    one.value = tap;
    one.textContent = ticked ? "✓" : "";
    one.setAttribute("aria-pressed", String(ticked));
    one.classList.toggle("waiting", isWaiting);
    if (ticked !== was) count(one.closest("tr"), ticked ? 1 : -1);
  }

  function count(row, more) {
    row.dataset.open = Number(row.dataset.open) - more;
    const done = row.querySelector(".far b"), finish = row.querySelector(".finish");
    if (done) done.textContent = Number(done.textContent) + more;
    if (finish) finish.hidden = row.dataset.open !== "0";
  }

  function tapped(one) {
    const id = cell(one.value), last = waiting(id).pop(), before = last && read(last);
    if (before && !before.tries) { // never sent: both are as if they had not been
      kept.removeItem(last);
      draw(one, before.tap, waiting(id).length > 0);
    } else {
      const name = document.getElementById(one.getAttribute("aria-labelledby").split(" ")[0]).textContent;
      const entry = { url: form.getAttribute("action"), type: form.elements.type.value, tap: one.value };
      try {
        push({ ...entry, when: Date.now(), name, tries: 0 });
      } catch {
        return false;
      }
      draw(one, after(one.value), true);
    }
    run();
    return true;
  }

  // One after the other: the next goes when this one is answered. False: stop, and try again later.
  async function send(key, entry) {
    if (Date.now() - entry.when > WEEK) {
      kept.removeItem(key);
      tell(words.old.replace("{n}", "1"));
      return true;
    }
    write(key, { ...entry, tries: entry.tries + 1 });
    const body = new URLSearchParams({
      csrf: form.elements.csrf.value, type: entry.type, tap: entry.tap.replace("?", NOTHING_SEEN),
      when: String(entry.when), answer: "short",
    });
    const giveUp = new AbortController(), late = setTimeout(() => giveUp.abort(), PATIENCE);
    let answer, text;
    try {
      answer = await fetch(entry.url, { method: "POST", body, redirect: "manual", signal: giveUp.signal });
      text = await answer.text();
    } catch {
      return held(words.offline);
    } finally {
      clearTimeout(late);
    }
    if (answer.status === 401) return held(words.signin);
    if (answer.status === 403) return held(words.reload);
    const said = parsed(text), refused = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
    if (!said.state && !refused) return held(words.offline);
    settle(key, entry, said, refused);
    return true;
  }

  function settle(key, entry, said, refused) {
    const id = cell(entry.tap), one = button(id);
    kept.removeItem(key);
    for (const later of waiting(id)) { // it took back a tick that had no mark yet
      const next = read(later), mark = said.yours ? said.seen : NOTHING_SEEN;
      if (next.tap.endsWith("?")) write(later, { ...next, tap: next.tap.replace("?", mark) });
    }
    if (refused) tell((words[said.state] ?? words.refused).replace("{name}", () => entry.name));
    if (!one || waiting(id).length) return;
    if (said.state) draw(one, said.seen ? `${id}.0.${said.seen}` : `${id}.1`, false);
    else draw(one, entry.tap.replace("?", NOTHING_SEEN), false);
  }

  const parsed = (text) => {
    try { return JSON.parse(text) ?? {}; } catch { return {}; }
  };
  const held = (why) => {
    stuck = why;
    return false;
  };

  async function run() {
    clearTimeout(timer);
    say();
    if (busy) return;
    busy = true;
    try {
      await alone(async () => {
        for (let key = keys()[0]; key; key = keys()[0]) {
          const entry = read(key);
          if (!entry) kept.removeItem(key);
          else if (!(await send(key, entry))) break;
          else [wait, stuck] = [0, ""];
        }
      });
    } finally {
      busy = false;
    }
    say();
    if (keys().length) {
      wait = Math.min(LONGEST_WAIT, wait * 2 || 2000);
      timer = setTimeout(run, wait);
    }
  }

  // Two tabs of one person take turns, so that nothing is sent out of its order.
  // But nobody waits for ever: a phone may have put the other tab to sleep.
  function alone(act) {
    let begun = false;
    const once = () => {
      begun = true;
      return act();
    };
    if (!navigator.locks) return once();
    const turn = navigator.locks.request(prefix, { signal: AbortSignal.timeout(2 * PATIENCE) }, once);
    return turn.catch((why) => begun ? Promise.reject(why) : once());
  }

  // What is sent at once is not talked of.
  function say() {
    clearTimeout(telling);
    const show = () => {
      const n = keys().length;
      const text = n ? words.unsaved.replace("{n}", n) + (stuck && `. ${stuck}`) : live.textContent && words.saved;
      if (text !== live.textContent) live.textContent = text;
      live.classList.toggle("bad", n > 0);
    };
    telling = setTimeout(show, live.textContent || stuck ? 0 : QUIET);
  }

  function tell(text) {
    const one = document.createElement("p");
    one.setAttribute("role", "alert");
    one.className = "bad";
    one.textContent = text;
    live.after(one);
  }

  function resume() {
    for (const key of keys()) {
      const entry = read(key), one = entry && button(cell(entry.tap));
      if (one) draw(one, after(entry.tap), true);
    }
    run();
  }

  function asked(event) {
    const by = event.submitter;
    if (by?.name === "tap") {
      if (tapped(by)) event.preventDefault(); // where the device is full, the form does it
    } else if (keys().length) { // nothing is finished over the head of a tick that waits
      event.preventDefault();
      tell(words.first);
      run();
    }
  }

  form.addEventListener("submit", asked);
  document.getElementById("many")?.addEventListener("submit", asked);
  addEventListener("online", () => { wait = 0; run(); });
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && keys().length) run(); });
  resume();
})();
