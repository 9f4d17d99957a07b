// Kecamatan and desa of the address, from what the phone keeps.
const KOSONG = { alamat_kec: "Pilih kecamatan", alamat_desa_kode: "Tidak tahu" };

const satu = (ruas, nama) => ruas?.[nama]?.[0] ?? "";

// What was chosen before stays choosable, also when the list does not have it.
function isiDaftar(form, nama, satuan, terpilih) {
  const semua = [{ kode: "", nama: KOSONG[nama] }, ...satuan];
  if (terpilih && !satuan.some(({ kode }) => kode === terpilih)) semua.push({ kode: terpilih, nama: "Pilihan semula" });
  const daftar = form.elements[nama];
  daftar.replaceChildren(...semua.map((butir) => new Option(butir.nama, butir.kode)));
  daftar.value = terpilih;
}

function isiDesa(form, bekal, terpilih) {
  const kec = form.elements.alamat_kec.value;
  isiDaftar(form, "alamat_desa_kode", bekal?.wilayah?.find(({ kode }) => kode === kec)?.desa ?? [], terpilih);
  form.elements.alamat_desa_kode.closest("[data-ruas]").hidden = !kec;
}

export function isiWilayah(form, bekal, ruas) {
  const desa = satu(ruas, "alamat_desa_kode");
  isiDaftar(form, "alamat_kec", bekal?.wilayah ?? [], satu(ruas, "alamat_kec") || desa.slice(0, 8));
  isiDesa(form, bekal, desa);
}

// `ambil` gives the provisions of the moment.
export function pasangWilayah(form, ambil) {
  const { alamat_kec: kec, alamat_desa_kode: desa } = form.elements;
  kec.addEventListener("change", () => isiDesa(form, ambil(), kec.value && desa.value.startsWith(`${kec.value}.`) ? desa.value : ""));
}
