// Builds pemakaman/static from scss/, js/ and ikon/. The same sources give the same bytes and the same names.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import * as sass from "sass";

const here = fileURLToPath(new URL(".", import.meta.url));
const target = join(here, "../pemakaman/static");
const browsers = ["chrome100", "firefox100", "safari15"];
// 20 for the pages, and half of one for what they owe to reports that wait on the phone (titip.js).
const limitKb = 20.5;

async function styles(source) {
  const { css } = sass.compile(join(here, source), { loadPaths: [join(here, "node_modules")], quietDeps: true });
  const { code } = await transform(css, { loader: "css", minify: true, target: browsers, legalComments: "none" });
  return Buffer.from(code);
}

function hashed(name, bytes) {
  const ext = extname(name);
  return `${name.slice(0, -ext.length)}-${createHash("sha256").update(bytes).digest("hex").slice(0, 10)}${ext}`;
}

// `names`: constants of the source that stand for the names of other built files.
async function script(source, format = "esm", names = {}) {
  const { outputFiles } = await build({
    entryPoints: [join(here, source)], bundle: true, minify: true, write: false, format,
    target: browsers, legalComments: "none", define: names,
  });
  return Buffer.from(outputFiles[0].contents);
}

const isianCss = await styles("scss/isian.scss");
const isianJs = await script("js/isian.js", "esm", { GAYA: JSON.stringify(`./${hashed("isian.css", isianCss)}`) });
const kirimJs = await script("js/lapangan/kirim.js");
const fetched = { ISIAN: JSON.stringify(`./${hashed("isian.js", isianJs)}`), KIRIM: JSON.stringify(`./${hashed("kirim.js", kirimJs)}`) };
const assets = {
  "app.css": await styles("scss/app.scss"), "isian.css": isianCss, "isian.js": isianJs,
  "lapangan.css": await styles("scss/lapangan.scss"), "cetak.css": await styles("scss/cetak.scss"), "pratinjau.css": await styles("scss/pratinjau.scss"),
  "gambar.css": await styles("scss/gambar.scss"), "layar.css": await styles("scss/layar.scss"),
  "app.js": await script("js/app.js", "esm", fetched),
  "lapangan.js": await script("js/lapangan/lapangan.js", "esm", fetched),
  "pratinjau.js": await script("js/pratinjau.js"), "kirim.js": kirimJs, "sw.js": await script("js/lapangan/sw.js", "iife"),
  "periksa.js": await script("js/periksa/periksa.js"), "luring.js": await script("js/periksa/luring.js"),
  "periksa-sw.js": await script("js/periksa/sw.js", "iife"),
};
for (const name of (await readdir(join(here, "ikon"))).sort()) assets[name] = await readFile(join(here, "ikon", name));

const manifest = {};
await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
for (const [name, bytes] of Object.entries(assets)) {
  manifest[name] = hashed(name, bytes);
  await writeFile(join(target, manifest[name]), bytes);
}
await writeFile(join(target, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");

const kb = (bytes) => gzipSync(bytes, { level: 9 }).length / 1024;
const sum = kb(assets["app.css"]) + kb(assets["app.js"]);
for (const name of Object.keys(assets).filter((name) => /\.(css|js)$/.test(name))) console.log(`${name} ${kb(assets[name]).toFixed(1)} KB gz`);
if (sum > limitKb) throw new Error(`CSS and JS together ${sum.toFixed(1)} KB gz, limit ${limitKb}`);
