// One item: its state, what is in it, and what can be done with it.
import { simpanKeBerkas } from "./ekspor.js";
import { ambilKiriman, buang, daftarFoto, lupakanTertinggal, ubahKiriman } from "./gudang.js";
import { besar, kapan, kataKeadaan, kataTanda, tanggalRuas } from "./kata.js";
import { jadikanBaru, kirimLagi, pakaiIsianIni } from "./kirim.js";
import { pegang } from "./pegang.js";
import { ringkasan } from "./ringkas.js";
import { form } from "./tempat.js";
import { bilah, kartu, par, pemberitahuan, tag, tautan, tautanTombol, tombol, unsur } from "./unsur.js";

// What the person is being asked about this item: {id, langkah: 1 | 2}
let tanya = null;
let alamat = [];

export function tutupLihat() {
  tanya = null;
  alamat.forEach((satu) => URL.revokeObjectURL(satu));
  alamat = [];
}

async function hapus(id, { gambar, pulang }) {
  const lepas = await pegang(id);
  if (!lepas) {
    tanya = { id, langkah: 0 };
    return gambar();
  }
  try {
    await buang(id);
  } finally {
    lepas();
  }
  tanya = null;
  return pulang();
}

const tanyai = (id, langkah, { gambar }) => () => {
  tanya = langkah === null ? null : { id, langkah };
  return gambar().then(() => document.getElementById("tanya")?.focus());
};

// The mark of a try stays also when the item was mended since, or its tab died before the answer.
const mungkinSampai = (kiriman) => (kiriman.tiket || kiriman.percobaan > 0)
  && " Laporan ini sudah pernah dicoba dikirim; periksa dulu di daftar laporan apakah sudah masuk.";

// Asked twice, in the page: what is thrown away here is nowhere else.
function bagianTanya(kiriman, foto, alat) {
  if (tanya?.id !== kiriman.id) return null;
  const { id } = kiriman;
  if (tanya.langkah === 0) return pemberitahuan("peringatan", "Belum dibuang", "Laporan ini sedang dikirim atau terbuka di jendela lain. Tunggu sebentar, lalu coba lagi.");
  const isi = foto.length ? `Isian dan ${foto.length} foto` : "Isian";
  const [judul, kata, ya] = tanya.langkah === 1
    ? ["Buang laporan ini dari HP?", [`${isi} laporan ini belum diterima server.`, mungkinSampai(kiriman)], tombol("Ya, buang", tanyai(id, 2, alat), "kedua")]
    : ["Sungguh dibuang?", ["Setelah dibuang, laporan ini tidak dapat dikembalikan dan tidak akan dikirim."], tombol("Buang selamanya", () => hapus(id, alat), "bahaya")];
  const kotak = pemberitahuan("bahaya", judul, par(...kata.filter(Boolean)),
    unsur("div", { kelas: "govuk-button-group" }, ya, tombol("Tidak jadi", tanyai(id, null, alat), "kedua")));
  kotak.id = "tanya";
  kotak.tabIndex = -1;
  return kotak;
}

// `siapkan(id)` puts the item into the queue again, which then goes at once.
const kirimDengan = (siapkan, id, { kirim }) => async () => {
  await siapkan(id);
  await kirim();
};

async function pastikanIsian(id) {
  await ubahKiriman(id, ({ minta = [], pastikan = [] }) => ({ pastikan: [...new Set([...pastikan, ...minta])], minta: [], galat: {} }));
  await kirimLagi(id);
}

function bagianPastikan(kiriman, alat) {
  const { id, minta = [], ruas } = kiriman;
  if (kiriman.keadaan !== "perbaiki" || !minta.length) return null;
  const kata = minta.includes("jam")
    ? `Jam HP ini mungkin salah. Dimakamkan ${tanggalRuas(ruas, "dimakamkan_tanggal")}: benar?` : "Bila isian ini sudah benar, kirim lagi.";
  return pemberitahuan("peringatan", "Pastikan sekali lagi", par(kata),
    tombol("Ya, sudah benar. Kirim", kirimDengan(pastikanIsian, id, alat)));
}

// A report that is in the book already must not become a second one; only a draft that is gone may be sent anew.
function jalanBentrok({ id, bentrok, laporan }, alat) {
  if (bentrok.versi !== null) return tombol("Pakai isian HP ini", kirimDengan(pakaiIsianIni, id, alat));
  if (bentrok.laporan) return tautanTombol("Buka laporannya", `/laporan/${bentrok.laporan}`);
  if (laporan) return tombol("Kirim sebagai laporan baru", kirimDengan(jadikanBaru, id, alat));
  return tombol("Coba lagi", kirimDengan(kirimLagi, id, alat));
}

function bagianBentrok(kiriman, alat) {
  const { id, bentrok } = kiriman;
  if (kiriman.keadaan !== "perbaiki" || !bentrok) return null;
  const pakai = jalanBentrok(kiriman, alat);
  return pemberitahuan("peringatan", "Laporan ini sudah berubah di server", par(kiriman.pesan || "Pilih isian mana yang dipakai."),
    unsur("div", { kelas: "govuk-button-group" }, pakai, tombol("Buang isian HP ini", tanyai(id, 1, alat), "kedua")));
}

