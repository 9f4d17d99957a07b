import { ErrorSummary, PasswordInput } from "govuk-frontend";
import { pasangAlir } from "./alir.js";
import { pasangBerkas } from "./berkas.js";
import { pasangCetak } from "./cetak.js";
import { pasangGalat, pasangMenu, pasangSekali } from "./halaman.js";
import { pasangMassal, pasangPapan, pasangSegar } from "./papan.js";
import { pasangSisipan } from "./sisipan.js";
import { pasangPenampil } from "./penampil.js";
import { pasangTitipan } from "./titip.js";

// govuk-frontend asks for this mark, which its own template sets by an inline script.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const Bagian of [ErrorSummary, PasswordInput]) {
  for (const akar of document.querySelectorAll(`[data-module="${Bagian.moduleName}"]`)) {
    try {
      new Bagian(akar);
    } catch (galat) {
      console.warn(galat.message);
    }
  }
}
for (const pasang of [
  pasangMenu, pasangSekali, pasangGalat, pasangBerkas, pasangPenampil, pasangSisipan, pasangCetak,
  pasangMassal, pasangPapan, pasangSegar, pasangAlir, pasangTitipan,
]) pasang();

// Only pages with such fields pay for what helps to fill them.
const isian = document.querySelector("[data-nik], [data-cepat], [data-lokasi-tombol], [data-perkecil]");
if (isian) import(new URL(ISIAN, import.meta.url)).catch(() => { /* the form works without it */ });
