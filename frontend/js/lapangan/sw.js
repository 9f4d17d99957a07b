// The page that works without a line. Keeps the shell and the built files, whole or not at all; touches nothing else.
import { layani, pasang } from "../pekerja.js";

const { kulit, aset, sidik, versi } = self.LAPANGAN;

// What the browser's own store has of a file may have come cut; then it is asked for anew.
const minta = (url, dengan) => dengan(url === kulit ? "no-cache" : "default").catch(() => dengan("reload"));
const { tersimpan, jalurDulu } = pasang("pemakaman-kulit-", versi, sidik, minta);
const dariSimpanan = async (url, permintaan) => (await tersimpan(url)) ?? fetch(permintaan);

layani((permintaan, jalur) => {
  if (permintaan.mode === "navigate") {
    return jalur === kulit ? dariSimpanan(kulit, permintaan) : jalurDulu(permintaan, kulit);
  }
  return aset.includes(jalur) ? dariSimpanan(jalur, permintaan) : null;
});
