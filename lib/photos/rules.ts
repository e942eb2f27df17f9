/** The heaviest file that may come in, and the most pixels that a picture may have. */
export const mostBytes = 15 * 1024 * 1024;
export const mostPixels = 64_000_000;
export const fewestPixelsAcross = 64;

/** The widths that every photo is made in, in pixels; a smaller original is never enlarged. */
export const photoWidths = [360, 720, 1080] as const;

export type PhotoKind = "jpeg" | "png" | "webp" | "avif";
export type Size = { width: number; height: number };

/** What a photo's files are named; anything else in an address is no photo. */
const fileName = /^([a-z0-9][a-z0-9-]{0,79})-(?:(?:360|720|1080)\.(avif|webp)|card\.(jpg)|mail\.(png))$/;

const types = { avif: "image/avif", webp: "image/webp", jpg: "image/jpeg", png: "image/png" } as const;

/** Which photo a file belongs to and what it holds; null for anything that is not a photo's file. */
export function parseFileName(file: string): { photo: string; type: string } | null {
  const [, photo, made, card, mail] = fileName.exec(file) ?? [];
  if (!photo) return null;
  return { photo, type: types[(made ?? card ?? mail) as keyof typeof types] };
}

/** Every file that a photo is made into at once. */
export function filesOf(photo: string): string[] {
  const made = photoWidths.flatMap((width) => [`${photo}-${width}.avif`, `${photo}-${width}.webp`]);
  return [...made, `${photo}-card.jpg`];
}

/** The file of a photo that goes into mails: a PNG, since Outlook on Windows draws no WebP. Made when it is first asked for. */
export function mailPictureOf(photo: string): string {
  return `${photo}-mail.png`;
}

/** How large a picture is shown in a mail: within 240 by 64, never enlarged. Its file has twice as many pixels where there are as many. */
export function mailSizeFor(original: Size): Size {
  const scale = Math.min(240 / original.width, 64 / original.height, 1);
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(original.width), height: side(original.height) };
}

/** What a file is by its first bytes, whatever it calls itself; null for what the shop does not take. */
export function kindOf(start: Uint8Array): PhotoKind | null {
  const text = Buffer.from(start.subarray(0, 64)).toString("latin1");
  if (text.startsWith("\xff\xd8\xff")) return "jpeg";
  if (text.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (text.startsWith("RIFF") && text.slice(8, 12) === "WEBP") return "webp";
  return text.slice(4, 8) === "ftyp" && /avi[fs]/.test(text.slice(8)) ? "avif" : null;
}

/**
 * How large a picture is made for a width: it covers an upright print of four by five, since that is how the shop hangs it, but no side is
 * longer than two and a half times the width, and it is never enlarged.
 */
export function sizeFor(width: number, original: Size): Size {
  const covers = Math.max(width / original.width, (width * 1.25) / original.height);
  const bounded = (width * 2.5) / Math.max(original.width, original.height);
  const scale = Math.min(covers, bounded, 1);
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(original.width), height: side(original.height) };
}
