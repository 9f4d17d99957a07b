// A photographed KTP read by the server: proposals beside the picture, each taken by a press and never by itself.
import { minta } from "./minta.js";

const JENIS = "kk_ktp";
const SABAR = 30_000;
const PELAN = 4;
const NAMA = {
  nik: "NIK", nama: "Nama", tempat_lahir: "Tempat lahir", lahir: "Tanggal lahir", jenis_kelamin: "Jenis kelamin",
  alamat: "Alamat", rt: "RT", rw: "RW", agama: "Agama", status_kawin: "Status perkawinan", pekerjaan: "Pekerjaan",
  kewarganegaraan: "Kewarganegaraan",
};
const KOSONG = "Tidak ada isian di halaman ini yang dapat dibantu oleh foto ini.";
const PUTUS = "Pembaca KTP tidak dapat dihubungi sekarang. Ketik saja, atau coba lagi nanti.";
const KELUAR = "Masuk dulu supaya KTP dapat dibaca di server. Atau ketik saja.";
const MATI = "Pembaca KTP tidak terpasang di server ini. Ketik saja dari KTP-nya.";

const elemen = (nama, sifat = {}, ...isi) => {
  const satu = Object.assign(document.createElement(nama), sifat);
  satu.append(...isi);
  return satu;
};

function tombol(teks, kerja, samar = "") {
  const satu = elemen("button", { type: "button", className: "foto__aksi" }, teks, elemen("span", { className: "govuk-visually-hidden", textContent: samar }));
  satu.addEventListener("click", kerja);
  return satu;
}

const nilai = (ruas) => (ruas?.value ?? "").trim();

// What stands in the form now, in words; "" when nothing does.
function terisi(form, saran) {
  return Object.keys(saran.isi).map((nama) => {
    const ruas = form.elements[nama];
    if (!(ruas instanceof RadioNodeList)) return nilai(ruas);
    const satu = [...ruas].find((pilihan) => pilihan.checked);
    return satu ? satu.labels[0].textContent.trim() : "";
  }).join(" ").trim();
}

const sama = (form, saran) => Object.entries(saran.isi).every(([nama, isi]) => nilai(form.elements[nama]).replace(/^0+(?=\d)/, "") === isi.replace(/^0+(?=\d)/, ""));

function isikan(form, saran) {
  for (const [nama, isi] of Object.entries(saran.isi)) {
    const ruas = form.elements[nama];
    ruas.value = isi;
    const satu = ruas instanceof RadioNodeList ? [...ruas].find((pilihan) => pilihan.checked) : ruas;
    for (const jenis of ["input", "change"]) satu?.dispatchEvent(new Event(jenis, { bubbles: true }));
  }
}

// The part of the photo where the value stands, a little wider, so that one compares without searching.
function potongan(gambar, [x, y, lebar, tinggi], nama) {
  const [tepiX, tepiY] = [0.01, tinggi * 0.4];
  const [kiri, atas] = [Math.max(0, x - tepiX), Math.max(0, y - tepiY)];
  const [l, t] = [(Math.min(1, x + lebar + tepiX) - kiri) * gambar.width, (Math.min(1, y + tinggi + tepiY) - atas) * gambar.height];
  const kanvas = elemen("canvas", { className: "ktp__potongan", width: Math.max(1, Math.round(l)), height: Math.max(1, Math.round(t)) });
  kanvas.setAttribute("role", "img");
  kanvas.setAttribute("aria-label", `Potongan foto: ${nama}`);
  kanvas.getContext("2d").drawImage(gambar, kiri * gambar.width, atas * gambar.height, l, t, 0, 0, kanvas.width, kanvas.height);
  return kanvas;
}

const kataYakin = ({ yakin, diperkirakan }) => (yakin ? "Yakin" : diperkirakan ? "Ada angka yang diperkirakan, periksa lagi" : "Periksa lagi");

class Pembaca {
  constructor(form, { ambilFoto, tempat, sapa }) {
    this.form = form;
    this.sapa = sapa;
    this.kotak = elemen("div", { className: "ktp" });
    this.bilah = elemen("div", { className: "foto__bilah" });
    this.kabar = elemen("p", { className: "govuk-hint ktp__kabar" });
    this.kabar.setAttribute("role", "status");
    this.hasil = elemen("div");
    this.kotak.append(this.bilah, this.kabar, this.hasil);
    tempat.after(this.kotak);
    this.tempat = tempat;
    this.ganti(ambilFoto);
    for (const kapan of ["online", "offline"]) addEventListener(kapan, () => this.segarkan());
    // Photos come, go and change their kind inside it.
    new MutationObserver(() => this.segarkan()).observe(tempat, { childList: true, subtree: true });
    tempat.addEventListener("change", () => this.segarkan());
  }

  // Another item is in the form: nothing of the last one's card stays in sight.
  ganti(ambilFoto) {
    this.ambilFoto = ambilFoto;
    this.giliran = {};
    this.kabar.textContent = "";
    this.hasil.replaceChildren();
    this.segarkan();
  }

