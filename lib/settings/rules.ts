export type AccentTokens = { accent: string; onAccent: string; tint: string };

type Rgb = readonly [number, number, number];
type Ground = { paper: Rgb; towards: Rgb; tint: number; least: number; inks: readonly [Rgb, Rgb] };

const light: Ground = {
  paper: [250, 247, 240],
  towards: [0, 0, 0],
  tint: 0.12,
  least: 4.5,
  inks: [
    [251, 248, 241],
    [34, 29, 24],
  ],
};
const dark: Ground = {
  paper: [23, 21, 18],
  towards: [255, 255, 255],
  tint: 0.14,
  least: 7,
  inks: [
    [18, 20, 16],
    [243, 237, 225],
  ],
};

/**
 * The shop's one colour made fit for both themes: moved towards ink (or light) until it can be read on paper and on its own tint,
 * with a text colour for what stands on it. Null if it is not a colour of the form #RRGGBB.
 */
export function accentTokens(colour: string): { light: AccentTokens; dark: AccentTokens } | null {
  const rgb = parse(colour);
  return rgb && { light: fitted(rgb, light), dark: fitted(rgb, dark) };
}

/** The contrast of two colours #RRGGBB as WCAG 2 counts it, from 1 to 21. */
export function contrast(one: string, other: string): number {
  return ratio(parse(one) ?? [0, 0, 0], parse(other) ?? [0, 0, 0]);
}

function fitted(colour: Rgb, { paper, towards, tint, least, inks }: Ground): AccentTokens {
  for (let share = 0; share < 1; share += 0.02) {
    const accent = mix(colour, towards, share);
    const ground = mix(paper, accent, tint);
    const ink = inks.find((candidate) => ratio(candidate, accent) >= 4.5);
    if (ink && ratio(accent, ground) >= least) return { accent: hex(accent), onAccent: hex(ink), tint: hex(ground) };
  }
  return { accent: hex(towards), onAccent: hex(inks[0]), tint: hex(mix(paper, towards, tint)) };
}

function parse(colour: string): Rgb | null {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) return null;
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Rgb;
}

function hex(rgb: Rgb): string {
  return `#${rgb.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function mix(one: Rgb, other: Rgb, share: number): Rgb {
  return one.map((part, at) => Math.round(part + (other[at]! - part) * share)) as unknown as Rgb;
}

function ratio(one: Rgb, other: Rgb): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** For how many days records of messages may be kept. None goes before somebody had time to look. */
export const keepLimits = { delivered: { min: 7, max: 3_650 }, failed: { min: 30, max: 3_650 } } as const;
