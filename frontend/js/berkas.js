const MB = 1024 * 1024;

function besar(byte) {
  return byte < MB ? `${Math.max(1, Math.round(byte / 1024))} KB` : `${(byte / MB).toFixed(1).replace(".", ",")} MB`;
}

// The browser's own button speaks the browser's language; ours lies under it and speaks the page's.
function bungkus(masukan) {
  const kotak = document.createElement("div");
  const tombol = document.createElement("span");
  kotak.className = "pilih-berkas";
  tombol.className = "pilih-berkas__tombol";
  tombol.setAttribute("aria-hidden", "true");
  tombol.textContent = masukan.multiple ? "Pilih foto atau berkas" : "Pilih berkas";
  masukan.replaceWith(kotak);
  kotak.append(tombol, masukan);
  return kotak;
}

// Names the chosen files, and says before the upload which one will be refused.
export function pasangBerkas() {
  for (const masukan of document.querySelectorAll("input[type=file][data-batas-mb]")) {
    const batas = Number(masukan.dataset.batasMb);
    const paling = Number(masukan.dataset.paling);
    const daftar = document.createElement("ul");
    daftar.className = "daftar-berkas";
    daftar.setAttribute("aria-live", "polite");
    bungkus(masukan).after(daftar);
    masukan.addEventListener("change", () => {
      daftar.replaceChildren();
      for (const berkas of masukan.files) tambah(daftar, `${berkas.name}, ${besar(berkas.size)}`, berkas.size > batas * MB && `terlalu besar, paling besar ${batas} MB`);
      if (masukan.files.length > paling) tambah(daftar, `${masukan.files.length} berkas dipilih`, `paling banyak ${paling}`);
    });
  }
}

function tambah(daftar, teks, keluhan) {
  const butir = document.createElement("li");
  butir.textContent = keluhan ? `${teks}: ${keluhan}.` : teks;
  if (keluhan) butir.className = "terlalu-besar";
  daftar.append(butir);
}
