/** The countries whose sheets are Letter; the rest of the world uses A4. */
const letter = new Set(["US", "CA", "MX", "PH", "CL", "CO", "CR", "DO", "GT", "HN", "NI", "PA", "PR", "SV", "VE"]);

/** The sheet that a printer in a country holds, as CSS names it. */
export function sheetOf(country: string): "A4" | "letter" {
  return letter.has(country) ? "letter" : "A4";
}

/** The width of a kitchen printer's roll, in mm. */
export const rollWidth = 80;

const pxPerMm = 96 / 25.4;

/** The length of paper for a height on the screen, in whole mm, with a little to tear at. */
export function lengthOf(px: number): number {
  return Math.ceil(px / pxPerMm) + 2;
}
