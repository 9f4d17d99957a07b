// What an item holds, in the labels of the form: one row for every field that has something.
import { namaMakam } from "./bekal.js";
import { tanggalRuas } from "./kata.js";

const wilayah = (bekal, kode) => bekal?.wilayah?.flatMap((kec) => [kec, ...kec.desa]).find((satuan) => satuan.kode === kode)?.nama;
const blok = (bekal, id) => bekal?.makam?.flatMap((makam) => makam.blok ?? []).find((satuan) => satuan.id === id)?.nama;
// Lists that the phone fills have no words of their own in the form.
const DARI_BEKAL = { makam_id: namaMakam, alamat_kec: wilayah, alamat_desa_kode: wilayah, petak_blok: blok };

const teks = (el) => el?.textContent.trim() ?? "";
const label = (form, id) => teks(form.querySelector(`label[for="${CSS.escape(id)}"]`));

function kata(form, masukan, nilai, bekal) {
  const { name, type, tagName } = masukan;
  if (name in DARI_BEKAL) return DARI_BEKAL[name](bekal, nilai) || nilai;
  if (tagName === "SELECT") return teks([...masukan.options].find((satu) => satu.value === nilai)) || nilai;
  if (type === "checkbox") return "Ya";
  if (type === "radio") return label(form, [...form.elements[name]].find((satu) => satu.value === nilai)?.id ?? "") || nilai;
  return nilai;
}

// Answers asked for below a choice are groups of their own.
const milik = (kelompok) => [...kelompok.querySelectorAll("input, select, textarea")].find((satu) => satu.name && satu.closest("[data-ruas]") === kelompok);

// Parts with a heading of their own have labels that only make sense below it ("Saksi I: Nama").
export function ringkasan(form, ruas, bekal) {
  const baris = [];
  for (const kelompok of form.querySelectorAll("[data-ruas]")) {
    const masukan = milik(kelompok);
    if (!masukan) continue;
    const nama = masukan.name.replace(/-(hari|bulan|tahun)$/, "");
    const nilai = nama === masukan.name ? (ruas[nama]?.[0] ?? "") : tanggalRuas(ruas, nama);
    if (!nilai) continue;
    const sebutan = teks(kelompok.querySelector("legend")) || label(form, masukan.id);
    const awalan = kelompok.closest("[data-orang]")?.dataset.orang;
    baris.push({ nama, kunci: awalan ? `${awalan}: ${sebutan}` : sebutan, nilai: nama === masukan.name ? kata(form, masukan, nilai, bekal) : nilai });
  }
  return baris;
}
