// Photos of an item: taken or chosen, shrunk one after the other, each with its kind; nothing leaves the phone here.
import { gambarUlang, namaJpeg, perkecil } from "../perkecil.js";

export { perkecil };

const PALING_BANYAK = 12;
const PALING_BESAR = 10 * 1024 * 1024;
const TERIMA = "image/jpeg,image/png,application/pdf";

// Needs a secure context, as the worker and the store of the phone do: without https the shell does not run at all.
export async function sidikDari(isi) {
  const sidik = await crypto.subtle.digest("SHA-256", await isi.arrayBuffer());
  return [...new Uint8Array(sidik)].map((satu) => satu.toString(16).padStart(2, "0")).join("");
}

// Bytes of its own: a file that is only pointed at may be gone when it is to be sent.
async function siapkan(berkas) {
  const kecil = await perkecil(berkas);
  const nama = kecil === berkas ? berkas.name : namaJpeg(berkas.name);
  const isi = new Blob([await kecil.arrayBuffer()], { type: kecil.type });
  if (!isi.size) throw new Error("berkas ini kosong atau tidak dapat dibaca");
  if (isi.size > PALING_BESAR) throw new Error("terlalu besar, paling besar 10 MB");
  return { isi, nama, sidik: await sidikDari(isi), terkirim: false, ditolak: null };
}

const elemen = (nama, sifat = {}, ...isi) => {
  const satu = Object.assign(document.createElement(nama), sifat);
  satu.append(...isi);
  return satu;
};

// A label over a real file input: it opens the camera also where a script may not.
function pemilih(teks, sifat, terima, samar = "") {
  const masukan = elemen("input", { type: "file", className: "govuk-visually-hidden", ...sifat });
  masukan.addEventListener("change", () => {
    terima([...masukan.files]);
    masukan.value = "";
  });
  return elemen("label", { className: "foto__pilih" }, teks, elemen("span", { className: "govuk-visually-hidden", textContent: samar }), masukan);
}
const kamera = { accept: "image/*" };

function tombol(teks, samar, kerja) {
  const satu = elemen("button", { type: "button", className: "foto__aksi" }, teks, elemen("span", { className: "govuk-visually-hidden", textContent: samar }));
  satu.addEventListener("click", kerja);
  return satu;
}

class DaftarFoto {
  constructor(wadah, { foto = [], berubah = () => {} } = {}) {
    this.wadah = wadah;
    this.pilihan = wadah.querySelector("template").content.querySelector("select");
    this.foto = [...foto];
    this.berubah = berubah;
    this.antre = Promise.resolve();
    this.keluhan = [];
    this.alamat = new Map();
    this.kabar = elemen("p", { className: "govuk-hint foto__kabar" });
    this.kabar.setAttribute("role", "status");
    this.butir = elemen("ol", { className: "foto__daftar" });
    const ambil = pemilih("Ambil foto", kamera, (berkas) => this.tambah(berkas));
    ambil.querySelector("input").setAttribute("capture", "environment");
    const pilih = pemilih("Pilih dari HP", { accept: TERIMA, multiple: true }, (berkas) => this.tambah(berkas));
    for (const lama of wadah.querySelectorAll(":scope > :not(template)")) lama.remove();
    wadah.append(elemen("div", { className: "foto__bilah" }, ambil, pilih), this.kabar, this.butir);
    this.gambar();
  }

  // One picture at a time, in the order they came; a failure is told and stops nothing.
  kerjakan(kerja) {
    this.antre = this.antre.then(kerja).catch((galat) => {
      this.keluhan.push(galat.message);
      this.katakan("");
    });
    return this.antre;
  }

  // What went wrong with one of several files stays in sight while the others go on.
  katakan(kabar) {
    this.kabar.textContent = [kabar, ...this.keluhan].join(" ").trim();
  }

  tambah(berkas) {
    this.keluhan = [];
    for (const satu of berkas) {
      this.kerjakan(async () => {
        if (this.foto.length >= PALING_BANYAK) throw new Error(`Paling banyak ${PALING_BANYAK} foto. ${satu.name} tidak ikut.`);
        this.katakan("Menyiapkan foto …");
        const baru = await this.coba(satu);
        this.foto.push({ id: crypto.randomUUID(), jenis: this.pilihan.options[0].value, urut: this.foto.length, ...baru });
        this.sudah(`${this.foto.length} foto.`);
      });
    }
  }

  async coba(berkas) {
    const baru = await siapkan(berkas).catch((galat) => { throw new Error(`${berkas.name}: ${galat.message}.`); });
    if (this.foto.some(({ sidik }) => sidik === baru.sidik)) throw new Error(`${berkas.name} sudah ada di daftar.`);
    return baru;
  }

