// The device's clock beside the server's. Times are sent as they are; this only tells when one looks wrong.
import { aturSetelan, setelan } from "./gudang.js";

const DIKABARKAN = 3600;
const LONGGAR = 120;

// {selisih: server minus device in seconds and perangkat: device time, both at the last contact; server: the latest seen}
export async function catatJam(isoServer) {
  const server = Date.parse(isoServer);
  if (!Number.isFinite(server)) return;
  const dulu = await setelan("jam");
  const perangkat = Date.now();
  const selisih = Math.round((server - perangkat) / 1000);
  await aturSetelan("jam", { selisih, perangkat, server: Math.max(server, dulu?.server ?? 0) });
}

// Pure: what is wrong with a clock that shows `kini`, given what the last contact told.
export function periksaJam(jam, kini) {
  if (!jam) return null;
  const mundur = Math.round((jam.server - kini) / 1000);
  if (mundur > LONGGAR + Math.max(jam.selisih, 0)) return { selisih_detik: mundur, sebab: "mundur" };
  // A clock that ran ahead and has been set back since: what was known of it no longer holds.
  if (kini < jam.perangkat) return mundur > DIKABARKAN ? { selisih_detik: mundur, sebab: "mundur" } : null;
  return Math.abs(jam.selisih) >= DIKABARKAN ? { selisih_detik: jam.selisih, sebab: "selisih" } : null;
}

export const jamMeragukan = async () => periksaJam(await setelan("jam"), Date.now());
