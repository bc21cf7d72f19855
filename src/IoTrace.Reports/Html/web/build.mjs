// Builds ../page.html, the report page without its data: one self-contained file.
//   node build.mjs                builds it
//   node build.mjs --if-changed   builds it only where the sources differ from those it was built from
//   node build.mjs --out FILE     builds it into another file
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv.includes("--out") ? process.argv[process.argv.indexOf("--out") + 1] : join(here, "..", "page.html");

const sources = ["build.mjs", "package-lock.json", "style.css", "page.template.html",
  ...readdirSync(join(here, "src")).sort().map(name => join("src", name))];
const hash = createHash("sha256");
for (const name of sources) hash.update(name.replaceAll("\\", "/")).update("\0").update(readFileSync(join(here, name))).update("\0");
const stamp = `<!-- built from ${hash.digest("hex").slice(0, 32)} -->`;

if (process.argv.includes("--if-changed") && existsSync(target) && readFileSync(target, "utf8").includes(stamp)) process.exit(0);

if (!existsSync(join(here, "node_modules", "esbuild"))) {
  console.log("The sources of the report page changed: fetching its build tools with npm ci.");
  execFileSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: here, stdio: "inherit" });
}

const { buildSync, transformSync } = await import("esbuild");
const script = buildSync({
  entryPoints: [join(here, "src", "main.ts")], bundle: true, minify: true, format: "iife", target: "es2022", write: false, charset: "ascii",
}).outputFiles[0].text.trimEnd();
const style = transformSync(readFileSync(join(here, "style.css"), "utf8"), { loader: "css", minify: true }).code.trimEnd();

// Nothing from outside may load, and no script or style but the two of this page.
const digest = text => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = `default-src 'none'; script-src ${digest(script)}; style-src ${digest(style)}; img-src data:; base-uri 'none'; form-action 'none'`;

const page = readFileSync(join(here, "page.template.html"), "utf8")
  .replace("%POLICY%", () => policy)
  .replace("%STAMP%", () => stamp)
  .replace("%STYLE%", () => style)
  .replace("%SCRIPT%", () => script);
writeFileSync(target, page);
