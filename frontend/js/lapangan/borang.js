// The graveside form in the shell: filled from what the phone keeps, read for the payload, marked as the server marks it.
import { pasangLokasi } from "../lokasi.js";
import { aturKecamatan, pasangNik } from "../nik.js";
import { pasangTanggal } from "../tanggal.js";
import { ingat } from "./hitungan.js";

const TERAKHIR = "pemakaman-makam-terakhir";
const SALAH = { INPUT: "govuk-input--error", SELECT: "govuk-select--error", TEXTAREA: "govuk-textarea--error" };

const elemen = (nama, sifat = {}, ...isi) => {
  const satu = Object.assign(document.createElement(nama), sifat);
  satu.append(...isi);
  return satu;
};

// Where this account recorded last on this phone; only the cemetery's id is kept.
const makamTerakhir = (akun) => localStorage.getItem(`${TERAKHIR}:${akun}`) ?? "";
export const ingatMakam = (akun, makam) => ingat(`${TERAKHIR}:${akun}`, makam);

function isiPilihan(pilihan, butir, terpilih) {
  const kosong = [...pilihan.options].filter((satu) => !satu.value);
  const ada = butir.map(([nilai, teks]) => new Option(teks, nilai));
  // What was chosen and is no longer offered stays, so that opening an item loses nothing.
  if (terpilih && !butir.some(([nilai]) => nilai === terpilih)) ada.push(new Option("Pilihan semula (tidak ada di daftar lagi)", terpilih));
  pilihan.replaceChildren(...kosong, ...ada);
  pilihan.value = terpilih ?? "";
}

// A cemetery with blocks asks for block and number of its plan, any other one for words.
function gantiMakam(form, bekal, blokTerpilih) {
  const makam = bekal?.makam?.find((satu) => satu.id === form.elements.makam_id.value);
  const blok = makam?.blok ?? [];
  const denah = blok.length > 0 || Boolean(blokTerpilih);
  isiPilihan(form.elements.petak_blok, blok.map(({ id, nama }) => [id, nama]), blokTerpilih || (blok.length === 1 ? blok[0].id : ""));
  for (const bagian of form.querySelectorAll("[data-petak]")) {
    bagian.hidden = (bagian.dataset.petak === "denah") !== denah;
    for (const masukan of bagian.querySelectorAll("input, select")) masukan.disabled = bagian.hidden;
  }
}

function isiRuas(form, ruas) {
  for (const masukan of form.elements) {
    const nilai = ruas[masukan.name];
    if (!nilai || masukan.type === "file" || masukan.type === "hidden") continue;
    if (masukan.type === "radio" || masukan.type === "checkbox") masukan.checked = nilai.includes(masukan.value);
    else if (!["makam_id", "petak_blok"].includes(masukan.name)) masukan.value = nilai[0] ?? "";
  }
  for (const lipatan of form.querySelectorAll("details")) {
    // Radios may stand as they come; what was typed must be in sight.
    lipatan.open = [...lipatan.querySelectorAll("input:not([type=radio])")].some((satu) => (satu.type === "checkbox" ? satu.checked : satu.value));
  }
}

// `kiriman` is an item of the store, or {makam?, ruas?, relatif?} of a new one or of a draft; `bekal` what the phone keeps.
export function isiBorang(form, kiriman, bekal) {
  form.reset();
  hapusGalat(form);
  const ruas = kiriman?.ruas ?? {};
  const makam = (bekal?.makam ?? []).map(({ id, nama, desa }) => [id, desa ? `${nama}, ${desa}` : nama]);
  const dulu = makamTerakhir(bekal?.akun);
  const usul = makam.length === 1 ? makam[0][0] : (makam.some(([id]) => id === dulu) ? dulu : "");
  isiPilihan(form.elements.makam_id, makam, kiriman?.makam || ruas.makam_id?.[0] || usul);
  form.bekal = bekal;
  if (!form.dataset.terpasang) {
    form.dataset.terpasang = "";
    form.elements.makam_id.addEventListener("change", () => gantiMakam(form, form.bekal));
  }
  gantiMakam(form, bekal, ruas.petak_blok?.[0]);
  isiRuas(form, ruas);
  aturKecamatan(bekal?.wilayah ?? []);
  for (const pasang of [pasangTanggal, pasangNik, pasangLokasi]) pasang(form);
  // Readings under the fields follow what was just put in.
  for (const masukan of form.querySelectorAll("input[data-nik], [data-cepat] input:first-of-type")) masukan.dispatchEvent(new Event("input", { bubbles: true }));
  if (kiriman?.relatif) tanggalMakam(form).dataset.relatif = kiriman.relatif;
}

