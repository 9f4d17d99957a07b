// What ordinary pages say of the reports that wait on this phone, and what they ask before somebody signs out.
import { daftarKiriman, daftarTanda, dengarkan, hitungan, pemilik } from "./gudang.js";
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

const keadaan = { masuk: false, pita: null };

// That nothing waits any more does not mean that it was received: it may have been thrown away, be open as a draft, or
// belong to somebody who has signed out. Only receipts of all that was seen waiting say so.
const terlihat = { akun: undefined, id: new Set() };
async function lihatGudang() {
  const akun = (await pemilik())?.akun;
  if (terlihat.akun !== akun) Object.assign(terlihat, { akun, id: new Set() });
  if (!akun) return { jumlah: 0, diterima: false };
  const menunggu = (await daftarKiriman(akun)).filter((satu) => satu.keadaan !== "draf");
  for (const { id } of menunggu) terlihat.id.add(id);
  const tanda = new Set((await daftarTanda(akun)).map(({ kiriman }) => kiriman));
  return { jumlah: menunggu.length, diterima: terlihat.id.size > 0 && !menunggu.length && [...terlihat.id].every((id) => tanda.has(id)) };
}

function isiPita({ jumlah, diterima }) {
  if (!jumlah && !diterima) return null;
  if (!jumlah) return kotak("sukses", "status", "Berhasil", [kalimat("Semua laporan di HP ini sudah diterima. ", tautan("Lihat nomornya", KOTAK))]);
  const ajakan = keadaan.masuk
    ? [`${jumlah} laporan di HP ini belum terkirim. `, tautan("Lihat laporan", KOTAK)]
    : [tautan(`Masuk lagi untuk mengirim ${jumlah} laporan`, `/masuk?lanjut=${encodeURIComponent(KOTAK)}`), ". Laporan tetap tersimpan di HP ini."];
  return kotak("peringatan", "status", "Perhatian", [kalimat(...ajakan)]);
}

// Only the newest look counts: an older one may come to its end later.
let giliran = 0;
async function gambarkan() {
  const ke = ++giliran;
  const baru = isiPita(await lihatGudang());
  if (ke !== giliran || document.getElementById("tanya-keluar")) return;
  if (baru && keadaan.pita?.textContent === baru.textContent) return;
  if (baru && !keadaan.pita?.isConnected) document.getElementById("isi")?.prepend(baru);
  else if (baru) keadaan.pita.replaceWith(baru);
  else keadaan.pita?.remove();
  keadaan.pita = baru;
}
const gambarDiam = () => gambarkan().catch((galat) => console.info(galat.message));

export async function pasangHalaman() {
  keadaan.masuk = "akun" in document.body.dataset;
  kabar.addEventListener("sesi", ({ detail }) => {
    keadaan.masuk = detail.masuk;
    gambarDiam();
  });
  dengarkan(gambarDiam);
  await gambarDiam();
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
  const lihat = () => lihatGudang().catch(() => ({ jumlah: hitungan(), diterima: false }));
  await lihat();
  await kirimSemua({ paksa: true }).catch((galat) => console.info(galat.message));
  kirim.removeAttribute("aria-disabled");
  const { jumlah, diterima } = await lihat();
  kirim.hidden = !jumlah;
  tetap.textContent = jumlah ? "Tetap keluar" : "Keluar";
  const habis = diterima ? "Semua laporan sudah diterima. Sekarang Anda boleh keluar." : "Tidak ada lagi laporan akun ini yang menunggu di HP ini.";
  pesan.replaceChildren(...(jumlah ? [`${jumlah} laporan masih belum terkirim. `, tautan("Lihat sebabnya", KOTAK)] : [habis]));
}