  segarkan() {
    const semua = this.ambilFoto();
    const ktp = semua.map((satu, ke) => ({ ...satu, nomor: ke + 1 })).filter(({ jenis, isi }) => jenis === JENIS && isi.type.startsWith("image/"));
    this.kotak.hidden = !ktp.length || !navigator.onLine || this.mati === true;
    const tanda = ktp.map(({ nomor, sidik, isi }) => `${nomor} ${sidik ?? isi.size}`).join();
    if (tanda === this.tanda) return;
    this.tanda = tanda;
    this.bilah.replaceChildren(...ktp.map((satu) => tombol(ktp.length > 1 ? `Baca KTP di foto ${satu.nomor}` : "Baca KTP", () => this.baca(satu.isi))));
  }

  katakan(teks) { this.kabar.textContent = teks; }

  async baca(foto) {
    const giliran = (this.giliran = {});
    this.hasil.replaceChildren();
    this.katakan("Membaca KTP …");
    const { pesan, saran } = await this.tanya(foto).catch(() => ({ pesan: PUTUS }));
    if (giliran !== this.giliran) return;
    this.katakan(pesan ?? "");
    if (saran) await this.tunjukkan(foto, saran, giliran);
  }

  async tanya(foto) {
    const { keadaan, salam } = await this.sapa();
    if (keadaan !== "masuk") return { pesan: keadaan === "keluar" ? KELUAR : PUTUS };
    this.mati = salam.ktp === false;
    if (this.mati) return { pesan: MATI };
    const kepala = { "X-CSRFToken": salam.csrf, "Content-Type": foto.type };
    const { isi } = await minta("/lapangan/baca-ktp", { cara: "POST", kepala, isi: foto, batas: SABAR + foto.size / PELAN });
    if (isi?.hasil !== "terbaca" || !Array.isArray(isi.saran)) return { pesan: isi?.hasil ? isi.pesan : PUTUS };
    const ada = isi.saran.filter((saran) => NAMA[saran.ruas] && Object.keys(saran.isi).every((nama) => this.form.elements[nama]));
    return ada.length ? { saran: ada } : { pesan: KOSONG };
  }

  async tunjukkan(foto, semua, giliran) {
    const gambar = await createImageBitmap(foto, { imageOrientation: "from-image" }).catch(() => null);
    if (giliran !== this.giliran) return gambar?.close();
    const judul = elemen("h3", { className: "govuk-heading-s", tabIndex: -1, textContent: "Yang terbaca di KTP" });
    const butir = elemen("ul", { className: "ktp__daftar" });
    this.baris = semua.map((saran) => this.satuBaris(saran, gambar));
    butir.append(...this.baris.map(({ li }) => li));
    gambar?.close();
    const yakin = tombol("Pakai semua yang yakin dan masih kosong", () => this.pakaiKosong());
    this.hasil.replaceChildren(judul, elemen("p", { className: "govuk-hint", textContent: "Belum ada yang diisikan. Cocokkan dengan potongan fotonya, lalu tekan Pakai." }), butir, elemen("div", { className: "foto__bilah" }, yakin, tombol("Tutup", () => this.tutup())));
    this.perbarui();
    judul.focus();
  }

  satuBaris(saran, gambar) {
    const nama = NAMA[saran.ruas];
    const ada = elemen("span", { className: "ktp__ada" });
    const pakai = tombol("Pakai", () => { isikan(this.form, saran); this.perbarui(); this.katakan(`${nama} diisikan.`); }, ` ${nama}: ${saran.teks}`);
    const tanda = elemen("span", { className: saran.yakin ? "ktp__tanda" : "ktp__tanda ktp__tanda--ragu", textContent: kataYakin(saran) });
    const isi = elemen("div", { className: "ktp__isi" }, elemen("span", { className: "ktp__nama", textContent: nama }), elemen("strong", { className: "ktp__teks", textContent: saran.teks }), tanda, ada);
    return { saran, ada, pakai, li: elemen("li", { className: "ktp__satu" }, ...(gambar ? [potongan(gambar, saran.kotak, nama)] : []), isi, pakai) };
  }

  // What is already typed is shown beside the proposal and stays until its button is pressed.
  perbarui() {
    for (const { saran, ada, pakai } of this.baris) {
      const cocok = sama(this.form, saran);
      const kini = terisi(this.form, saran);
      ada.textContent = cocok ? "Sudah terisi sama." : kini && `Sudah diisi: ${kini}`;
      pakai.hidden = cocok;
      pakai.firstChild.data = kini ? "Ganti dengan ini" : "Pakai";
    }
  }

  pakaiKosong() {
    const kosong = this.baris.filter(({ saran }) => saran.yakin && !terisi(this.form, saran));
    for (const { saran } of kosong) isikan(this.form, saran);
    this.perbarui();
    this.katakan(kosong.length ? `${kosong.length} isian diisikan. Periksa lagi sebelum menyimpan.` : "Tidak ada isian kosong yang terbaca dengan yakin.");
  }

  tutup() {
    this.hasil.replaceChildren();
    this.katakan("");
    this.bilah.querySelector("button")?.focus();
  }
}

const terpasang = new WeakMap();

// `ambilFoto()` gives [{isi: Blob, jenis, sidik?}]; `tempat` is what the photos stand in; `sapa()` tells who is signed in, with
// the token ({keadaan, salam: {csrf, ktp?}}). May be called again for another item.
export function pasangKtp(form, { ambilFoto, sapa, tempat = form.querySelector("[data-foto]") }) {
  const ada = terpasang.get(form);
  if (ada) ada.ganti(ambilFoto);
  else terpasang.set(form, new Pembaca(form, { ambilFoto, tempat, sapa }));
  return terpasang.get(form);
}
