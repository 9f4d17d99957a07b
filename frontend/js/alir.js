// Enter goes to the next box of a row, and saves in the last one; boxes to tick are passed over.
export function pasangAlir() {
  document.querySelector("[data-alir]")?.addEventListener("keydown", (peristiwa) => {
    const formulir = peristiwa.currentTarget;
    if (peristiwa.key !== "Enter" || peristiwa.target.matches("button, a, [type=checkbox]")) return;
    const kotak = [...formulir.querySelectorAll("input:not([type=hidden], [type=checkbox]), select, textarea")];
    peristiwa.preventDefault();
    const lanjut = !peristiwa.ctrlKey && kotak[kotak.indexOf(peristiwa.target) + 1];
    if (lanjut) lanjut.focus();
    else formulir.requestSubmit(formulir.querySelector("[type=submit]"));
  });
}