// All that is typed, by the names of the inputs; photos have their own place.
export function bacaRuas(form) {
  const ruas = {};
  for (const [nama, isi] of new FormData(form)) {
    if (typeof isi === "string" && nama !== "csrf_token") (ruas[nama] ??= []).push(isi.trim());
  }
  // A tick taken away must be said: what is left out leaves a draft of the server as it is.
  for (const { name, type, checked, disabled } of form.elements) if (type === "checkbox" && !checked && !disabled) ruas[name] ??= [];
  return ruas;
}

const tanggalMakam = (form) => form.querySelector("#dimakamkan_tanggal");
// "hari_ini", "kemarin" or null: whether the day was taken from the device's clock.
export const bacaRelatif = (form) => tanggalMakam(form)?.dataset.relatif ?? null;

function cariRuas(form, nama) {
  if (nama === "foto" || nama === "berkas") return form.querySelector("[data-foto]");
  const ada = form.elements[nama] ?? form.elements[`${nama}-hari`];
  return ada instanceof RadioNodeList ? ada[0] : ada;
}

function tandai(kelompok, nama, pesan) {
  const id = `${nama}-error`;
  const galat = elemen("p", { id, className: "govuk-error-message" }, elemen("span", { className: "govuk-visually-hidden", textContent: "Kesalahan:" }), ` ${pesan}`);
  kelompok.classList.add("govuk-form-group--error");
  const foto = kelompok.querySelector("[data-foto]");
  const banyak = kelompok.querySelector(".govuk-date-input, .govuk-radios, .govuk-checkboxes");
  const satuan = foto ?? kelompok.querySelector(".govuk-input, .govuk-select, .govuk-textarea");
  (banyak ?? satuan).before(galat);
  const bicara = kelompok.querySelector("fieldset") ?? satuan ?? kelompok;
  bicara.setAttribute("aria-describedby", [...new Set([...(bicara.getAttribute("aria-describedby") ?? "").split(" "), id])].join(" ").trim());
  for (const masukan of foto ? [] : kelompok.querySelectorAll(".govuk-input, .govuk-select, .govuk-textarea")) {
    masukan.classList.add(SALAH[masukan.tagName]);
    masukan.setAttribute("aria-invalid", "true");
  }
}

export function hapusGalat(form) {
  form.parentElement?.querySelector(".govuk-error-summary")?.remove();
  for (const galat of form.querySelectorAll(".govuk-error-message")) galat.remove();
  for (const kelas of ["govuk-form-group--error", ...Object.values(SALAH)]) {
    for (const satu of form.querySelectorAll(`.${kelas}`)) satu.classList.remove(kelas);
  }
  for (const satu of form.querySelectorAll("[aria-invalid]")) satu.removeAttribute("aria-invalid");
  for (const satu of form.querySelectorAll("[aria-describedby$='-error']")) {
    const sisa = satu.getAttribute("aria-describedby").split(" ").filter((id) => !id.endsWith("-error")).join(" ");
    if (sisa) satu.setAttribute("aria-describedby", sisa);
    else satu.removeAttribute("aria-describedby");
  }
}

// The shell finds its views by the address's fragment, so a line of the summary moves the focus and not the address.
function barisRingkasan(pesan, tujuan) {
  if (!tujuan) return elemen("li", { textContent: pesan });
  const tautan = elemen("a", { href: `#${tujuan.id}`, textContent: pesan });
  tautan.addEventListener("click", (peristiwa) => {
    peristiwa.preventDefault();
    for (let lipatan = tujuan.closest("details"); lipatan; lipatan = lipatan.parentElement.closest("details")) lipatan.open = true;
    (tujuan.closest("[data-ruas]") ?? tujuan).scrollIntoView();
    tujuan.focus({ preventScroll: true });
  });
  return elemen("li", {}, tautan);
}

// `galat` is {field: [message]} as the server said it; what belongs to no field stands in the summary only.
export function pasangGalat(form, galat, tambahan = []) {
  hapusGalat(form);
  const baris = [];
  for (const [nama, pesan] of Object.entries(galat ?? {})) {
    const tujuan = cariRuas(form, nama);
    const kelompok = tujuan?.closest("[data-ruas]");
    if (kelompok) tandai(kelompok, nama, pesan[0]);
    for (let lipatan = kelompok?.closest("details"); lipatan; lipatan = lipatan.parentElement.closest("details")) lipatan.open = true;
    baris.push(barisRingkasan(pesan[0], kelompok && tujuan));
  }
  baris.push(...tambahan.map((pesan) => barisRingkasan(pesan)));
  if (!baris.length) return;
  const judul = elemen("h2", { className: "govuk-error-summary__title", textContent: "Ada yang perlu diperbaiki" });
  const daftar = elemen("ul", { className: "govuk-list govuk-error-summary__list" }, ...baris);
  const isi = elemen("div", {}, judul, elemen("div", { className: "govuk-error-summary__body" }, daftar));
  isi.setAttribute("role", "alert");
  const ringkasan = elemen("div", { className: "govuk-error-summary", tabIndex: -1 }, isi);
  form.before(ringkasan);
  ringkasan.focus();
}
