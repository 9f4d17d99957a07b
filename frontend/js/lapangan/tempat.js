// The places of the shell. The form comes out of its template here, so that the page shows none without a script.
export const wadah = document.getElementById("lapangan");
export const pesan = document.getElementById("pesan");
wadah.after(document.getElementById("cetakan").content);
export const form = document.getElementById("borang");
