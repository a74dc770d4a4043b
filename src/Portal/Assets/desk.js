// The desk without a script is the same desk. This adds keys, the picture's zoom and turn, and ten seconds to stop a decision before it is sent.
const seconds = 10;
const field = 'input:not([type=checkbox]):not([type=radio]),select,textarea';
const english = document.documentElement.lang === 'en';
const say = (zh, en) => english ? en : zh;
const stage = document.querySelector('[data-stage]');
let turns = 0;

const act = {
  zoom: () => stage.classList.toggle('zoom'),
  turn: () => {
    stage.classList.remove('r' + turns);
    turns = (turns + 1) % 4;
    if (turns) stage.classList.add('r' + turns);
  },
};
for (const button of document.querySelectorAll('[data-view]')) {
  button.hidden = false;
  button.addEventListener('click', act[button.dataset.view]);
}

// A PDF stands beside what it has to match where the browser can show it; else its link stays.
if (stage?.dataset.pdf && navigator.pdfViewerEnabled && matchMedia('(min-width:62rem)').matches) {
  const frame = document.createElement('iframe');
  frame.title = stage.dataset.title;
  frame.src = stage.dataset.pdf;
  stage.replaceChildren(frame);
}

// Which materials were looked at, for this tab alone.
const path = location.pathname;
const seen = new Set(JSON.parse(sessionStorage.getItem(path) || '[]'));
for (const link of document.querySelectorAll('.thumbs a')) {
  if (link.hasAttribute('aria-current')) seen.add(link.dataset.key);
  if (seen.has(link.dataset.key)) link.classList.add('seen');
}
if (stage) sessionStorage.setItem(path, JSON.stringify([...seen]));

let waiting = null;
const send = () => {
  const { form } = waiting;
  stop();
  form.dataset.sure = 'yes';
  form.requestSubmit(form.querySelector('[data-undo]'));
};
const stop = () => {
  clearInterval(waiting.timer);
  waiting.bar.remove();
  waiting = null;
};
document.addEventListener('submit', event => {
  const name = event.submitter?.dataset.undo;
  if (!name || event.target.dataset.sure) return;
  if (waiting?.form === event.target) return stop(); // Once more: it goes now.
  event.preventDefault();
  if (waiting) return;
  const bar = document.createElement('div');
  bar.className = 'undo';
  bar.setAttribute('role', 'status');
  const text = document.createElement('b');
  const undo = document.createElement('button');
  undo.type = 'button';
  undo.className = 'btn second';
  undo.textContent = say('取消', 'Undo');
  undo.addEventListener('click', () => { stop(); event.submitter.focus(); });
  bar.append(text, undo);
  document.body.append(bar);
  let left = seconds;
  const tell = () => { text.textContent = say(`“${name}”将在 ${left} 秒后发送`, `"${name}" will be sent in ${left} s`); };
  tell();
  waiting = {
    form: event.target, bar,
    timer: setInterval(() => { left -= 1; if (left <= 0) send(); else tell(); }, 1000),
  };
});
// Whoever leaves the page has decided.
addEventListener('pagehide', () => {
  if (waiting) navigator.sendBeacon(waiting.form.action, new URLSearchParams(new FormData(waiting.form)));
});

// Single keys can be switched off, for whoever speaks to the browser or types with a tremor (WCAG 2.1.4).
const off = 'desk-keys-off';
const switches = document.querySelector('[data-keys]');
const show = () => {
  const isOff = localStorage.getItem(off) !== null;
  document.documentElement.classList.toggle('keys-off', isOff);
  if (switches) switches.textContent = isOff ? switches.dataset.keysOff : switches.dataset.keys;
  return isOff;
};
switches?.addEventListener('click', () => {
  if (localStorage.getItem(off) === null) localStorage.setItem(off, 'yes'); else localStorage.removeItem(off);
  show();
});

document.addEventListener('keydown', event => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches(field)) return;
  if (event.key === 'Escape' && waiting) return stop();
  if (show()) return;
  const key = event.key.toLowerCase();
  const open = event.target.closest?.('.decide details[open]');
  const choice = open && /^[1-9]$/.test(key) && open.querySelectorAll('fieldset input')[key - 1];
  if (choice) {
    event.preventDefault();
    choice.click();
    return choice.focus();
  }
  if (stage && key === '+') return act.zoom();
  if (stage && key === 'r') return act.turn();
  if (!/^[a-z0-9?]$/.test(key)) return;
  const target = document.querySelector(`[data-key="${key}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.localName === 'details') {
    target.open = key !== '?' || !target.open;
    if (key === '?') return;
    target.querySelector('fieldset input,textarea,select,button')?.focus();
  } else if (target.localName === 'a') target.click();
  else target.focus();
});
show();
