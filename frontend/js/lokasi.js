// Fills latitude and longitude from the phone; without the script they are typed.
export function pasangLokasi() {
  const tempat = document.querySelector("[data-lokasi-tombol]");
  if (!tempat || !navigator.geolocation) return;
  const tombol = document.createElement("button");
  Object.assign(tombol, { type: "button", className: "govuk-button govuk-button--secondary", textContent: "Pakai lokasi HP ini" });
  const kabar = document.createElement("p");
  kabar.className = "govuk-hint";
  kabar.setAttribute("role", "status");
  tombol.addEventListener("click", () => {
    kabar.textContent = "Mencari lokasi …";
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      for (const [nama, nilai] of [["lintang", coords.latitude], ["bujur", coords.longitude]]) {
        document.querySelector(`[data-lokasi=${nama}]`).value = nilai.toFixed(6).replace(".", ",");
      }
      kabar.textContent = `Lokasi terisi, ketelitian sekitar ${Math.round(coords.accuracy)} meter.`;
    }, () => {
      kabar.textContent = "Lokasi tidak didapat. Izinkan lokasi di peramban, atau ketik angkanya.";
    }, { enableHighAccuracy: true, timeout: 20000 });
  });
  tempat.append(tombol, kabar);
}
