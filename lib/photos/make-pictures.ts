import sharp, { type Sharp } from "sharp";
import { refuse } from "@/lib/photos/refusals";
import { fewestPixelsAcross, mostPixels, type PhotoKind, photoWidths, type Size, sizeFor } from "@/lib/photos/rules";

/** A photo as it is kept: the files by their ending, such as `720.webp` or `card.jpg`. */
export type Pictures = Size & { placeholder: string; files: ReadonlyMap<string, Buffer> };

const readers = ["Jpeg", "Png", "Webp", "Heif"].flatMap((kind) => [
  `VipsForeignLoad${kind}File`,
  `VipsForeignLoad${kind}Buffer`,
]);

/** No other reader of files may run, whatever a file looks like; and one picture never takes more than one core. */
function guardSharp(): void {
  sharp.concurrency(1);
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: readers });
}

/**
 * Makes a photo's pictures from a file that was received: turned the right way up, in the colours of the web, without anything that the
 * camera wrote beside it. Refuses `not_a_photo`, `too_many_pixels`, `too_few_pixels`, `moving_picture`, `broken_photo`.
 */
export async function makePictures(file: string, kind: PhotoKind): Promise<Pictures> {
  guardSharp();
  const original = await measure(file, kind);
  const { pixels, size } = await develop(file, original);
  const files = new Map<string, Buffer>();
  for (const width of photoWidths) {
    const { width: across, height } = sizeFor(width, original);
    const picture = () => pixels().resize(across, height, { fit: "fill" });
    files.set(`${width}.avif`, await picture().avif({ quality: 52, effort: 3 }).toBuffer());
    files.set(`${width}.webp`, await picture().webp({ quality: 80, effort: 4 }).toBuffer());
  }
  files.set("card.jpg", await card(pixels()).toBuffer());
  return { ...size, placeholder: await placeholderOf(pixels()), files };
}

/** A picture for mails of one that is kept, on light paper: a logo drawn for paper can be read where a reader darkens the mail. */
export function makeForMail(kept: Buffer, { width, height }: Size): Promise<Buffer> {
  guardSharp();
  return sharp(kept)
    .flatten({ background: "#FAF7F0" })
    .resize(width * 2, height * 2, { fit: "inside", withoutEnlargement: true })
    .png({ palette: true, quality: 90 })
    .toBuffer();
}

/** What the file says of itself, read from its head alone. */
async function measure(file: string, kind: PhotoKind): Promise<Size> {
  const found = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => refuse("broken_photo", {}));
  if (found.format !== (kind === "avif" ? "heif" : kind)) refuse("not_a_photo", {});
  const { width, height } = found.autoOrient;
  if ((found.pages ?? 1) > 1) refuse("moving_picture", {});
  if (width * height > mostPixels) refuse("too_many_pixels", { width, height });
  if (Math.min(width, height) < fewestPixelsAcross)
    refuse("too_few_pixels", { width, height, fewest: fewestPixelsAcross });
  return { width, height };
}

/** Reads the file once, into pixels of the largest size that is made; the others are made of those. */
async function develop(file: string, original: Size): Promise<{ pixels: () => Sharp; size: Size }> {
  const size = sizeFor(photoWidths.at(-1)!, original);
  const reading = sharp(file, { limitInputPixels: mostPixels, failOn: "error" })
    .timeout({ seconds: 30 })
    .autoOrient()
    .resize(size.width, size.height, { fit: "fill" })
    .toColourspace("srgb")
    .raw();
  const { data, info } = await reading.toBuffer({ resolveWithObject: true }).catch(() => refuse("broken_photo", {}));
  const raw = { width: info.width, height: info.height, channels: info.channels };
  return { pixels: () => sharp(data, { raw }), size };
}

/** What a link that is shared shows: the part that draws the eye, on white. */
function card(pixels: Sharp): Sharp {
  return pixels
    .flatten({ background: "#ffffff" })
    .resize(1200, 630, { fit: "cover", position: "attention" })
    .jpeg({ quality: 78, mozjpeg: true });
}

async function placeholderOf(pixels: Sharp): Promise<string> {
  const tiny = await pixels.resize(16, 16, { fit: "inside" }).webp({ quality: 40, smartSubsample: true }).toBuffer();
  return `data:image/webp;base64,${tiny.toString("base64")}`;
}
