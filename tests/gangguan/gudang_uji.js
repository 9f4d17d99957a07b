// For the fault harness only: writes and reads the phone's store from outside, as the built scripts export nothing.
// The shape is that of the head comment of frontend/js/lapangan/gudang.js; the shell itself has made the database.
async (pesan) => {
  const selesai = (minta) => new Promise((ya, tidak) => {
    minta.onsuccess = () => ya(minta.result);
    minta.onerror = () => tidak(minta.error);
  });
  if (!(await indexedDB.databases()).some((satu) => satu.name === "pemakaman")) throw new Error("gudang belum ada");
  const db = await selesai(indexedDB.open("pemakaman"));
  try {
    return await { tulis, baca, sidik }[pesan.apa]();
  } finally {
    db.close();
  }

  async function tulis() {
    const isi = (teks) => new Blob([Uint8Array.from(atob(teks), (huruf) => huruf.charCodeAt(0))], { type: "image/jpeg" });
    const kerja = db.transaction(["kiriman", "foto"], "readwrite", { durability: "strict" });
    for (const { kiriman, foto } of pesan.semua) {
      kerja.objectStore("kiriman").put(kiriman);
      for (const satu of foto) kerja.objectStore("foto").put({ ...satu, isi: isi(satu.isi) });
    }
    await new Promise((ya, tidak) => {
      kerja.oncomplete = ya;
      kerja.onabort = () => tidak(kerja.error);
    });
    new BroadcastChannel("pemakaman-kotak").postMessage("berubah");
  }

  async function baca() {
    const kerja = db.transaction(["kiriman", "foto", "tanda", "setelan"]);
    const [kiriman, jumlahFoto, tanda, pemilik] = await Promise.all([
      selesai(kerja.objectStore("kiriman").getAll()), selesai(kerja.objectStore("foto").count()),
      selesai(kerja.objectStore("tanda").getAll()), selesai(kerja.objectStore("setelan").get("pemilik")),
    ]);
    return { kiriman, jumlahFoto, tanda, pemilik: pemilik ?? null };
  }

  // What a form of the shell has stored: fingerprints computed here anew from the bytes.
  async function sidik() {
    const foto = await selesai(db.transaction("foto").objectStore("foto").index("kiriman").getAll(pesan.id));
    const hex = (bita) => [...new Uint8Array(bita)].map((satu) => satu.toString(16).padStart(2, "0")).join("");
    return Promise.all(foto.map(async ({ id, jenis, nama, isi }) => {
      const bita = await isi.arrayBuffer();
      return { id, jenis, nama, sidik: hex(await crypto.subtle.digest("SHA-256", bita)), panjang: bita.byteLength };
    }));
  }
};
