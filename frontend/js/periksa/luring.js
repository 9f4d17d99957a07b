// The check page without a line: from the address it was opened with, or from pasted text.
import { kabar, par, ringkas } from "./unsur.js";
import { Rusak, periksa, pisah } from "./pernyataan.js";

const hasil = document.getElementById("hasil");
const teks = document.getElementById("teks");
const tanggal = new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeZone: "UTC" });
const kunci = fetch(hasil.dataset.kunci).then((jawaban) => jawaban.json());
kunci.catch(() => {});

function huruf(satu) {
  if (satu === "?") return "Tidak dikenal";
  return Array.from(satu, (h) => `${h}.`).join(" ") || "–";
}

function kata(fakta, { jenis, kantor }) {
  return ringkas([
    ["Jenis", jenis[fakta.jenis] ?? "Dokumen lain"],
    ["Nomor", fakta.nomor],
    ["Tanggal", tanggal.format(fakta.tanggal)],
    ["Kantor", `Disdukcapil ${kantor[fakta.kantor] ?? fakta.kantor}`],
    ["Huruf awal nama", huruf(fakta.huruf)],
  ]);
}

async function tampilkan(masukan) {
  const bagian = pisah(masukan);
  try {
    if (!bagian) throw new Rusak("Tulisan ini bukan isi kode kotak kami, atau terpotong.");
    const dikenal = await kunci;
    const { fakta } = await periksa(bagian.kode, bagian.pernyataan, dikenal.kunci);
    hasil.replaceChildren(kabar(true, "Tanda tangan sah",
      par("Keterangan ini ditulis kantor dan tidak diubah. Cocokkan dengan kertasnya:"), kata(fakta, dikenal)));
  } catch (galat) {
    const sebab = galat instanceof Rusak ? galat.message : "Kunci kami belum tersimpan di perangkat ini. Buka halaman ini sekali saat ada sinyal.";
    hasil.replaceChildren(kabar(false, galat instanceof Rusak ? "Tidak sah" : "Belum dapat diperiksa", par(sebab)));
  }
}

// Scanned without a line, the worker shows this page at the very address of the code.
const alamat = () => { if (location.hash.length > 1) tampilkan(location.pathname + location.hash); };
addEventListener("hashchange", alamat);
document.getElementById("tempel").addEventListener("submit", (peristiwa) => {
  peristiwa.preventDefault();
  tampilkan(teks.value);
});
alamat();

async function simpan() {
  const keterangan = document.getElementById("simpanan");
  try {
    await navigator.serviceWorker.register(hasil.dataset.pekerja);
    await navigator.serviceWorker.ready;
    keterangan.textContent = "Halaman ini sudah tersimpan di perangkat ini, dan terbuka juga tanpa sinyal.";
  } catch (galat) {
    console.info(galat.message);
    keterangan.textContent = "Peramban ini tidak dapat menyimpan halaman. Biarkan halaman ini terbuka bila akan dipakai tanpa sinyal.";
  }
}
simpan();
