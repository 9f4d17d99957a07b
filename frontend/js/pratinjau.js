// Refreshes the preview beside a form after a change. Without this script the button does it.
const JEDA = 700;
const formulir = document.querySelector("form[data-pratinjau]");
const tombol = document.querySelector("[data-pratinjau-tombol]");
const bingkai = document.querySelector("iframe[name=pratinjau]");
const pesan = document.querySelector("[data-pratinjau-pesan]");
let giliran = 0;
let tunggu;

async function perbarui() {
  const ini = ++giliran;
  pesan.textContent = "";
  try {
    const jawaban = await fetch(tombol.formAction, {
      method: "POST", body: new FormData(formulir), headers: { Accept: "application/json" },
    });
    if (ini !== giliran) return;
    if (jawaban.ok) {
      const { url } = await jawaban.json();
      // `replace`: the back button leaves the page, it does not walk through previews.
      bingkai.contentWindow.location.replace(url);
    } else if (jawaban.status === 422) {
      pesan.textContent = "Pratinjau belum diperbarui: ada isian yang belum benar. Tekan “Perbarui pratinjau” untuk melihat yang mana.";
    }
  } catch {
    pesan.textContent = "Pratinjau belum dapat diperbarui: sambungan terputus.";
  }
}

if (formulir && tombol && bingkai) {
  // The page itself stays, so the rule "sent once" does not hold for the preview.
  formulir.addEventListener("submit", (peristiwa) => {
    if (peristiwa.submitter === tombol) peristiwa.stopPropagation();
  });
  formulir.addEventListener("input", () => {
    clearTimeout(tunggu);
    tunggu = setTimeout(perbarui, JEDA);
  });
  // A form with nothing in it yet has nothing to show, and nothing to complain about.
  const isian = [...formulir.querySelectorAll("textarea")];
  if (!isian.length || isian.some((ruas) => ruas.value.trim())) perbarui();
}
