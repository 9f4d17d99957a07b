// The signed statement in a square code, read and verified. The form of its bytes: pemakaman/dokumen/pernyataan.py.
import { hashes, verify } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";

const VERSI = 1;
const KONTEKS = "pemakaman/periksa/1\n";
const TANDA = 64;
const AWAL = Date.UTC(2000, 0, 1);
const HARI = 86400000;
hashes.sha512 = sha512;

export class Rusak extends Error {}

// "https://…/periksa/KODE#PERNYATAAN", or with a dot where '#' cannot stand.
export function pisah(teks) {
  const cocok = /([A-Z2-7]{26})\s*[#.]\s*([A-Za-z0-9_-]+)/.exec(teks);
  return cocok && { kode: cocok[1], pernyataan: cocok[2] };
}

export function keTeks(bita) {
  return btoa(String.fromCharCode(...bita)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function keBita(teks) {
  try {
    const bita = Uint8Array.from(atob(teks.replaceAll("-", "+").replaceAll("_", "/")), (huruf) => huruf.charCodeAt(0));
    // Only one text stands for given bytes.
    if (keTeks(bita) === teks) return bita;
  } catch (galat) {
    console.info(galat.message);
  }
  throw new Rusak("Tulisan ini bukan isi kode kotak kami, atau terpotong.");
}

function baca(isi) {
  let letak = 10;
  const potong = () => {
    const akhir = letak + 1 + isi[letak];
    if (!(akhir <= isi.length)) throw new Rusak("Isi kode kotak terpotong.");
    const teks = new TextDecoder("utf-8", { fatal: true }).decode(isi.subarray(letak + 1, akhir));
    letak = akhir;
    return teks;
  };
  const angka = (pada) => isi[pada] * 256 + isi[pada + 1];
  const kab = String(angka(6)).padStart(4, "0");
  const huruf = potong();
  const nomor = potong();
  if (letak !== isi.length || isi[0] !== VERSI) throw new Rusak("Isi kode kotak tidak dapat dibaca halaman ini.");
  return {
    jenis: String(isi[5]), kantor: `${kab.slice(0, 2)}.${kab.slice(2)}`,
    tanggal: new Date(AWAL + angka(8) * HARI), huruf, nomor,
  };
}

// The browser's own verification where it has one; some know Ed25519 only since 2025.
async function sah(tanda, pesan, kunci) {
  try {
    const milik = await crypto.subtle.importKey("raw", kunci, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", milik, tanda, pesan);
  } catch (galat) {
    console.info(galat.message);
    return verify(tanda, pesan, kunci, { zip215: false });
  }
}

// The facts of a statement that one of `kunci` signed for this code, and their bytes; throws Rusak otherwise.
export async function periksa(kode, pernyataan, kunci) {
  const semua = keBita(pernyataan);
  if (semua.length <= TANDA + 11) throw new Rusak("Tulisan ini bukan isi kode kotak kami, atau terpotong.");
  const isi = semua.subarray(0, -TANDA);
  const fakta = baca(isi);
  const id = Array.from(isi.subarray(1, 5), (satu) => satu.toString(16).padStart(2, "0")).join("");
  const milik = kunci.find((satu) => satu.id === id);
  if (!milik) throw new Rusak("Kode ini ditandatangani kunci yang tidak kami kenal.");
  const pesan = new Uint8Array([...new TextEncoder().encode(KONTEKS + kode), ...isi]);
  if (!(await sah(semua.subarray(-TANDA), pesan, keBita(milik.publik)))) {
    throw new Rusak("Tanda tangan di kode ini tidak cocok dengan isinya: keterangannya pernah diubah.");
  }
  return { fakta, bita: isi.subarray(5) };
}
