// Shows what belongs to a choice only while it is chosen. govuk-frontend's own script also sets aria-expanded on
// radios, which ARIA does not allow there.
export function pasangSisipan() {
  const pemicu = [...document.querySelectorAll("input[data-aria-controls]")];
  const gambarkan = () => {
    for (const masukan of pemicu) {
      const isi = document.getElementById(masukan.dataset.ariaControls);
      const jenis = masukan.type === "radio" ? "radios" : "checkboxes";
      isi?.classList.toggle(`govuk-${jenis}__conditional--hidden`, !masukan.checked);
    }
  };
  if (!pemicu.length) return;
  document.addEventListener("change", gambarkan);
  // The browser puts back what was chosen before when a page is taken from the history.
  addEventListener("pageshow", gambarkan);
  gambarkan();
}
