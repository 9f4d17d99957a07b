// What every page owes to the reports that wait on this phone. The rest lies in kirim.js and is fetched only when needed.
import { hitungan, lupakanPemilik, pemilikSingkat } from "./lapangan/hitungan.js";

const KELUAR = "pemakaman-keluar";

export function pasangTitipan() {
  const { dataset } = document.body;
  // The build puts the name of kirim.js in.
  const pengirim = () => import(new URL(KIRIM, import.meta.url));
  // Another tab may have greeted for the one who has just signed out of this one.
  if (sessionStorage.getItem(KELUAR) && !dataset.akun) lupakanPemilik();
  sessionStorage.removeItem(KELUAR);
  document.addEventListener("submit", (peristiwa) => tahanKeluar(peristiwa, pengirim), true);
  if (document.getElementById("lapangan")) return;
  const berganti = dataset.akun && dataset.akun !== pemilikSingkat();
  // Until the server has named the new one, nobody sees what the one before him keeps here.
  if (berganti) lupakanPemilik();
  if (berganti || hitungan()) pengirim().then(({ pasangHalaman }) => pasangHalaman()).catch((galat) => console.info(galat.message));
  if ("catat" in dataset) addEventListener("load", () => navigator.serviceWorker?.register("/sw.js").catch((galat) => console.info(galat.message)));
}

function tahanKeluar(peristiwa, pengirim) {
  const formulir = peristiwa.target;
  if (!formulir.matches("[data-keluar]")) return;
  if (hitungan() && !formulir.dataset.tetap) {
    peristiwa.preventDefault();
    const tetap = () => {
      formulir.dataset.tetap = "ya";
      formulir.requestSubmit();
    };
    pengirim().then(({ tanyaKeluar }) => tanyaKeluar(formulir), tetap);
    return;
  }
  sessionStorage.setItem(KELUAR, "ya");
  lupakanPemilik();
}
