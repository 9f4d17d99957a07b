const PILIHAN = [["Hari ini", 0], ["Kemarin", 1]];

function isiTanggal(ruas, mundur) {
  const hari = new Date();
  hari.setDate(hari.getDate() - mundur);
  const nilai = { hari: hari.getDate(), bulan: hari.getMonth() + 1, tahun: hari.getFullYear() };
  for (const masukan of ruas.querySelectorAll("input")) {
    const bagian = masukan.name.split("-").pop();
    if (bagian in nilai) masukan.value = nilai[bagian];
  }
  ruas.querySelector("input").dispatchEvent(new Event("input", { bubbles: true }));
}

export function pasangTanggal() {
  for (const ruas of document.querySelectorAll("[data-cepat]")) {
    const baris = document.createElement("div");
    baris.className = "cepat";
    for (const [teks, mundur] of PILIHAN) {
      const tombol = document.createElement("button");
      tombol.type = "button";
      tombol.className = "cepat__tombol";
      tombol.textContent = teks;
      tombol.addEventListener("click", () => isiTanggal(ruas, mundur));
      baris.append(tombol);
    }
    ruas.after(baris);
  }
}
