// What ordinary pages say of the reports that wait on this phone, and what they ask before somebody signs out.
import { dengarkan, hitungan } from "./gudang.js";
import { kabar, kirimSemua, mulaiPengirim } from "./kirim.js";

const KOTAK = "/lapangan/";

function buat(nama, kelas, isi = []) {
  const unsur = document.createElement(nama);
  unsur.className = kelas;
  unsur.append(...isi);
  return unsur;
}

function tautan(teks, alamat) {
  const unsur = buat("a", "govuk-link", [teks]);
  unsur.href = alamat;
  return unsur;
}

function kotak(jenis, peran, judul, isi) {
  const unsur = buat("div", `pemberitahuan pemberitahuan--${jenis}`, [buat("p", "pemberitahuan__judul", [judul]), ...isi]);
  unsur.setAttribute("role", peran);
  return unsur;
}
const kalimat = (...isi) => buat("p", "pemberitahuan__isi", isi);

const keadaan = { masuk: false, pernah: false, pita: null };

function isiPita(jumlah) {
  if (!jumlah) return kotak("sukses", "status", "Berhasil", [kalimat("Semua laporan di HP ini sudah diterima. ", tautan("Lihat nomornya", KOTAK))]);
  const ajakan = keadaan.masuk
    ? [`${jumlah} laporan di HP ini belum terkirim. `, tautan("Lihat laporan", KOTAK)]
    : [tautan(`Masuk lagi untuk mengirim ${jumlah} laporan`, `/masuk?lanjut=${encodeURIComponent(KOTAK)}`), ". Laporan tetap tersimpan di HP ini."];
  return kotak("peringatan", "status", "Perhatian", [kalimat(...ajakan)]);
}

function gambarkan() {
  const jumlah = hitungan();
  if ((!jumlah && !keadaan.pernah) || document.getElementById("tanya-keluar")) return;
  keadaan.pernah = true;
  const baru = isiPita(jumlah);
  if (keadaan.pita?.textContent === baru.textContent) return;
  if (keadaan.pita?.isConnected) keadaan.pita.replaceWith(baru);
  else document.getElementById("isi")?.prepend(baru);
  keadaan.pita = baru;
}

export async function pasangHalaman() {
  keadaan.masuk = "akun" in document.body.dataset;
  kabar.addEventListener("sesi", ({ detail }) => {
    keadaan.masuk = detail.masuk;
    gambarkan();
  });
  dengarkan(gambarkan);
  gambarkan();
  await mulaiPengirim();
}

// Asked in the page, not in a window of the browser's. The reports stay on the phone whatever is chosen.
export function tanyaKeluar(formulir) {
  document.getElementById("tanya-keluar")?.remove();
  const pesan = kalimat("Bila Anda keluar sekarang, laporan tetap tersimpan di HP ini, tetapi baru terkirim setelah Anda masuk lagi di HP ini.");
  const kirim = tombol("Kirim dulu", "govuk-button");
  const tetap = tombol("Tetap keluar", "govuk-button govuk-button--secondary");
  const tanya = kotak("peringatan", "alert", `${hitungan()} laporan di HP ini belum terkirim`, [pesan, buat("div", "govuk-button-group", [kirim, tetap])]);
  tanya.id = "tanya-keluar";
  tanya.tabIndex = -1;
  kirim.addEventListener("click", () => kirimDulu(kirim, tetap, pesan));
  tetap.addEventListener("click", () => {
    formulir.dataset.tetap = "ya";
    formulir.requestSubmit();
  });
  keadaan.pita?.remove();
  document.getElementById("isi").prepend(tanya);
  tanya.focus();
  tanya.scrollIntoView({ block: "nearest" });
}

function tombol(teks, kelas) {
  const unsur = buat("button", kelas, [teks]);
  unsur.type = "button";
  return unsur;
}

async function kirimDulu(kirim, tetap, pesan) {
  kirim.setAttribute("aria-disabled", "true");
  pesan.textContent = "Mengirim…";
  await kirimSemua({ paksa: true }).catch((galat) => console.info(galat.message));
  kirim.removeAttribute("aria-disabled");
  const jumlah = hitungan();
  kirim.hidden = !jumlah;
  tetap.textContent = jumlah ? "Tetap keluar" : "Keluar";
  pesan.replaceChildren(...(jumlah ? [`${jumlah} laporan masih belum terkirim. `, tautan("Lihat sebabnya", KOTAK)] : ["Semua laporan sudah diterima. Sekarang Anda boleh keluar."]));
}
