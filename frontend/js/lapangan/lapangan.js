// The shell: which view the address asks for, and what the views need to know of the phone.
import { ambilLagi } from "./bekal.js";
import { ambilBekal, dengarkan, pemilik } from "./gudang.js";
import { gambarKotak } from "./kotak.js";
import { pantauPemasangan } from "./pasang.js";
import { gambarLagi } from "./unsur.js";

const wadah = document.getElementById("lapangan");
const keadaan = { milik: null, bekal: null, sesi: null, tetap: false };
let giliran = 0;

async function bacaPemilik() {
  keadaan.milik = (await pemilik()) ?? null;
  keadaan.bekal = keadaan.milik ? await ambilBekal(keadaan.milik.akun) : null;
}

// Only the newest drawing counts: an older one may come to its end later.
async function gambar() {
  const kini = ++giliran;
  await bacaPemilik();
  const anak = await gambarKotak(keadaan);
  if (kini === giliran) gambarLagi(wadah, anak);
}

async function mulai() {
  pantauPemasangan(gambar);
  dengarkan(gambar);
  for (const peristiwa of ["online", "offline"]) addEventListener(peristiwa, gambar);
  keadaan.tetap = (await navigator.storage?.persisted?.()) ?? false;
  await gambar();
  if (await ambilLagi()) await gambar();
}

mulai();
