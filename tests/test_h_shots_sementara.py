import sys, threading, time
sys.path.insert(0, "/work/main")
from pathlib import Path
import pytest
from werkzeug.serving import make_server
from playwright.sync_api import sync_playwright
from pemakaman.akun.rules import Peran
from pemakaman.akun.sessions import open_session
from pemakaman.akun.models import Akun
from pemakaman.db import transaction, reading
from pemakaman.pemilih.impor import run_import
from pemakaman.pemilih.models import DaftarPemilih, Paket
from sqlalchemy import select, text
from tests.contoh_pemilih import write_voter_csv
from tests.pabrik import make_actor
from tests.pabrik_pemilih import Kantor, register, make_approved
from tests.conftest import *

def test_shots(app, database, tmp_path):
    import pemakaman.pemilih.impor as im
    admin = make_actor(Peran.ADMIN_KAB)
    k = Kantor(surat_nomor="474.3/012/2026"); k2=Kantor(nama="Ahmad Suhaimi", jenis_kelamin="L", lahir_tahun=1944)
    k3 = Kantor(nama="Siti Amanah", lahir_hari=None, lahir_bulan=None)
    for x in (k2,k3):
        from tests.pabrik_pemilih import make_pemilih
        make_pemilih(k.daftar_id, x.nik, alamat="JL. MELATI 5")
    u = k.confirm(k.propose()); u2=k.add_more(tps="007")
    k4=Kantor(); k4.daftar_id=k.daftar_id; k4.pemilih_id=make_pemilih(k.daftar_id,k4.nik); u3=k4.propose()
    from pemakaman.pemilih import paket
    with transaction() as s:
        pk = paket.build_paket(s, wilayah_kode="18.71", tps=None, formats=["csv","xlsx"], baru=True, actor=k.pejabat)
    k.cancel(u2)
    bad = tmp_path/"bad.csv"; bad.write_text(write_voter_csv(tmp_path/"c.csv",50).read_text()+"Kedaton,Kedaton,1,,123,A,X,,,,,,,,,,,,,\n")
    d2=register(bad, admin); run_import(d2, transaction)
    d3=register(write_voter_csv(tmp_path/"e.csv",7), admin)
    with transaction() as s:
        t=time.time(); 
        print(s.execute(text("select count(*) from pemilih")).scalar())
    out = Path("/tmp/h_shots"); out.mkdir(exist_ok=True)
    app.config["WTF_CSRF_ENABLED"]=False
    server = make_server("127.0.0.1", 0, app, threaded=True); port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    def token(actor):
        with transaction() as s:
            return open_session(s, s.get_one(Akun, actor.id), asal="127.0.0.1", perangkat="uji").token
    lap = make_approved(nama="Ratna Dewi")
    from tests.pabrik_verifikasi import version_of
    pages = {
      "verifikator": (k.verifikator, {"akta":"/akta","akta-catat":f"/laporan/{lap}/akta","akta-impor":"/akta/impor","pemilih":f"/pemilih?daftar={k.daftar_id}"}),
      "admin": (admin, {"impor":"/pemilih/impor","kemajuan-jadi":f"/pemilih/impor/{d2}","setelan":"/pemilih/setelan","kemajuan-antre":f"/pemilih/impor/{d3}"}),
      "pejabat": (k.pejabat, {"usul":"/pemilih/usul","usul-satu":f"/pemilih/usul/{u3.id}","paket-baru":"/paket/baru","usul-batal":f"/pemilih/usul/{u2.id}"}),
      "kpu": (make_actor(Peran.PETUGAS_KPU), {"paket":"/paket","paket-satu":f"/paket/{pk[0].id}"}),
    }
    from flask.sessions import SecureCookieSessionInterface
    from axe_playwright_python.sync_playwright import Axe
    ser = SecureCookieSessionInterface().get_signing_serializer(app)
    with sync_playwright() as pw:
        b = pw.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for role,(actor,ps) in pages.items():
            tok = token(actor)
            for w,h in ((360,740),(1280,800)):
                ctx=b.new_context(viewport={"width":w,"height":h})
                ctx.add_cookies([{"name":"pemakaman","value":ser.dumps({"_user_id":tok,"_fresh":True}),"url":f"http://127.0.0.1:{port}"}])
                page=ctx.new_page(); errs=[]
                page.on("console", lambda m: errs.append(m.text) if m.type=="error" else None)
                for name,url in ps.items():
                    r=page.goto(f"http://127.0.0.1:{port}{url}")
                    page.screenshot(path=str(out/f"{name}-{w}.png"), full_page=True)
                    sw=page.evaluate("document.documentElement.scrollWidth")
                    v=Axe().run(page)
                    print(name,w,r.status,"overflow" if sw>w else "", [x["id"]+":"+x["nodes"][0]["html"][:120] for x in v.response["violations"]], errs)
                if name=="pemilih" and role=="verifikator": pass
                if role=="verifikator":
                    page.goto(f"http://127.0.0.1:{port}/laporan/{lap}/akta"); page.fill("#nomor","477/1/1999")
                    import datetime; t=datetime.date.today()
                    page.fill("#tanggal-hari",str(t.day));page.fill("#tanggal-bulan",str(t.month));page.fill("#tanggal-tahun",str(t.year))
                    page.click("text=Catat akta"); page.screenshot(path=str(out/f"akta-galat-{w}.png"), full_page=True); print("galat", [x["id"] for x in Axe().run(page).response["violations"]])
                    f=tmp_path/"akta.csv"; f.write_text(f"id_laporan,nomor_akta,tanggal_akta\n{lap},1871-KM-{t:%d%m%Y}-0001,{t:%d-%m-%Y}\nx,y,z\n")
                    page.goto(f"http://127.0.0.1:{port}/akta/impor"); page.set_input_files("#berkas", str(f)); page.click("text=Uji berkas"); page.screenshot(path=str(out/f"akta-hasil-{w}.png"), full_page=True); print("hasil", [x["id"] for x in Axe().run(page).response["violations"]])
                ctx.close()
        b.close()
    server.shutdown()
