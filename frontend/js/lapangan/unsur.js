// Builds parts of the page. Text always goes in as text, never as markup.
export function unsur(nama, sifat = {}, ...anak) {
  const el = document.createElement(nama);
  for (const [kunci, nilai] of Object.entries(sifat)) {
    if (nilai === undefined || nilai === null || nilai === false) continue;
    if (kunci === "klik") el.addEventListener("click", nilai);
    else if (kunci === "kelas") el.className = nilai;
    else el.setAttribute(kunci, nilai === true ? "" : nilai);
  }
  el.append(...anak.flat().filter((satu) => satu !== null && satu !== undefined && satu !== false && satu !== ""));
  return el;
}

const KELAS_TOMBOL = { utama: "", kedua: " govuk-button--secondary", bahaya: " govuk-button--warning" };

export const tombol = (teks, klik, jenis = "utama", sifat = {}) =>
  unsur("button", { type: "button", kelas: `govuk-button${KELAS_TOMBOL[jenis]}`, klik, "data-kunci": teks, ...sifat }, teks);

export const tautan = (teks, href, sifat = {}) => unsur("a", { kelas: "govuk-link", href, ...sifat }, teks);

export const tautanTombol = (teks, href, jenis = "utama") =>
  unsur("a", { kelas: `govuk-button${KELAS_TOMBOL[jenis]}`, href, "data-kunci": teks }, teks);

export const par = (...anak) => unsur("p", { kelas: "govuk-body" }, ...anak);

export const tag = (jenis, teks) => unsur("strong", { kelas: `govuk-tag status status--${jenis}` }, teks);

export const bilah = (...anak) =>
  unsur("div", { kelas: "bilah-aksi" }, unsur("div", { kelas: "govuk-button-group" }, ...anak));

// jenis: sukses | info | peringatan | bahaya
export function pemberitahuan(jenis, judul, ...isi) {
  return unsur("div", { kelas: `pemberitahuan pemberitahuan--${jenis}` },
    unsur("p", { kelas: "pemberitahuan__judul" }, judul),
    isi.length ? unsur("div", { kelas: "pemberitahuan__isi" }, ...isi) : null);
}

export const kartu = (judul, ...isi) =>
  unsur("section", { kelas: "kartu", "aria-label": judul }, unsur("h2", { kelas: "govuk-heading-m" }, judul), ...isi);

export const lipatan = (judul, ...isi) =>
  unsur("details", { kelas: "govuk-details", "data-lipatan": judul },
    unsur("summary", { kelas: "govuk-details__summary" }, unsur("span", { kelas: "govuk-details__summary-text" }, judul)),
    unsur("div", { kelas: "govuk-details__text" }, ...isi));

// Draws a view anew without taking the focus from where it was or folding what was opened.
export function gambarLagi(wadah, anak) {
  const kunci = wadah.contains(document.activeElement) ? document.activeElement.dataset.kunci : null;
  const terbuka = new Set([...wadah.querySelectorAll("details[open]")].map((satu) => satu.dataset.lipatan));
  wadah.replaceChildren(...anak.flat().filter(Boolean));
  for (const satu of wadah.querySelectorAll("details")) satu.open = terbuka.has(satu.dataset.lipatan);
  if (kunci) wadah.querySelector(`[data-kunci="${CSS.escape(kunci)}"]`)?.focus({ preventScroll: true });
}

// Spoken, not shown: what changed while the person looked elsewhere.
export function ucapkan(teks) {
  const tempat = document.getElementById("ucapan");
  if (tempat) tempat.textContent = teks;
}
