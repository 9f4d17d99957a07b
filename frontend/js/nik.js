// Reads a NIK while it is typed. The rules are those of pemakaman/nilai/nik.py; nothing here refuses anything.
const PEMISAH = /[\s.\-\u00ad\u200b-\u200f\u2010-\u2015\u2060\u2212\ufe58\ufe63\uff0d\ufeff]/g;
const PROVINSI = "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96".split(" ");
const JEDA_SUARA = 1000;
const KELAMIN = { L: "Laki-laki", P: "Perempuan" };

function hariNyata(tahun, bulan, hari) {
  const found = new Date(2000, 0, 1);
  found.setFullYear(tahun, bulan - 1, hari);
  return found.getFullYear() === tahun && found.getMonth() === bulan - 1 && found.getDate() === hari ? found : null;
}

// {angka, bersih, penuh} and, of sixteen digits, {kode, provinsi, kelamin, lahir, mustahil}; `lahir` is [year, month, day].
export function bacaNik(teks, hariIni = new Date()) {
  const angka = teks.replace(PEMISAH, "");
  const bersih = /^[0-9]*$/.test(angka);
  if (!bersih || angka.length !== 16) return { angka, bersih, penuh: false };
  const [hari, bulan, tahun] = [6, 8, 10].map((dari) => Number(angka.slice(dari, dari + 2)));
  const tanggal = hari > 40 ? hari - 40 : hari;
  const abad = Math.floor(hariIni.getFullYear() / 100) * 100;
  const lahir = [0, 100, 200].map((mundur) => hariNyata(abad + tahun - mundur, bulan, tanggal)).find((satu) => satu && satu <= hariIni);
  return {
    angka, bersih, penuh: true,
    kode: [0, 2, 4].map((dari) => angka.slice(dari, dari + 2)).join("."),
    provinsi: PROVINSI.includes(angka.slice(0, 2)),
    // A day beyond 31 is a slip and says nothing of the sex.
    kelamin: tanggal >= 1 && tanggal <= 31 ? (hari > 40 ? "P" : "L") : null,
    lahir: lahir ? [lahir.getFullYear(), lahir.getMonth() + 1, lahir.getDate()] : null,
    mustahil: ![1900, 2000].some((mulai) => hariNyata(mulai + tahun, bulan, tanggal)),
  };
}

let kecamatan = new Map();
export const aturKecamatan = (daftar) => { kecamatan = new Map(daftar.map(({ kode, nama }) => [kode, nama])); };

// The names of the user's own kab, asked for by its code; no digit that was typed leaves the page.
async function ambilKecamatan(masukan) {
  const kab = masukan.form?.dataset.kab;
  if (!kab || kecamatan.size) return;
  const jawaban = await fetch(`/wilayah/pilihan?induk=${kab}`, { headers: { Accept: "application/json" } }).catch(() => null);
  if (jawaban?.ok) aturKecamatan(await jawaban.json());
}

const duaAngka = (angka) => String(angka).padStart(2, "0");

function katakan({ angka, bersih, penuh, kode, provinsi, kelamin, lahir, mustahil }) {
  if (!bersih) return ["Hanya angka 0 sampai 9.", true];
  if (!penuh) return angka.length < 16 ? [`${angka.length} dari 16 angka`, false] : [`${angka.length} angka, seharusnya 16.`, true];
  if (!provinsi) return [`Dua angka pertama (${angka.slice(0, 2)}) bukan kode provinsi. Periksa lagi.`, true];
  if (mustahil || !lahir) return ["Angka ke-7 sampai ke-12 bukan tanggal lahir. Periksa lagi.", true];
  const [tahun, bulan, hari] = lahir;
  return [[KELAMIN[kelamin], `${duaAngka(hari)}-${duaAngka(bulan)}-${tahun}`, kecamatan.get(kode)].filter(Boolean).join(", "), false];
}

function elemen(nama, kelas, atribut = {}) {
  const satu = document.createElement(nama);
  satu.className = kelas;
  for (const [kunci, nilai] of Object.entries(atribut)) satu.setAttribute(kunci, nilai);
  return satu;
}

// What the digits say of the sex stands beside the question; it is answered by a person.
function saranKelamin(masukan, { kelamin } = {}) {
  const pilihan = masukan.name === "nik" && masukan.form?.querySelector("input[name=jenis_kelamin]")?.closest("fieldset");
  if (!pilihan) return;
  const saran = pilihan.querySelector(".saran") ?? elemen("p", "saran", { role: "status" });
  if (!saran.parentNode) pilihan.querySelector(".govuk-radios").before(saran);
  const dipilih = pilihan.querySelector("input:checked")?.value;
  saran.hidden = !kelamin || dipilih === kelamin;
  saran.textContent = saran.hidden ? "" : `Menurut NIK: ${KELAMIN[kelamin]}.${dipilih ? " Periksa lagi." : ""}`;
  saran.classList.toggle("saran--beda", Boolean(dipilih));
}

export function pasangNik(akar = document) {
  for (const masukan of akar.querySelectorAll("input[data-nik]:not([data-terpasang])")) pasang(masukan);
}

function pasang(masukan) {
  masukan.dataset.terpasang = "";
  const hanyaHitung = masukan.dataset.nik === "kk";
  // Seen at once, but spoken only when the typing rests.
  const terlihat = elemen("p", "baca-nik", { "aria-hidden": "true" });
  const terdengar = elemen("p", "govuk-visually-hidden", { role: "status" });
  const kelompok = elemen("span", "baca-nik__angka");
  const kata = elemen("span", "baca-nik__kata");
  let jeda;
  function tampil() {
    const baca = bacaNik(masukan.value);
    const [teks, ganjil] = hanyaHitung && baca.penuh ? ["16 angka, lengkap", false] : katakan(baca);
    const isi = baca.angka.length > 0;
    kelompok.textContent = isi && baca.bersih ? [baca.angka.slice(0, 6), baca.angka.slice(6, 12), baca.angka.slice(12)].join(" ").trim() : "";
    kata.textContent = isi ? teks : "";
    terlihat.classList.toggle("baca-nik--ganjil", isi && ganjil);
    terlihat.hidden = !isi;
    if (!hanyaHitung) saranKelamin(masukan, baca);
    clearTimeout(jeda);
    jeda = setTimeout(() => { terdengar.textContent = kata.textContent; }, JEDA_SUARA);
  }
  terlihat.append(kelompok, kata);
  masukan.after(terlihat, terdengar);
  masukan.addEventListener("input", tampil);
  masukan.addEventListener("focus", () => ambilKecamatan(masukan).then(tampil), { once: true });
  masukan.form?.addEventListener("change", ({ target }) => target.name === "jenis_kelamin" && saranKelamin(masukan, bacaNik(masukan.value)));
  tampil();
}
