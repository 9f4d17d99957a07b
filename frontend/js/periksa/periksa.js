// The check pages where there is a line: a PDF's fingerprint taken on the device, and the code's signature.
import { kabar, par } from "./unsur.js";
import { Rusak, keTeks, periksa } from "./pernyataan.js";

async function sidikDari(berkas) {
  const sidik = await crypto.subtle.digest("SHA-256", await berkas.arrayBuffer());
  return Array.from(new Uint8Array(sidik), (satu) => satu.toString(16).padStart(2, "0")).join("");
}

// The file itself stays here; where the browser cannot, it is sent and the server takes the fingerprint.
function pasangBerkas(borang) {
  const masukan = borang.querySelector("input[type=file]");
  borang.addEventListener("submit", async (peristiwa) => {
    const [berkas] = masukan.files;
    if (!berkas || !crypto.subtle) return;
    peristiwa.preventDefault();
    try {
      borang.elements.sidik.value = await sidikDari(berkas);
      masukan.disabled = true;
    } catch (galat) {
      console.info(galat.message);
    }
    borang.submit();
  });
  addEventListener("pageshow", () => { masukan.disabled = false; borang.elements.sidik.value = ""; });
}

async function putusan({ kode, fakta, kunci }, pernyataan) {
  const { kunci: dikenal } = await (await fetch(kunci)).json();
  const { bita } = await periksa(kode, pernyataan, dikenal);
  if (!fakta) {
    return kabar(false, "Kodenya bertanda tangan kami, tetapi dokumennya tidak tercatat",
      par("Bawa kertasnya ke Disdukcapil supaya diperiksa."));
  }
  if (keTeks(bita) !== fakta) {
    return kabar(false, "Isi kode di kertas berbeda dengan catatan kami", par("Jangan dipakai; tanyakan kepada kantor di atas."));
  }
  return kabar(true, "Tanda tangan kode cocok", par("Keterangan di kode kotak ditandatangani dan sama dengan catatan kami."));
}

async function pasangTanda(tempat) {
  const pernyataan = location.hash.slice(1);
  if (!pernyataan) return;
  try {
    tempat.replaceChildren(await putusan(tempat.dataset, pernyataan));
  } catch (galat) {
    if (galat instanceof Rusak) {
      tempat.replaceChildren(kabar(false, "Tanda tangan kode tidak sah", par(galat.message),
        par("Kertasnya mungkin palsu. Percayalah hanya kepada keterangan di halaman ini.")));
    } else {
      console.info(galat.message);
    }
  }
}

for (const borang of document.querySelectorAll("[data-berkas]")) pasangBerkas(borang);
for (const tempat of document.querySelectorAll("[data-tanda]")) {
  pasangTanda(tempat);
  addEventListener("hashchange", () => pasangTanda(tempat));
}
