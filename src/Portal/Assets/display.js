// Shows the code and digits of this moment and fetches those that come next. When they are used up without a signal the
// digits go and the code as on paper stays, marked as saved: old digits are never shown, also after the phone slept.
const qr = document.getElementById("qr"), modules = document.getElementById("modules");
const digits = document.getElementById("digits"), left = document.getElementById("left");
const lost = document.getElementById("lost"), bar = document.getElementById("bar");
const few = 4, pause = 5000;
let shown = slot({ left: Number(qr.dataset.left) }, Date.now(), performance.now()), slots = [shown];
let asking = false, failed = false, ahead = false, again = 0;

/** A slot ends by both clocks: one can be set back, the other may stand still while the phone sleeps. */
function slot(one, date, tick) {
  return { ...one, ends: date + one.left, endsTick: tick + one.left };
}

function rest(one) {
  return Math.min(one.ends - Date.now(), one.endsTick - performance.now());
}

function draw(side, path) {
  qr.setAttribute("viewBox", `0 0 ${side} ${side}`);
  modules.setAttribute("d", path);
}

function show(one) {
  if (one === shown) return;
  shown = one;
  if (one) {
    draw(one.side, one.path);
    digits.firstElementChild.textContent = one.code.slice(0, 3);
    digits.lastElementChild.textContent = one.code.slice(3);
  } else if (qr.dataset.saved) draw(qr.dataset.savedSide, qr.dataset.saved);
}

async function fetchNext() {
  asking = true;
  const [date, tick] = [Date.now(), performance.now()]; // Counted from the question: an answer that was late is old.
  try {
    const answer = await fetch(qr.dataset.proof, { cache: "no-store", signal: AbortSignal.timeout(pause) });
    if (answer.status >= 500 || answer.status === 429) throw answer.status; // The registry is away, as a signal can be.
    if (!answer.ok || answer.redirected) return location.reload(); // Ended, cancelled or signed out: the page says so.
    const next = (await answer.json()).slots.map(one => slot(one, date, tick));
    ahead = next.length > 1; // Only the phone that received the certificate gets some ahead.
    slots = next;
    failed = false;
  } catch {
    failed = true;
    again = Date.now() + pause; // No signal: asked again, and until then what was fetched ahead is used up.
  }
  asking = false;
  turn();
}

function turn() {
  slots = slots.filter(one => rest(one) > 0);
  const [now] = slots;
  show(now);
  digits.hidden = !now || document.hidden;
  left.hidden = !now;
  lost.hidden = Boolean(now) || !failed;
  bar.setAttribute("width", now ? Math.min(30, rest(now) / 1000) : 0);
  if (now) left.textContent = left.textContent.replace(/\d+/, Math.ceil(rest(now) / 1000));
  if (slots.length <= few && !asking && Date.now() >= again && (!now || ahead)) fetchNext();
}

for (const event of ["visibilitychange", "pageshow", "online"]) addEventListener(event, turn);
document.addEventListener("visibilitychange", turn);
setInterval(turn, 500);

if (navigator.wakeLock) navigator.wakeLock.request("screen").catch(() => {});
