// The button that prints the page; without a script the browser's own menu does it, and the page says so.
export function pasangCetak() {
  for (const tombol of document.querySelectorAll("[data-cetak]")) {
    tombol.hidden = false;
    tombol.addEventListener("click", () => window.print());
  }
}
