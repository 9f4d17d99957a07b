// The payload of an item, as it is sent and as it is exported. Photos are named by fingerprint, each once a kind.
export function muatan(kiriman, foto, perangkat) {
  const sekali = new Map(foto.map(({ sidik, jenis, nama }) => [`${sidik} ${jenis}`, { sidik, jenis, nama }]));
  return {
    v: kiriman.versi ?? 1,
    kiriman: kiriman.id,
    akun: kiriman.akun,
    makam: kiriman.makam,
    ruas: kiriman.ruas,
    foto: [...sekali.values()],
    waktu: { isi: kiriman.diisi ?? kiriman.dibuat, kirim: new Date().toISOString() },
    relatif: kiriman.relatif ?? null,
    perangkat,
    draf: kiriman.laporan ? { laporan: kiriman.laporan, versi: kiriman.versiDraf } : null,
    pastikan: kiriman.pastikan ?? [],
  };
}
