import { ErrorSummary, PasswordInput } from "govuk-frontend";
import { pasangAlir } from "./alir.js";
import { pasangBerkas } from "./berkas.js";
import { pasangCetak } from "./cetak.js";
import { pasangGalat, pasangMenu, pasangSekali } from "./halaman.js";
import { pasangLokasi } from "./lokasi.js";
import { pasangMassal, pasangPapan, pasangSegar } from "./papan.js";
import { pasangSisipan } from "./sisipan.js";
import { pasangPenampil } from "./penampil.js";
import { pasangTanggal } from "./tanggal.js";
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
  pasangMenu, pasangSekali, pasangGalat, pasangTanggal, pasangBerkas, pasangPenampil, pasangSisipan, pasangCetak,
  pasangMassal, pasangPapan, pasangSegar, pasangLokasi, pasangAlir, pasangTitipan,
]) pasang();
