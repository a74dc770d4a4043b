// The teleprompter: the sentence rolls past a window at the reader's pace. Who asked the system for less movement goes
// on phrase by phrase instead. Without this script the whole sentence stands on the page.
const speak = document.getElementById("speak"), bar = document.getElementById("speak-bar");
const go = document.getElementById("speak-go"), pace = document.getElementById("speak-pace");
const still = matchMedia("(prefers-reduced-motion: reduce)"), roll = go.textContent;
let rolling = false, at = 0, last = 0;

function stop() {
  rolling = false;
  go.textContent = still.matches ? bar.dataset.next : roll;
}

function frame(now) {
  if (!rolling) return;
  at += (now - last) / 1000 * pace.value;
  last = now;
  speak.scrollTop = at;
  if (at >= speak.scrollHeight - speak.clientHeight) stop();
  else requestAnimationFrame(frame);
}

function mark(phrase) {
  speak.querySelector("[aria-current]")?.removeAttribute("aria-current");
  if (!phrase) return;
  phrase.setAttribute("aria-current", "true");
  speak.scrollTop = phrase.offsetTop - speak.offsetTop - 40;
}

function toggle() {
  if (still.matches) return mark(speak.querySelector("[aria-current]")?.nextElementSibling ?? speak.firstElementChild);
  if (rolling) return stop();
  rolling = true;
  [at, last] = [speak.scrollTop, performance.now()];
  if (at >= speak.scrollHeight - speak.clientHeight) at = speak.scrollTop = 0;
  go.textContent = bar.dataset.stop;
  requestAnimationFrame(frame);
}

function begin() {
  stop();
  at = speak.scrollTop = 0;
  mark(null);
  pace.parentElement.hidden = still.matches;
}

bar.hidden = false;
speak.classList.add("rolls");
speak.tabIndex = 0; // Keys move what scrolls.
go.addEventListener("click", toggle);
document.getElementById("speak-top").addEventListener("click", begin);
still.addEventListener("change", begin);
begin();
