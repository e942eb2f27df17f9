import type { CSSProperties } from "react";
import type { Shop } from "@/lib/settings/queries";
import { accentTokens } from "@/lib/settings/rules";

const serif = '"Fraunces Variable", "Iowan Old Style", Palatino, Georgia, serif';
const sans = '"Inter Variable", -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

const ink = "#221D18";
const soft = "#5D544A";
const line = "#DED5C4";

/** The storefront's paper and ink, as inline styles: mail readers know no variables. */
export const look = {
  page: { backgroundColor: "#FAF7F0", color: ink, fontFamily: sans, margin: 0, padding: "24px 12px" },
  sheet: { maxWidth: 520, margin: "0 auto" },
  /** On light paper, also where the reader darkens the rest. What a reader shows in its place is in the shop's letters. */
  logo: {
    backgroundColor: "#FAF7F0",
    borderRadius: 8,
    color: soft,
    display: "block",
    fontFamily: serif,
    fontSize: 14,
    margin: "0 0 10px",
    maxWidth: "100%",
  },
  shop: { fontFamily: serif, fontSize: 20, fontWeight: 600, lineHeight: "26px", margin: "0 0 20px", color: ink },
  top: { fontFamily: serif, fontSize: 30, fontWeight: 600, lineHeight: "36px", margin: "0 0 8px", color: ink },
  card: { borderRadius: 16, margin: "20px 0 0", padding: "20px 24px" },
  quietCard: { border: `1px solid ${line}`, borderRadius: 16, margin: "20px 0 0", padding: "20px 24px" },
  onCard: { fontSize: 16, lineHeight: "24px", margin: 0 },
  number: { fontFamily: serif, fontWeight: 600, margin: "4px 0" },
  title: { fontFamily: serif, fontSize: 22, fontWeight: 600, lineHeight: "28px", margin: "28px 0 4px", color: ink },
  text: { fontSize: 16, lineHeight: "25px", margin: "6px 0", color: ink },
  small: { fontSize: 14, lineHeight: "21px", margin: "4px 0", color: soft },
  link: { color: ink, textDecoration: "underline" },
  change: { borderLeft: `3px solid ${line}`, fontSize: 16, lineHeight: "25px", padding: "2px 0 2px 12px", color: ink },
  row: { borderTop: `1px solid ${line}`, fontSize: 16, lineHeight: "24px", padding: "12px 0", color: ink },
  name: { display: "block", fontFamily: serif, fontSize: 18 },
  detail: { color: soft, display: "block", fontSize: 14, lineHeight: "20px" },
  price: { fontFamily: serif, fontSize: 17, textAlign: "right", whiteSpace: "nowrap", verticalAlign: "top" },
  total: { borderTop: `2px solid ${ink}` },
  button: { borderRadius: 10, display: "inline-block", fontSize: 16, fontWeight: 600, padding: "14px 22px" },
  foot: { borderTop: `1px solid ${line}`, marginTop: 32, paddingTop: 12 },
} satisfies Record<string, CSSProperties>;

export type Colours = { accent: string; onAccent: string };

const inkOnly: Record<"light" | "dark", Colours> = {
  light: { accent: "#1b1915", onAccent: "#ffffff" },
  dark: { accent: "#f3ede1", onAccent: "#171512" },
};

/** The shop's colour, made fit to be read on, for light and dark paper. */
export function coloursOf({ accent }: Pick<Shop, "accent">): Record<"light" | "dark", Colours> {
  return accentTokens(accent) ?? inkOnly;
}

type Rule = readonly [what: string, so: string];

/** Readers that darken mail get our own dark paper instead of an inversion; Outlook on the web and on phones is told apart by its own marks. */
export function darkLook(shop: Pick<Shop, "accent">): string {
  const { accent, onAccent } = coloursOf(shop).dark;
  const grounds: Rule[] = [
    [".page, .page > table > tbody > tr > td", "background-color: #171512"],
    [".accent", `background-color: ${accent}`],
  ];
  const inks: Rule[] = [
    [".page, .page > table > tbody > tr > td, .ink, .ink td, .ink a", "color: #F3EDE1"],
    [".soft, .soft a", "color: #B9AF9F"],
    [".on-accent", `color: ${onAccent}`],
    [".rule", "border-color: #4A443B"],
  ];
  const rules = [...grounds, ...inks].map(([what, so]) => `  ${what} { ${so} !important; }`);
  return [
    ":root { color-scheme: light dark; supported-color-schemes: light dark; }",
    `@media (prefers-color-scheme: dark) {\n${rules.join("\n")}\n}`,
    ...inOutlook("data-ogsb", grounds),
    ...inOutlook("data-ogsc", inks),
  ].join("\n");
}

/** Outlook marks what it darkened itself: a ground, or an ink. */
function inOutlook(mark: string, rules: readonly Rule[]): string[] {
  const marked = (what: string) => what.replace(/(^|, )/g, `$1[${mark}] `);
  return rules.map(([what, so]) => `${marked(what)} { ${so} !important; }`);
}