  ganti(satu, baru, kabar) {
    const di = this.foto.findIndex(({ id }) => id === satu.id);
    if (di < 0) return;
    this.lepas(satu);
    this.foto[di] = { ...this.foto[di], ...baru };
    this.sudah(kabar);
  }

  putar(satu) {
    this.keluhan = [];
    return this.kerjakan(async () => {
      const kini = this.foto.find(({ id }) => id === satu.id);
      const isi = kini && await gambarUlang(kini.isi, 1);
      if (!isi) throw new Error("Foto ini tidak dapat diputar di HP ini.");
      this.ganti(kini, { isi, nama: namaJpeg(kini.nama), sidik: await sidikDari(isi), terkirim: false, ditolak: null }, "Foto diputar.");
      this.fokus(satu.id, 0);
    });
  }

  ulangi(satu, [berkas]) {
    this.keluhan = [];
    if (berkas) this.kerjakan(async () => this.ganti(satu, await this.coba(berkas), "Foto diganti."));
  }

  // The first press asks, the second one does.
  hapus(satu, tekan) {
    if (!tekan.dataset.yakin) {
      tekan.dataset.yakin = "ya";
      tekan.firstChild.data = "Ya, hapus";
      return;
    }
    this.lepas(satu);
    this.foto = this.foto.filter(({ id }) => id !== satu.id).map((tetap, urut) => ({ ...tetap, urut }));
    this.sudah("Foto dihapus.");
    this.wadah.querySelector("input")?.focus();
  }

  sudah(kabar) {
    this.katakan(kabar);
    this.gambar();
    this.berubah(this.daftar());
  }

  lepas({ id }) {
    URL.revokeObjectURL(this.alamat.get(id));
    this.alamat.delete(id);
  }

  // Pictures of a form that is closed would be held in the phone's memory as long as the page lives.
  tutup() {
    this.foto.forEach((satu) => this.lepas(satu));
    this.foto = [];
    this.keluhan = [];
    this.katakan("");
    this.butir.replaceChildren();
  }

  fokus(id, ke) {
    this.butir.querySelector(`[data-id="${id}"]`)?.querySelectorAll("button")[ke]?.focus();
  }

  gambar() {
    this.butir.replaceChildren(...this.foto.map((satu, ke) => this.satuButir(satu, ke + 1)));
  }

  satuButir(satu, nomor) {
    if (!this.alamat.has(satu.id)) this.alamat.set(satu.id, URL.createObjectURL(satu.isi));
    const nama = elemen("span", { className: "foto__nama", textContent: satu.nama });
    const gambar = elemen("img", { className: "foto__gambar", src: this.alamat.get(satu.id), alt: `Foto ${nomor}`, decoding: "async" });
    gambar.addEventListener("error", () => gambar.replaceWith(nama));
    const jenis = this.pilihan.cloneNode(true);
    jenis.setAttribute("aria-label", `Foto ${nomor}: foto apa`);
    jenis.value = satu.jenis;
    // A form that is emptied for newer lists must not show another kind than the one kept.
    const tetap = () => { for (const pilihan of jenis.options) pilihan.defaultSelected = pilihan.selected; };
    tetap();
    jenis.addEventListener("change", () => {
      tetap();
      this.foto = this.foto.map((ada) => (ada.id === satu.id ? { ...ada, jenis: jenis.value } : ada));
      this.berubah(this.daftar());
    });
    const ulangi = pemilih("Ulangi", kamera, (berkas) => this.ulangi(satu, berkas), ` foto ${nomor}`);
    ulangi.className = "foto__aksi";
    ulangi.querySelector("input").setAttribute("capture", "environment");
    const hapus = tombol("Hapus", ` foto ${nomor}`, () => this.hapus(satu, hapus));
    const aksi = elemen("div", { className: "foto__bilah" }, tombol("Putar", ` foto ${nomor}`, () => this.putar(satu)), ulangi, hapus);
    const butir = elemen("li", { className: "foto__satu" }, gambar, elemen("div", { className: "foto__isi" }, jenis, aksi));
    butir.dataset.id = satu.id;
    return butir;
  }

  daftar() { return this.foto.map((satu) => ({ ...satu })); }

  async selesai() {
    await this.antre;
    return this.daftar();
  }
}

// `wadah` is [data-foto] of the form. Gives {daftar(), selesai()}: wait for selesai() before saving, a photo may still be shrinking.
export function pasangFoto(wadah, pilihan) {
  return new DaftarFoto(wadah, pilihan);
}
