import type { CSSProperties } from "react";

const serif = '"Fraunces Variable", "Iowan Old Style", Palatino, Georgia, serif';
const sans = '"Inter Variable", -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

const ink = "#221D18";
const soft = "#5D544A";
const line = "#DED5C4";

/** The storefront's paper and ink, as inline styles: mail readers know no variables. */
export const look = {
  page: { backgroundColor: "#FAF7F0", color: ink, fontFamily: sans, margin: 0, padding: "24px 12px" },
  sheet: { maxWidth: 520, margin: "0 auto" },
  /** On light paper, also where the reader darkens the rest. */
  logo: {
    backgroundColor: "#FAF7F0",
    borderRadius: 8,
    display: "block",
    height: 64,
    margin: "0 0 12px",
    maxWidth: "100%",
    objectFit: "contain",
    objectPosition: "left",
    width: "auto",
  },
  shop: { fontFamily: serif, fontSize: 22, fontWeight: 600, lineHeight: "28px", margin: "0 0 16px", color: ink },
  card: { borderRadius: 16, padding: "20px 24px" },
  onCard: { color: "#FBF8F1", fontSize: 17, lineHeight: "24px", margin: 0 },
  number: { color: "#FBF8F1", fontFamily: serif, fontWeight: 600, margin: "4px 0" },
  title: { fontFamily: serif, fontSize: 24, fontWeight: 600, lineHeight: "30px", margin: "28px 0 4px", color: ink },
  text: { fontSize: 16, lineHeight: "25px", margin: "4px 0", color: ink },
  small: { fontSize: 14, lineHeight: "21px", margin: "4px 0", color: soft },
  row: { borderTop: `1px solid ${line}`, fontSize: 16, lineHeight: "24px", padding: "12px 0", color: ink },
  name: { fontFamily: serif, fontSize: 18 },
  price: { fontFamily: serif, fontSize: 17, textAlign: "right", whiteSpace: "nowrap", verticalAlign: "top" },
  total: { borderTop: `2px solid ${ink}` },
  button: {
    borderRadius: 10,
    color: "#FBF8F1",
    display: "inline-block",
    fontSize: 16,
    fontWeight: 600,
    padding: "14px 22px",
  },
  foot: { borderTop: `1px solid ${line}`, marginTop: 32, paddingTop: 12 },
} satisfies Record<string, CSSProperties>;

/** Readers that darken mail get our own dark paper instead of an inversion. */
export const darkLook = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #171512 !important; }
  .ink, .ink td { color: #F3EDE1 !important; }
  .soft { color: #B9AF9F !important; }
  .rule { border-color: #4A443B !important; }
}`;
