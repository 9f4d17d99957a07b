const JEDA_KIRIM = 5000;

export function pasangMenu() {
  const tombol = document.querySelector("[data-menu]");
  tombol?.addEventListener("click", () => {
    const isi = document.getElementById(tombol.getAttribute("aria-controls"));
    tombol.setAttribute("aria-expanded", String(isi.classList.toggle("terbuka")));
  });
}

// A second tap within five seconds sends nothing. The button stays focusable and keeps its name and value,
// which `disabled` would take from the request.
export function pasangSekali() {
  document.addEventListener("submit", (peristiwa) => {
    const formulir = peristiwa.target;
    if (formulir.dataset.terkirim) {
      peristiwa.preventDefault();
      return;
    }
    if (peristiwa.defaultPrevented || formulir.method !== "post") return;
    formulir.dataset.terkirim = "ya";
    const tombol = peristiwa.submitter;
    tombol?.setAttribute("aria-disabled", "true");
    const lepas = () => {
      delete formulir.dataset.terkirim;
      tombol?.removeAttribute("aria-disabled");
    };
    setTimeout(lepas, JEDA_KIRIM);
    // A page taken back from the history must be ready to be sent again.
    addEventListener("pageshow", (p) => p.persisted && lepas(), { once: true });
  });
}

// What is being mended no longer shouts; the server decides again when it is sent.
export function pasangGalat() {
  document.addEventListener("input", (peristiwa) => {
    const ruas = peristiwa.target.closest(".govuk-form-group--error");
    if (!ruas) return;
    ruas.classList.remove("govuk-form-group--error");
    ruas.querySelector(".govuk-error-message")?.remove();
    coretDariRingkasan(ruas);
    for (const el of ruas.querySelectorAll("[class*='--error']")) {
      el.classList.remove("govuk-input--error", "govuk-select--error", "govuk-textarea--error", "govuk-file-upload--error");
    }
    for (const el of [ruas, ...ruas.querySelectorAll("[aria-invalid], [aria-describedby]")]) {
      el.removeAttribute("aria-invalid");
      const sisa = (el.getAttribute("aria-describedby") ?? "").split(/\s+/).filter((id) => id && !id.endsWith("-error"));
      if (sisa.length) el.setAttribute("aria-describedby", sisa.join(" "));
      else el.removeAttribute("aria-describedby");
    }
  });
}

// The list at the top forgets it too; with nothing left to mend the whole box goes.
function coretDariRingkasan(ruas) {
  const ringkasan = document.querySelector(".govuk-error-summary");
  for (const tautan of ringkasan?.querySelectorAll('a[href^="#"]') ?? []) {
    const tujuan = document.getElementById(tautan.hash.slice(1));
    if (tujuan && (ruas.contains(tujuan) || tujuan.contains(ruas))) tautan.closest("li")?.remove();
  }
  if (ringkasan && !ringkasan.querySelector("li")) ringkasan.remove();
}
