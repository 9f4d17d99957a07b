"""The wording a new template starts with: an office changes words sooner than it writes into an empty page."""

JUDUL = "Surat keterangan pemakaman untuk instansi"
ISI = """\
Yang bertanda tangan di bawah ini menerangkan bahwa

| | |
|---|---|
| Nama | {{nama_almarhum}} |
| NIK | {{nik_almarhum}} |
| Tempat, tanggal lahir | {{ttl_almarhum}} |
| Alamat | {{alamat_almarhum}} |

telah meninggal dunia pada {{hari_meninggal}} di {{tempat_meninggal}}, dan dimakamkan di {{nama_makam}} \
pada {{tanggal_dimakamkan}} ({{nomor_buku}}).

Surat ini dibuat atas permintaan {{nama_pelapor}}, hubungan dengan almarhum: {{hubungan_pelapor}}, \
untuk {{isi_keperluan}}.
"""
