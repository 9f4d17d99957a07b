// Whose reports this phone shows and sends now: of the account that the server last named here.
import { aturPemilik, hitungLain as hitungAkunLain, pemilik } from "./gudang.js";
import { lupakanPemilik, pemilikSingkat } from "./hitungan.js";
import { catatJam } from "./jam.js";
import { bacaJawaban, sebabGagal } from "./jawaban.js";
import { minta } from "./minta.js";

export { lupakanPemilik };
export const siapaPemilik = async () => (await pemilik()) ?? null;
export const hitungLain = async () => hitungAkunLain((await pemilik())?.akun);

// {keadaan: "masuk", salam} | {keadaan: "keluar"} | {keadaan: "gagal", sebab, jenis}
async function sapa() {
  const n = crypto.randomUUID();
  const jawab = await minta(`/lapangan/salam?n=${n}`);
  const isi = jawab.isi;
  if (bacaJawaban(jawab, () => false).hasil === "sesi") return { keadaan: "keluar" };
  const benar = jawab.status === 200 && isi?.layanan === "pemakaman" && isi.n === n && isi.akun?.id && isi.csrf;
  return benar ? { keadaan: "masuk", salam: isi } : { ...sebabGagal(jawab), keadaan: "gagal" };
}

// Asks who is signed in and makes him the owner. An ended session changes nothing, so that the form works at the grave.
export async function kenali() {
  const sebelum = pemilikSingkat();
  const jawab = await sapa();
  if (jawab.keadaan !== "masuk") return jawab;
  const { akun, waktu } = jawab.salam;
  await catatJam(waktu).catch((galat) => console.info(galat.message));
  // Somebody signed out or in while the answer travelled; it may speak of the one before.
  if (![sebelum, akun.id].includes(pemilikSingkat())) return { keadaan: "gagal", jenis: "jalur", sebab: "Akun di HP ini baru saja berganti." };
  const ada = await pemilik();
  if (ada?.akun !== akun.id || ada.nama !== akun.nama || ada.peran !== akun.peran) {
    await aturPemilik({ akun: akun.id, nama: akun.nama, peran: akun.peran });
  }
  return jawab;
}
