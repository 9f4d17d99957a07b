// The words for states, times and sizes.
const JAM = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit" });
const HARI = new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", year: "numeric" });
const MB = 1024 * 1024;
const SEHARI = 24 * 3600 * 1000;

const tanggal = (waktu) => (waktu ? new Date(waktu) : null);
export const jam = (waktu) => (tanggal(waktu) ? JAM.format(tanggal(waktu)) : "");

// By the phone's own clock and place, as the person reads it there.
export function kapan(waktu) {
  const saat = tanggal(waktu);
  if (!saat) return "";
  const hariIni = new Date();
  if (saat.toDateString() === hariIni.toDateString()) return `hari ini pukul ${JAM.format(saat)}`;
  if (saat.toDateString() === new Date(hariIni.getTime() - SEHARI).toDateString()) return `kemarin pukul ${JAM.format(saat)}`;
  return `${HARI.format(saat)} pukul ${JAM.format(saat)}`;
}

export function besar(byte) {
  if (byte >= 1024 * MB) return `${(byte / 1024 / MB).toFixed(1).replace(".", ",")} GB`;
  return byte >= MB ? `${Math.round(byte / MB)} MB` : `${Math.max(1, Math.round(byte / 1024))} KB`;
}

const satu = (ruas, nama) => (ruas?.[nama]?.[0] ?? "").trim();
export const namaKiriman = (kiriman) => satu(kiriman.ruas, "nama") || (satu(kiriman.ruas, "tidak_dikenal") ? "Nama tidak diketahui" : "Belum bernama");

// What a receipt says besides its number: something on this phone is not in the report.
const TERTINGGAL = "Isian ini diubah sesudah terkirim dan tidak ikut. Ubah di laporannya.";
export const kataTanda = (tanda) => tanda.catatan || (tanda.tertinggal ? TERTINGGAL : "");

const BULAN = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

// As it was typed; only a month's number becomes its name.
export function tanggalRuas(ruas, nama) {
  const [hari, bulan, tahun] = ["hari", "bulan", "tahun"].map((bagian) => satu(ruas, `${nama}-${bagian}`));
  return [hari, BULAN[Number(bulan) - 1] ?? bulan, tahun].filter(Boolean).join(" ");
}

const berkali = (n) => (n > 0 ? `Sudah dicoba ${n} kali.` : "");

// {jenis: colour, teks: the state, rinci: what else there is to say}
export function kataKeadaan(kiriman) {
  switch (kiriman.keadaan) {
    case "draf":
      return { jenis: "draf", teks: "Belum selesai diisi", rinci: `Terakhir diketik ${kapan(kiriman.diubah)}.` };
    case "mengirim":
      return { jenis: "diajukan", teks: "Mengirim", rinci: "" };
    case "perbaiki":
      return { jenis: "dikembalikan", teks: "Perlu perbaikan", rinci: kiriman.pesan || "Buka laporan ini untuk melihat yang perlu diperbaiki." };
    case "gagal":
      return {
        jenis: "gagal",
        teks: kiriman.lagi ? `Gagal, dicoba lagi pukul ${jam(kiriman.lagi)}` : "Gagal, dicoba lagi nanti",
        rinci: [kiriman.sebab, berkali(kiriman.percobaan)].filter(Boolean).join(" "),
      };
    default:
      return { jenis: "lapor-awal", teks: "Tersimpan di HP ini, belum terkirim", rinci: berkali(kiriman.percobaan) };
  }
}
