// Single keys for the desk. Whatever has data-papan="x" is reached by x, whatever has data-papan-tahan only gets the
// focus, so that a decision still needs Enter. Everything is a button or a link that a mouse and a screen reader reach.
const SIMPAN = "pemakaman.papan";
const BUATAN = [["n", "Baris berikutnya"], ["p", "Baris sebelumnya"]];

const mati = () => {
  try {
    return localStorage.getItem(SIMPAN) === "mati";
  } catch {
    return false;
  }
};

function simpan(hidup) {
  try {
    localStorage.setItem(SIMPAN, hidup ? "hidup" : "mati");
  } catch {
    // A browser that keeps nothing forgets the choice; the keys work as they did.
  }
}

const sedangMengetik = (el) =>
  el.isContentEditable || (el.matches?.("input, select, textarea") && !["checkbox", "radio"].includes(el.type));

const nama = (el) => el.dataset.papanTeks ?? el.textContent.trim();

function baris(langkah) {
  const semua = [...document.querySelectorAll("[data-papan-baris]")];
  if (!semua.length) return;
  const kini = semua.indexOf(document.activeElement);
  const tujuan = kini < 0 ? (langkah > 0 ? 0 : semua.length - 1) : Math.min(Math.max(kini + langkah, 0), semua.length - 1);
  semua[tujuan].focus();
}

function buatDialog(tombol, suara) {
  const dialog = document.createElement("dialog");
  dialog.className = "papan";
  dialog.setAttribute("aria-labelledby", "papan-judul");
  dialog.innerHTML = `<h2 class="govuk-heading-m" id="papan-judul">Pintasan papan ketik</h2><dl class="papan__daftar"></dl>
    <div class="govuk-checkboxes govuk-checkboxes--small"><div class="govuk-checkboxes__item">
    <input class="govuk-checkboxes__input" type="checkbox" id="papan-hidup">
    <label class="govuk-label govuk-checkboxes__label" for="papan-hidup">Pakai pintasan di peramban ini</label></div></div>
    <button type="button" class="govuk-button tanpa-jarak">Tutup</button>`;
  const daftar = dialog.querySelector("dl");
  const ada = document.querySelector("[data-papan-baris]") ? BUATAN : [];
  const isi = [...tombol].map(([huruf, el]) => [huruf, nama(el) + ("papanTahan" in el.dataset ? " (lalu Enter)" : "")]);
  for (const [huruf, teks] of [...ada, ...isi, ["?", "Daftar ini"], ["Esc", "Tutup daftar"]]) {
    const tombolNama = document.createElement("dt");
    tombolNama.append(Object.assign(document.createElement("kbd"), { textContent: huruf }));
    daftar.append(tombolNama, Object.assign(document.createElement("dd"), { textContent: teks }));
  }
  const kotak = dialog.querySelector("input");
  kotak.checked = !mati();
  kotak.addEventListener("change", () => {
    simpan(kotak.checked);
    suara(kotak.checked ? "Pintasan dipakai." : "Pintasan dimatikan.");
  });
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  document.body.append(dialog);
  return dialog;
}

function tekan(el, suara) {
  if ("papanTahan" in el.dataset) {
    el.focus();
    suara(`${nama(el)}: tekan Enter untuk melakukannya.`);
    return;
  }
  el.click();
  const ruas = el.closest("details[open]")?.querySelector("textarea, select");
  ruas?.focus();
}

export function pasangPapan() {
  const buka = document.querySelector("[data-papan-buka]");
  if (!buka) return;
  const siaran = Object.assign(document.createElement("p"), { className: "govuk-visually-hidden" });
  siaran.setAttribute("role", "status");
  document.body.append(siaran);
  const suara = (teks) => (siaran.textContent = teks);
  const tombol = new Map();
  for (const el of document.querySelectorAll("[data-papan]")) {
    if (tombol.has(el.dataset.papan)) continue;
    tombol.set(el.dataset.papan, el);
    el.setAttribute("aria-keyshortcuts", el.dataset.papan);
  }
  const dialog = buatDialog(tombol, suara);
  buka.hidden = false;
  buka.addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (p) => {
    if (p.defaultPrevented || p.ctrlKey || p.altKey || p.metaKey || p.repeat || p.isComposing) return;
    if (mati() || dialog.open || sedangMengetik(p.target)) return;
    const huruf = p.key.toLowerCase();
    if (huruf === "?") dialog.showModal();
    else if (huruf === "n") baris(1);
    else if (huruf === "p") baris(-1);
    else if (huruf === "o" && document.activeElement?.matches("[data-papan-baris]")) document.activeElement.click();
    else if (tombol.has(huruf)) tekan(tombol.get(huruf), suara);
    else return;
    p.preventDefault();
  });
}

// A desk taken back from the history shows what was true then; who holds a report may have changed.
export function pasangSegar() {
  if (!document.querySelector("[data-segar]")) return;
  addEventListener("pageshow", (p) => p.persisted && location.reload());
}

// One box ticks the page; a row taken out again unticks it.
export function pasangMassal() {
  const semua = document.querySelector("[data-massal-semua]");
  if (!semua) return;
  const satuan = [...document.querySelectorAll("[data-massal-satu]")];
  semua.addEventListener("change", () => satuan.forEach((kotak) => (kotak.checked = semua.checked)));
  for (const kotak of satuan) {
    kotak.addEventListener("change", () => (semua.checked = satuan.every((satu) => satu.checked)));
  }
}
