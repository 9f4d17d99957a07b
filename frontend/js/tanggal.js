const PILIHAN = [["Hari ini", 0, "hari_ini"], ["Kemarin", 1, "kemarin"]];
const NAMA_HARI = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];
const NAMA_BULAN = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
const AWAL_BULAN = ["jan", "feb|peb", "mar|mrt", "apr", "mei|may", "jun", "jul", "agu|agt|ags|aug", "sep", "okt|oct", "nov|nop", "des|dec"];

const bagian = (ruas) => Object.fromEntries([...ruas.querySelectorAll("input")].map((masukan) => [masukan.name.split("-").pop(), masukan]));

function nomorBulan(teks) {
  return Number(teks) || AWAL_BULAN.findIndex((awal) => new RegExp(`^(${awal})`, "i").test(teks)) + 1;
}

// The typed day, or null while it is none; what may be typed besides is the server's to say.
function hariDari(ruas) {
  const { hari, bulan, tahun } = bagian(ruas);
  const [h, b, t] = [Number(hari.value), nomorBulan(bulan.value.trim()), Number(tahun.value)];
  const found = new Date(t, b - 1, h);
  return t >= 1800 && h > 0 && found.getDate() === h && found.getMonth() === b - 1 ? found : null;
}

export function tanggalKata(hari) {
  return `${NAMA_HARI[hari.getDay()]}, ${hari.getDate()} ${NAMA_BULAN[hari.getMonth()]} ${hari.getFullYear()}`;
}

// In words, so that a clock that goes wrong is seen before the day is saved.
function katakan(ruas, kata) {
  const hari = hariDari(ruas);
  kata.textContent = hari ? tanggalKata(hari) + (hari > new Date() ? ", belum sampai menurut jam perangkat ini" : "") : "";
}

function isiTanggal(ruas, mundur, sebutan) {
  const hari = new Date();
  hari.setDate(hari.getDate() - mundur);
  const nilai = { hari: hari.getDate(), bulan: hari.getMonth() + 1, tahun: hari.getFullYear() };
  for (const [nama, masukan] of Object.entries(bagian(ruas))) masukan.value = nilai[nama];
  ruas.querySelector("input").dispatchEvent(new Event("input", { bubbles: true }));
  ruas.dataset.relatif = sebutan;
}

export function pasangTanggal(akar = document) {
  for (const ruas of akar.querySelectorAll("[data-cepat]:not([data-terpasang])")) {
    ruas.dataset.terpasang = "";
    const baris = document.createElement("div");
    const kata = document.createElement("p");
    baris.className = "cepat";
    kata.className = "tanggal-kata";
    kata.setAttribute("role", "status");
    for (const [teks, mundur, sebutan] of PILIHAN) {
      const tombol = document.createElement("button");
      tombol.type = "button";
      tombol.className = "cepat__tombol";
      tombol.textContent = teks;
      tombol.addEventListener("click", () => isiTanggal(ruas, mundur, sebutan));
      baris.append(tombol);
    }
    ruas.after(baris, kata);
    ruas.addEventListener("input", () => {
      delete ruas.dataset.relatif;
      katakan(ruas, kata);
    });
    katakan(ruas, kata);
  }
}
