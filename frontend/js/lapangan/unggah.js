// The way of one item to the server: its photos one by one, then the report. Says what came of it; changes only photos.
import { daftarFoto, ubahFoto } from "./gudang.js";
import { bacaJawaban, cocokFoto, cocokLaporan } from "./jawaban.js";
import { batasWaktu, minta } from "./minta.js";
import { muatan } from "./muatan.js";
import { kenali } from "./pemilik.js";

const ULANG = 2;

// {hasil, isi?, sebab?, jenis?}: what the server said, or "gagal" | "sesi" (signed out) | "ganti" (somebody else is in).
export async function unggah(kiriman, csrf, { perangkat, langkah }) {
  const kerja = { kiriman, csrf, langkah };
  for (let ke = 0; ; ke += 1) {
    const foto = await unggahFoto(kerja);
    if (foto) return foto;
    const jawab = await unggahLaporan(kerja, perangkat);
    if (jawab.hasil !== "kurang_foto") return jawab;
    const hilang = await tandaiHilang(kiriman.id, jawab.isi.foto ?? []);
    if (!hilang || ke === ULANG) return gagal("Server meminta foto yang tidak ada di HP ini, atau foto tidak sampai utuh.");
  }
}

const gagal = (sebab, jenis = "layanan") => ({ hasil: "gagal", sebab, jenis });
const RUSAK = { hasil: "perbaiki", isi: { pesan: "Foto ini rusak di HP. Ambil ulang atau hapus." } };
const perbaiki = (pesan) => ({ hasil: "perbaiki", isi: { pesan: "Ada foto yang tidak dapat dipakai.", galat: { foto: pesan } } });

// Nothing when all photos are there. One that is refused does not keep the others from going.
async function unggahFoto(kerja) {
  const semua = await daftarFoto(kerja.kiriman.id);
  const tolak = [];
  for (const [urut, foto] of semua.entries()) {
    if (foto.terkirim) continue;
    kerja.langkah?.(urut + 1, semua.length);
    const jawab = await satuFoto(kerja, foto);
    if (jawab.hasil === "diterima") await tandai(foto.id, { terkirim: true, ditolak: null });
    else if (jawab.hasil !== "perbaiki") return jawab;
    else tolak.push(await tolakFoto(foto, urut, jawab.isi.pesan));
  }
  return tolak.length ? perbaiki(tolak) : null;
}

// A phone too full to note what has arrived must still send: nothing but the receipt makes room again.
const tandai = (id, bagian) => ubahFoto(id, bagian).catch((galat) => console.info(galat.message));

async function tolakFoto(foto, urut, pesan) {
  await tandai(foto.id, { ditolak: pesan });
  return `Foto ${urut + 1}: ${pesan}`;
}

async function satuFoto(kerja, foto) {
  const byte = await baca(foto.isi);
  if (!byte) return RUSAK;
  const opsi = {
    cara: "POST",
    kepala: { "Content-Type": foto.isi.type || "image/jpeg", "X-Sidik": foto.sidik, "X-Nama": namaAman(foto.nama) },
    isi: byte,
    batas: batasWaktu(byte.byteLength, kerja.kiriman.percobaan),
  };
  const url = `/lapangan/foto/${kerja.kiriman.id}`;
  for (let ke = 0; ; ke += 1) {
    const jawab = await kirimkan(kerja, url, opsi, cocokFoto(kerja.kiriman.id, foto.sidik));
    if (jawab.hasil !== "rusak") return jawab;
    if ((await sidikByte(byte)) !== foto.sidik) return RUSAK;
    if (ke === ULANG) return gagal("Foto tidak sampai utuh.", "jalur");
  }
}

// Half of a pair, which a cut file name may end in, cannot be encoded.
const namaAman = (nama) => encodeURIComponent((nama ?? "foto").replace(/\p{Surrogate}/gu, ""));

// Read whole before it is sent, so that a file that the phone can no longer read is told from a bad line.
const baca = (isi) => isi.arrayBuffer().catch(() => null);

async function sidikByte(byte) {
  const sidik = new Uint8Array(await crypto.subtle.digest("SHA-256", byte));
  return Array.from(sidik, (satu) => satu.toString(16).padStart(2, "0")).join("");
}

async function unggahLaporan(kerja, perangkat) {
  const { kiriman } = kerja;
  const isi = JSON.stringify(muatan(kiriman, await daftarFoto(kiriman.id), perangkat));
  const kepala = { "Content-Type": "application/json" };
  const opsi = { cara: "POST", kepala, isi, batas: batasWaktu(isi.length, kiriman.percobaan) };
  return kirimkan(kerja, "/lapangan/kirim", opsi, cocokLaporan(kiriman.id));
}

async function tandaiHilang(id, sidik) {
  const hilang = (await daftarFoto(id)).filter((foto) => sidik.includes(foto.sidik));
  for (const foto of hilang) await tandai(foto.id, { terkirim: false });
  return hilang.length;
}

// With the token of the last greeting; once more with a new one when it has gone stale. A refusal may only mean that
// somebody else has signed in here meanwhile.
async function kirimkan(kerja, url, opsi, cocok) {
  const sekali = async () => {
    const kepala = { ...opsi.kepala, "X-CSRFToken": kerja.csrf };
    return bacaJawaban(await minta(url, { ...opsi, kepala }), cocok);
  };
  const jawab = await sekali();
  if (jawab.hasil !== "basi" && jawab.hasil !== "ditolak") return jawab;
  const sapa = await kenali();
  if (sapa.keadaan === "keluar") return { hasil: "sesi" };
  if (sapa.keadaan === "gagal") return { ...sapa, hasil: "gagal" };
  if (sapa.salam.akun.id !== kerja.kiriman.akun) return { hasil: "ganti" };
  kerja.csrf = sapa.salam.csrf;
  if (jawab.hasil === "ditolak") return jawab;
  const lagi = await sekali();
  return lagi.hasil === "basi" ? { ...lagi, hasil: "gagal" } : lagi;
}
