const buttons = document.querySelectorAll("button[data-verdict]");
const claims = document.querySelectorAll("li.claim");
const status = document.getElementById("shown");
function show(verdict) {
  let count = 0;
  for (const claim of claims) {
    claim.hidden = verdict !== "" && claim.dataset.verdict !== verdict;
    if (!claim.hidden) count += 1;
  }
  for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.verdict === verdict));
  status.textContent = verdict === "" ? "" : `${count} of ${claims.length} claims shown`;
}
for (const button of buttons) button.addEventListener("click", () => show(button.dataset.verdict));
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#claim-"]');
  const card = link && document.getElementById(link.getAttribute("href").slice(1));
  if (!card) return;
  if (card.hidden) show("");
  card.focus({ preventScroll: true });
});
