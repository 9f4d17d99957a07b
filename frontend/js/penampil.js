const LANGKAH = 1.5;
const TERDEKAT = 6;

function pasang(penampil) {
  const gambar = penampil.querySelector("img");
  const bingkai = penampil.querySelector(".penampil__bingkai");
  let putaran = 0;
  let besar = 1;

  function gambarkan() {
    const rebah = putaran % 180 !== 0;
    gambar.style.width = `${besar * 100}%`;
    gambar.style.maxWidth = "none";
    // Turned by a quarter the picture keeps its old box: shift it so that its corner stays in the frame.
    const lebar = gambar.clientWidth;
    const tinggi = gambar.clientHeight;
    gambar.style.transform = `rotate(${putaran}deg)`;
    gambar.style.margin = rebah ? `${(lebar - tinggi) / 2}px ${(tinggi - lebar) / 2}px` : "0";
    bingkai.classList.toggle("dekat", besar > 1);
  }

  const aksi = {
    putar: () => { putaran = (putaran + 90) % 360; },
    perbesar: () => { besar = Math.min(TERDEKAT, besar * LANGKAH); },
    perkecil: () => { besar = Math.max(1, besar / LANGKAH); },
    awal: () => { putaran = 0; besar = 1; },
  };
  // A page of an old book is opened again for every row: it looks as it was left.
  const kunci = penampil.dataset.penampil;
  const simpan = () => kunci && sessionStorage.setItem(kunci, JSON.stringify([putaran, besar, bingkai.scrollLeft, bingkai.scrollTop]));
  function pulihkan() {
    const lama = JSON.parse(sessionStorage.getItem(kunci));
    if (!lama) return;
    [putaran, besar] = lama;
    gambarkan();
    bingkai.scrollTo(lama[2], lama[3]);
  }
  if (kunci) {
    if (gambar.complete) pulihkan();
    else gambar.addEventListener("load", pulihkan, { once: true });
    addEventListener("pagehide", simpan);
  }
  const bilah = penampil.querySelector(".penampil__bilah");
  bilah.hidden = false;
  bilah.addEventListener("click", (peristiwa) => {
    const tombol = peristiwa.target.closest("[data-aksi]");
    if (!tombol) return;
    aksi[tombol.dataset.aksi]();
    gambarkan();
  });
}

export function pasangPenampil() {
  document.querySelectorAll("[data-penampil]").forEach(pasang);
}
