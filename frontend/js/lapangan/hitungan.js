// What any page may know of the phone's store without opening it: how many reports wait, and whose phone this is now.
const HITUNGAN = "pemakaman-belum-terkirim";
export const PEMILIK = "pemakaman-pemilik";

export const hitungan = () => Number(localStorage.getItem(HITUNGAN) ?? 0);
export const pemilikSingkat = () => localStorage.getItem(PEMILIK) ?? "";

// The numbers help, they are not the store: a phone that refuses them still keeps its reports.
export function ingat(nama, nilai) {
  try {
    localStorage.setItem(nama, nilai);
  } catch (galat) {
    console.info(galat.message);
  }
}
export const ingatHitungan = (jumlah) => ingat(HITUNGAN, String(jumlah));

// Signing out takes effect at once and without the database: nobody after this person sees what he keeps here.
export function lupakanPemilik() {
  localStorage.removeItem(PEMILIK);
  ingatHitungan(0);
}
