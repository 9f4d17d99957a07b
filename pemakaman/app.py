"""`create_app`: the only module that knows every folder."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from pemakaman import compress, db, gambar, kunci_periksa, log, menu, static_assets, store, tampilan, web
from pemakaman.akta.routes import bp as akta
from pemakaman.akun import guard
from pemakaman.akun.routes import bp as akun
from pemakaman.akun.sessions import login_manager
from pemakaman.berkas.panel import show_papers
from pemakaman.berkas.routes import bp as berkas
from pemakaman.berkas.services.lepas import let_go_papers
from pemakaman.buku.routes import bp as buku
from pemakaman.cek.routes import bp as cek
from pemakaman.cek.rules import KODE_JEJAK as KODE_CEK
from pemakaman.config import ROOT, Settings, load_settings
from pemakaman.desk.routes import bp as desk
from pemakaman.jejak import words
from pemakaman.jejak.routes import bp as jejak
from pemakaman.keaslian.routes import bp as keaslian
from pemakaman.lacak.routes import bp as lacak
from pemakaman.lapangan.routes import bp as lapangan
from pemakaman.laporan import sisipan
from pemakaman.laporan.routes import bp as laporan
from pemakaman.laporan.services import pindah
from pemakaman.makam.routes import bp as makam
from pemakaman.makam.sisipan import SESUDAH_PINDAH_DESA
from pemakaman.pantau.routes import bp as pantau
from pemakaman.pantau.services import tugas
from pemakaman.pembatalan.routes import bp as pembatalan
from pemakaman.pembatalan.rules import KODE_JEJAK
from pemakaman.pemilih import sandi as sandi_paket
from pemakaman.pemilih.routes import bp as pemilih
from pemakaman.penduduk import layanan
from pemakaman.penduduk.routes import bp as penduduk
from pemakaman.perbaikan.routes import bp as perbaikan
from pemakaman.pertukaran.routes import bp as pertukaran
from pemakaman.pertukaran.rute_salinan_ketik import bp as salinan
from pemakaman.peta.routes import bp as peta
from pemakaman.petak.routes import bp as petak
from pemakaman.surat.routes import bp as surat
from pemakaman.tandatangan import cara as tanda_cara
from pemakaman.tandatangan.routes import bp as tandatangan
from pemakaman.terbuka.queries import list_terbit
from pemakaman.terbuka.routes import bp as terbuka
from pemakaman.verifikasi.routes import bp as verifikasi
from pemakaman.wilayah.routes import bp as wilayah

BLUEPRINTS = (
    *(pantau, akun, wilayah, makam, penduduk, laporan, verifikasi, berkas, akta, pemilih),
    *(perbaikan, pembatalan, lacak, pertukaran, salinan, buku, petak, lapangan, jejak, keaslian),
    *(tandatangan, surat, cek, peta, desk, terbuka),
)
LARGEST_REQUEST = 125 * 1024 * 1024


def create_app(settings: Settings | None = None, *, database_url: str | None = None) -> Flask:
    """Build the web program; raises ConfigError when a secret or the database is missing."""
    settings = settings or load_settings()
    log.configure_logging()
    app = Flask("pemakaman", static_url_path="/aset", static_folder="static", template_folder=str(ROOT / "templates"))
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SETTINGS=settings,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_PARTS=1000,
        MAX_FORM_MEMORY_SIZE=2_000_000,
        SESSION_COOKIE_NAME="pemakaman",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.https,
        WTF_CSRF_TIME_LIMIT=None,
    )
    _configure_templates(app)
    _configure_services(settings, database_url)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, settings.proxies, settings.proxies, settings.proxies)  # type: ignore[method-assign]
    login_manager.init_app(app)
    csrf = CSRFProtect(app)
    guard.init_app(app)
    web.init_app(app)
    compress.init_app(app)
    static_assets.register_assets(app)
    tampilan.init_app(app)
    gambar.init_app(app)
    _fill_slots()
    menu.init_app(app)
    for endpoint in ("static", "ikon"):
        web.public(app.view_functions[endpoint])
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    # A family, or whoever holds a paper, looks without a cookie, and looking changes nothing.
    for looking in (lacak, keaslian):
        csrf.exempt(looking)
    return app


def _fill_slots() -> None:
    """What lower folders leave for higher ones to say."""
    words.KODE.update({**KODE_JEJAK, **KODE_CEK})
    sisipan.SISIPAN[:] = [show_papers]
    sisipan.SEBELUM_DIBUANG[:] = [let_go_papers]
    SESUDAH_PINDAH_DESA[:] = [pindah.follow_makam, tugas.follow_makam]
    menu.show_if("terbuka.home", list_terbit)


def _configure_services(settings: Settings, database_url: str | None) -> None:
    db.configure(database_url or settings.database_url or "")
    store.configure(settings.simpanan)
    layanan.configure(settings.dukcapil, settings.secret_key)
    sandi_paket.configure(settings.secret_key)
    kunci_periksa.configure(settings)
    tanda_cara.configure(settings)


def _configure_templates(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
