// Fills latitude and longitude from the phone, only when asked; without the script they are typed.
export function pasangLokasi(akar = document) {
  for (const tempat of akar.querySelectorAll("[data-lokasi-tombol]:not([data-terpasang])")) {
    if (navigator.geolocation) pasang(tempat);
  }
}

function pasang(tempat) {
  tempat.dataset.terpasang = "";
  const tombol = document.createElement("button");
  Object.assign(tombol, {
    type: "button", className: "govuk-button govuk-button--secondary", textContent: tempat.dataset.lokasiTombol || "Pakai lokasi HP ini",
  });
  const kabar = document.createElement("p");
  kabar.className = "govuk-hint";
  kabar.setAttribute("role", "status");
  // A place found late belongs to the form as it was when asked, not to the next grave in it.
  let giliran;
  tempat.closest("form").addEventListener("reset", () => {
    giliran = undefined;
    kabar.textContent = "";
  });
  tombol.addEventListener("click", () => {
    const ini = (giliran = {});
    kabar.textContent = "Mencari lokasi …";
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      if (ini !== giliran) return;
      for (const [nama, nilai] of [["lintang", coords.latitude], ["bujur", coords.longitude]]) {
        const masukan = tempat.closest("form").querySelector(`[data-lokasi=${nama}]`);
        masukan.value = nilai.toFixed(6).replace(".", ",");
        masukan.dispatchEvent(new Event("input", { bubbles: true }));
      }
      kabar.textContent = `Lokasi terisi, ketelitian sekitar ${Math.round(coords.accuracy)} meter.`;
    }, () => {
      if (ini !== giliran) return;
      kabar.textContent = "Lokasi tidak didapat. Izinkan lokasi di peramban, atau ketik angkanya.";
    }, { enableHighAccuracy: true, timeout: 20000 });
  });
  tempat.append(tombol, kabar);
}
