// Help while a form is filled in; app.js fetches this where a page has such fields.
import { pasangLokasi } from "./lokasi.js";
import { pasangNik } from "./nik.js";
import { pasangPerkecil } from "./perkecil.js";
import { pasangTanggal } from "./tanggal.js";

// GAYA and, in app.js, ISIAN are put in by the build: no page has to carry these names.
const gaya = new URL(GAYA, import.meta.url).href;
if (![...document.querySelectorAll("link[rel=stylesheet]")].some(({ href }) => href === gaya)) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: gaya }));
}
for (const pasang of [pasangTanggal, pasangNik, pasangLokasi, pasangPerkecil]) pasang();
