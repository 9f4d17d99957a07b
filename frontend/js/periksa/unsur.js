// Small pieces of a page.
export function unsur(nama, kelas, ...isi) {
  const baru = document.createElement(nama);
  if (kelas) baru.className = kelas;
  baru.append(...isi);
  return baru;
}

// What was found, in a frame of its own; `baik` false: a warning.
export function kabar(baik, judul, ...isi) {
  return unsur("div", baik ? "govuk-inset-text" : "govuk-inset-text perhatian", unsur("h2", "govuk-heading-m", judul), ...isi);
}

export const par = (...isi) => unsur("p", "govuk-body", ...isi);

export function ringkas(baris) {
  return unsur("dl", "govuk-summary-list", ...baris.map(([kunci, nilai]) => unsur("div", "govuk-summary-list__row",
    unsur("dt", "govuk-summary-list__key", kunci), unsur("dd", "govuk-summary-list__value", nilai))));
}
