// The little that the phone checks itself; the server decides the rest.
export function galatAwal(form) {
  const isi = (nama) => (form.elements[nama]?.value ?? "").trim();
  const galat = {};
  if (!isi("nama") && !form.elements.tidak_dikenal.checked) galat.nama = ["Tulis nama almarhum/almarhumah, atau centang “Nama tidak diketahui”."];
  if (!isi("makam_id")) galat.makam_id = ["Pilih makam tempat jenazah dikuburkan."];
  const tanggal = ["hari", "bulan", "tahun"].map((bagian) => isi(`dimakamkan_tanggal-${bagian}`));
  if (tanggal.some((bagian) => !bagian)) galat.dimakamkan_tanggal = ["Isi hari, bulan, dan tahun dimakamkan."];
  return galat;
}