function bagianIsi(kiriman, bekal, ...kaki) {
  const galat = { ...kiriman.galat };
  const baris = ringkasan(form, kiriman.ruas, bekal).map(({ nama, kunci, nilai }) => {
    const pesan = galat[nama]?.[0];
    delete galat[nama];
    return unsur("div", { kelas: "govuk-summary-list__row" }, unsur("dt", { kelas: "govuk-summary-list__key" }, kunci),
      unsur("dd", { kelas: "govuk-summary-list__value" }, nilai, pesan && unsur("p", { kelas: "govuk-error-message" }, pesan)));
  });
  const sisa = Object.values(galat).flat();
  return kartu("Isi laporan", sisa.map((pesan) => unsur("p", { kelas: "govuk-error-message" }, pesan)),
    unsur("dl", { kelas: "govuk-summary-list" }, ...baris), ...kaki);
}

const ALASAN_FOTO = (satu) => satu.ditolak && unsur("p", { kelas: "govuk-error-message" }, satu.ditolak);

function satuFoto(satu, ke) {
  const url = URL.createObjectURL(satu.isi);
  alamat.push(url);
  const keterangan = [besar(satu.isi.size), satu.terkirim && "sudah sampai"].filter(Boolean).join(", ");
  const gambar = satu.isi.type.startsWith("image/") ? unsur("img", { src: url, alt: `Foto ${ke + 1}`, decoding: "async" }) : satu.nama;
  return unsur("li", {}, gambar, unsur("span", { kelas: "tugas__teks" }, keterangan), ALASAN_FOTO(satu));
}

const bagianFoto = (foto) => foto.length > 0 && kartu(`Foto (${foto.length})`, unsur("ul", { kelas: "lapangan__foto" }, ...foto.map(satuFoto)));

function bagianAksi(kiriman, alat) {
  const { milik, langkah } = alat;
  const { id, keadaan } = kiriman;
  const mengirim = keadaan === "mengirim";
  const bisaKirim = keadaan === "antre" || keadaan === "gagal" || (keadaan === "perbaiki" && kiriman.ditolak);
  return [
    mengirim && langkah?.id === id && par(`Mengirim foto ${langkah.ke} dari ${langkah.dari}.`),
    unsur("p", { kelas: "lapangan__lain" },
      tombol("Simpan ke berkas", () => simpanKeBerkas([id], milik), "kedua"),
      !mengirim && tombol("Buang", tanyai(id, 1, alat), "kedua")),
    bilah(
      bisaKirim && tombol("Kirim sekarang", keadaan === "perbaiki" ? kirimDengan(kirimLagi, id, alat) : alat.kirim),
      !mengirim && tautanTombol(keadaan === "draf" ? "Lanjutkan mengisi" : "Perbaiki", `#isi:${id}`, bisaKirim ? "kedua" : "utama")),
  ];
}

// alat: {milik, bekal, langkah, gambar: draws again, pulang: back to the list, kirim: sends all now}. Null when the item is not here any more.
export async function gambarLihat(id, alat) {
  const [kiriman, foto] = await Promise.all([ambilKiriman(id), daftarFoto(id)]);
  if (!kiriman || kiriman.akun !== alat.milik?.akun) return null;
  const lama = alamat;
  alamat = [];
  setTimeout(() => lama.forEach((satu) => URL.revokeObjectURL(satu)), 1000);
  const kata = kataKeadaan(kiriman);
  return [
    unsur("p", { kelas: "lapangan__keadaan" }, tag(kata.jenis, kata.teks)), kata.rinci && !kiriman.bentrok && par(kata.rinci),
    bagianBentrok(kiriman, alat), bagianPastikan(kiriman, alat), bagianTanya(kiriman, foto, alat),
    bagianIsi(kiriman, alat.bekal, par(`Mulai dicatat ${kapan(kiriman.dibuat)} menurut jam HP ini.`)), bagianFoto(foto), ...bagianAksi(kiriman, alat),
  ];
}

// What is on this phone and in no report: to be read off, then forgotten by a press.
async function bagianTertinggal({ kiriman: id, tertinggal }, { bekal, gambar }) {
  const hapusnya = tombol("Sudah saya salin, hapus dari HP", () => lupakanTertinggal(id).then(gambar), "kedua");
  // That they have come does not mean that they are in the report.
  const foto = (await daftarFoto(id)).map((satu) => ({ ...satu, terkirim: false }));
  return [bagianIsi(tertinggal, bekal), bagianFoto(foto), bilah(hapusnya)];
}

// Gone from here: received, or thrown away.
export async function gambarHilang(tanda, alat) {
  if (!tanda) return [pemberitahuan("info", "Laporan ini tidak ada di HP ini", par(tautan("Lihat semua laporan di HP ini", "#")))];
  return [pemberitahuan("sukses", `Diterima, nomor ${tanda.nomor}`, par(tautan("Buka laporannya", tanda.url ?? `/laporan/${tanda.laporan}`))),
    kataTanda(tanda) && pemberitahuan("peringatan", "Ada yang tidak ikut", par(kataTanda(tanda))),
    ...(tanda.tertinggal ? await bagianTertinggal(tanda, alat) : []), par(tautan("Semua laporan di HP ini", "#"))];
}
