"""The phone's box from outside: puts items into it through the built script and reads what lies there."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page

from pemakaman.static_assets import MANIFEST

MODUL = f"const k = await import('/aset/{MANIFEST['kirim.js']}');"
ISI = """
const gambar = async (urut) => {
  const kanvas = Object.assign(document.createElement("canvas"), { width: 320, height: 240 });
  const kuas = kanvas.getContext("2d");
  kuas.fillStyle = `rgb(${Math.random() * 255},${Math.random() * 255},${urut * 40})`;
  kuas.fillRect(0, 0, 320, 240);
  const isi = await new Promise((jadi) => kanvas.toBlob(jadi, "image/jpeg", 0.8));
  const sidik = new Uint8Array(await crypto.subtle.digest("SHA-256", await isi.arrayBuffer()));
  return { isi, sidik: [...sidik].map((satu) => satu.toString(16).padStart(2, "0")).join("") };
};
const milik = await k.siapaPemilik() ?? ((await k.kenali()), await k.siapaPemilik());
const kini = new Date(), id = crypto.randomUUID();
const hari = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Jakarta" }).format(kini).split("-");
const ruas = { makam_id: [makam], nama: [nama], jenis_kelamin: ["L"], "dimakamkan_tanggal-tahun": [hari[0]],
  "dimakamkan_tanggal-bulan": [String(+hari[1])], "dimakamkan_tanggal-hari": [String(+hari[2])], ...lain };
const foto = [];
for (let urut = 0; urut < banyak; urut += 1) {
  foto.push({ id: crypto.randomUUID(), kiriman: id, akun: milik.akun, ...(await gambar(urut)), jenis: "foto_makam",
    nama: `makam ${urut + 1}.jpg`, urut, terkirim: false });
}
await k.gudang.simpanKiriman({ id, akun: milik.akun, versi: 1, makam, ruas, keadaan: "antre", percobaan: 0,
  dibuat: kini.toISOString(), diisi: kini.toISOString(), relatif: "hari_ini" }, foto);
return id;
"""


def call(page: Page, body: str, argument: Any = None) -> Any:
    """Run statements with the sender's module as `k` and the argument as `a`."""
    return page.evaluate(f"async (a) => {{ {MODUL} {body} }}", argument)


def put(page: Page, makam: object, nama: str, *, foto: int = 0, lain: dict[str, list[str]] | None = None) -> str:
    """A finished item of the phone's owner; returns its id."""
    argument = [str(makam), nama, foto, lain or {}]
    return str(call(page, f"const [makam, nama, banyak, lain] = a; {ISI}", argument))


def send(page: Page) -> None:
    """As the button does."""
    call(page, "await k.kirimSemua({ paksa: true });")


def item(page: Page, kiriman: str) -> dict[str, Any]:
    """An item as it lies there now; empty when it is gone."""
    return dict(call(page, "return (await k.gudang.ambilKiriman(a)) ?? {};", kiriman))


def receipts(page: Page) -> dict[str, dict[str, Any]]:
    """The owner's receipts by item."""
    body = "const milik = await k.siapaPemilik(); return milik ? k.gudang.daftarTanda(milik.akun) : [];"
    return {one["kiriman"]: one for one in call(page, body)}


def until(holds: Callable[[], bool], seconds: float = 12) -> bool:
    """Wait for what happens by itself."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.15)
    return True
