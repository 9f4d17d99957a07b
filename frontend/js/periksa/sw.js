// Below /periksa/ only: a code scanned without a line opens the page that checks its signature. The worker of the
// field, which has the rest of the site, keeps its own store; neither touches the other's.
import { layani, pasang } from "../pekerja.js";

const { halaman, sidik, versi } = self.PERIKSA;
const { jalurDulu } = pasang("pemakaman-periksa-", versi, sidik, (_, dengan) => dengan("no-cache"));

layani((permintaan, jalur) => {
  if (permintaan.mode === "navigate") return jalurDulu(permintaan, halaman);
  return jalur in sidik ? jalurDulu(permintaan, jalur) : null;
});
