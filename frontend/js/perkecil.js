const SISI = 1600;
const MUTU = 0.85;

// Draws a picture upright, at most `sisi` long, turned by `putaran` quarters; null where the browser cannot open it.
export async function gambarUlang(isi, putaran = 0, sisi = SISI) {
  let gambar;
  try {
    gambar = await createImageBitmap(isi, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
  const skala = Math.min(1, sisi / Math.max(gambar.width, gambar.height));
  const [lebar, tinggi] = [Math.round(gambar.width * skala), Math.round(gambar.height * skala)];
  const kanvas = document.createElement("canvas");
  [kanvas.width, kanvas.height] = putaran % 2 ? [tinggi, lebar] : [lebar, tinggi];
  const pena = kanvas.getContext("2d");
  pena.fillStyle = "#fff";
  pena.fillRect(0, 0, kanvas.width, kanvas.height);
  pena.translate(kanvas.width / 2, kanvas.height / 2);
  pena.rotate((putaran * Math.PI) / 2);
  pena.drawImage(gambar, -lebar / 2, -tinggi / 2, lebar, tinggi);
  // Cheap phones have room for one opened picture only.
  gambar.close();
  const hasil = await new Promise((jadi) => kanvas.toBlob(jadi, "image/jpeg", MUTU));
  kanvas.width = kanvas.height = 0;
  return hasil;
}

// At most 1600 px as a JPEG; the file as it is when that fails or would make it larger.
export async function perkecil(berkas) {
  if (!berkas.type.startsWith("image/")) return berkas;
  const hasil = await gambarUlang(berkas).catch(() => null);
  return hasil && hasil.size < berkas.size ? hasil : berkas;
}

export const namaJpeg = (nama) => `${nama.replace(/\.[^.]*$/, "") || "foto"}.jpg`;

async function kecilkanSemua(semua) {
  const hasil = new DataTransfer();
  for (const berkas of semua) {
    const kecil = await perkecil(berkas);
    hasil.items.add(kecil === berkas ? berkas : new File([kecil], namaJpeg(berkas.name), { type: kecil.type }));
  }
  return hasil.files;
}

// On a page with a line: photos are shrunk one after the other before they go up, and sending waits for the last one.
export function pasangPerkecil(akar = document) {
  for (const masukan of akar.querySelectorAll("input[type=file][data-perkecil]")) pasang(masukan);
}

function pasang(masukan) {
  let kerja;
  let penekan;
  masukan.addEventListener("change", ({ detail }) => {
    if (detail === "kecil") return;
    // A browser that cannot do it sends the files as they are.
    const ini = kecilkanSemua([...masukan.files]).catch(() => null);
    kerja = ini;
    ini.then((berkas) => {
      if (kerja !== ini) return;
      kerja = undefined;
      if (berkas) masukan.files = berkas;
      // Whoever lists the files lists them anew.
      masukan.dispatchEvent(new CustomEvent("change", { detail: "kecil" }));
      if (penekan) masukan.form.requestSubmit(penekan);
      penekan = undefined;
    });
  });
  masukan.form.addEventListener("submit", (peristiwa) => {
    if (!kerja) return;
    peristiwa.preventDefault();
    penekan = peristiwa.submitter;
  });
}
