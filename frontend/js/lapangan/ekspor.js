// Items with their photos as one file, to be carried to the office when the phone cannot send any more.
import { ambilKiriman, daftarFoto, perangkat } from "./gudang.js";
import { muatan } from "./muatan.js";

const VERSI = 1;

function basis64(isi) {
  return new Promise((jadi, gagal) => {
    const baca = new FileReader();
    baca.onload = () => jadi(baca.result.slice(baca.result.indexOf(",") + 1));
    baca.onerror = () => gagal(baca.error);
    baca.readAsDataURL(isi);
  });
}

async function satuKiriman(id, alat) {
  const [kiriman, foto] = [await ambilKiriman(id), await daftarFoto(id)];
  if (!kiriman) return null;
  const isi = [];
  for (const { sidik, jenis, nama, isi: blob } of foto) isi.push({ sidik, jenis, nama, mime: blob.type, isi: await basis64(blob) });
  return { ...muatan(kiriman, foto, alat), foto: isi };
}

// Piece by piece: all the photos as one text could be more than a cheap phone holds.
export async function simpanKeBerkas(daftarId, milik) {
  const alat = await perangkat();
  const dibuat = new Date().toISOString();
  const kepala = JSON.stringify({ jenis: "pemakaman-kiriman", versi: VERSI, dibuat, perangkat: alat, akun: { id: milik.akun, nama: milik.nama } });
  const bagian = [kepala.slice(0, -1), ',"kiriman":['];
  let ke = 0;
  for (const id of daftarId) {
    const satu = await satuKiriman(id, alat);
    if (satu) bagian.push(ke++ ? "," : "", JSON.stringify(satu));
  }
  bagian.push("]}");
  unduh(new Blob(bagian, { type: "application/json" }), `laporan-hp-${dibuat.slice(0, 16).replace(/[T:]/g, "-")}.json`);
  return ke;
}

function unduh(berkas, nama) {
  const alamat = URL.createObjectURL(berkas);
  const tautan = Object.assign(document.createElement("a"), { href: alamat, download: nama });
  document.body.append(tautan);
  tautan.click();
  tautan.remove();
  setTimeout(() => URL.revokeObjectURL(alamat), 60_000);
}
