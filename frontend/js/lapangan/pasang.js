// The program on the home screen, and word of a newer version of it.
import { lipatan, par, pemberitahuan, tautan, tombol, unsur } from "./unsur.js";

let ajakan = null;
let versiBaru = false;
let berubah = () => {};

export function pantauPemasangan(kabari) {
  berubah = kabari;
  addEventListener("beforeinstallprompt", (peristiwa) => {
    peristiwa.preventDefault();
    ajakan = peristiwa;
    berubah();
  });
  addEventListener("appinstalled", () => { ajakan = null; berubah(); });
  const pekerja = navigator.serviceWorker;
  // The first worker takes over a page that had none; only a second one is a new version.
  let sudahAda = Boolean(pekerja?.controller);
  pekerja?.addEventListener("controllerchange", () => {
    versiBaru ||= sudahAda;
    sudahAda = true;
    berubah();
  });
}

export const kabarVersi = () => versiBaru && pemberitahuan("info", "Versi baru siap",
  par("Yang sudah diketik tetap tersimpan. ", tautan("Muat ulang sekarang", "/lapangan/")));

const terpasang = () => matchMedia("(display-mode: standalone)").matches;

async function pasang() {
  await ajakan?.prompt();
  ajakan = null;
  berubah();
}

export function bagianPasang() {
  if (terpasang()) return null;
  if (ajakan) return tombol("Pasang di HP", pasang, "kedua");
  return lipatan("Pasang di layar utama HP", unsur("ul", { kelas: "govuk-list govuk-list--bullet" },
    unsur("li", {}, "Chrome: buka menu titik tiga, pilih “Tambahkan ke layar utama”."),
    unsur("li", {}, "Firefox: buka menu titik tiga, pilih “Instal” atau “Tambahkan ke layar utama”."),
    unsur("li", {}, "iPhone: tekan tombol Bagikan, pilih “Tambah ke Layar Utama”.")));
}
