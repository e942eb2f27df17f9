/**
 * Renders the demo shop's drawings to public/photos: AVIF and WebP at three widths for the pages and one JPEG per picture for shared
 * links; and what the seed says of each to prisma/seed/photos.json. The drawings' filters cost paint time in a browser, so the shop
 * serves these files instead of them.
 *
 * Run with `npx tsx scripts/render-photos.ts` after changing a drawing.
 */
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Browser, chromium } from "@playwright/test";
import sharp from "sharp";

const source = path.join("prisma", "seed", "illustrations");
const target = path.join("public", "photos");
const widths = [360, 720, 1080];
const print = { width: 1080, height: 1350, viewBox: "22 58 356 445" };
const card = { width: 1200, height: 630, viewBox: "-164 72 728 382" };

type Frame = typeof print;

await mkdir(target, { recursive: true });
const names = (await readdir(source)).filter((file) => file.endsWith(".svg")).map((file) => path.parse(file).name);
const browser = await chromium.launch({ executablePath: systemChromium(), args: ["--no-sandbox", "--disable-gpu"] });
const known: Record<string, { placeholder: string; bytes: number }> = {};
try {
  for (const name of names) known[name] = await render(browser, name);
} finally {
  await browser.close();
}
await writeFile(path.join("prisma", "seed", "photos.json"), `${JSON.stringify(known, null, 2)}\n`);
console.log(`${names.length} pictures in ${target}`);

async function render(browser: Browser, name: string): Promise<{ placeholder: string; bytes: number }> {
  const svg = await readFile(path.join(source, `${name}.svg`), "utf8");
  const printed = await paint(browser, print, svg);
  for (const width of widths) {
    const picture = sharp(printed).resize(width);
    await picture
      .clone()
      .webp({ quality: 80, effort: 6 })
      .toFile(fileOf(`${name}-${width}.webp`));
    await picture
      .clone()
      .avif({ quality: 52, effort: 5 })
      .toFile(fileOf(`${name}-${width}.avif`));
  }
  const shared = await paint(browser, card, widenGround(svg));
  await sharp(shared)
    .jpeg({ quality: 78, mozjpeg: true })
    .toFile(fileOf(`${name}-card.jpg`));
  const tiny = await sharp(printed).resize(16, 16, { fit: "inside" }).webp({ quality: 40 }).toBuffer();
  return { placeholder: `data:image/webp;base64,${tiny.toString("base64")}`, bytes: await bytesOf(name) };
}

async function bytesOf(name: string): Promise<number> {
  const files = [...widths.flatMap((width) => [`${width}.webp`, `${width}.avif`]), "card.jpg"];
  const sizes = await Promise.all(files.map(async (ending) => (await stat(fileOf(`${name}-${ending}`))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function paint(browser: Browser, frame: Frame, svg: string): Promise<Buffer> {
  const { width, height } = frame;
  const page = await browser.newPage({ viewport: { width, height } });
  try {
    await page.setContent(`<style>body{margin:0}svg{display:block}</style>${fitTo(frame, svg)}`);
    return await page.screenshot();
  } finally {
    await page.close();
  }
}

function fitTo({ width, height, viewBox }: Frame, svg: string): string {
  const size = `viewBox="${viewBox}" width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice"`;
  return svg.replace(/viewBox="[^"]*" width="\d+" height="\d+"/, size);
}

/** Extends wall and table sideways, so that a wide frame shows no end of either. */
function widenGround(svg: string): string {
  return svg
    .replace("M0 40h400v480H0z", "M-400 40h1200v480H-400z")
    .replace("M0 347q120-3 210 0t190-1v174H0z", "M-400 347H0q120-3 210 0t190-1h400v174H-400z");
}

function fileOf(name: string): string {
  return path.join(target, name);
}

function systemChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, "/usr/bin/chromium"].find((file) => file !== undefined && existsSync(file));
}
