const buttons = document.querySelectorAll("button[data-filter]");
const cards = document.querySelectorAll("li.card");
const status = document.getElementById("shown");
function show(state) {
  let count = 0;
  for (const card of cards) {
    card.hidden = state !== "" && card.dataset.state !== state;
    if (!card.hidden) count += 1;
  }
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.filter === state));
  status.textContent = state === "" ? "" : `${count} of ${cards.length} ${status.dataset.noun}s shown`;
}
for (const button of buttons) button.addEventListener("click", () => show(button.dataset.filter));
// A link to a card that the filter hides shows it first; the focus goes where the link leads.
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const card = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!card || !card.matches("li.card")) return;
  if (card.hidden) show("");
  card.focus({ preventScroll: true });
});
