// Help while a form is filled in; app.js fetches this where a page has such fields.
import { pasangLokasi } from "./lokasi.js";
import { pasangNik } from "./nik.js";
import { pasangPerkecil } from "./perkecil.js";
import { pasangTanggal } from "./tanggal.js";

const { gaya } = document.querySelector("meta[name=pemakaman-isian]").dataset;
if (!document.querySelector(`link[href="${gaya}"]`)) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: gaya }));
}
for (const pasang of [pasangTanggal, pasangNik, pasangLokasi, pasangPerkecil]) pasang();
