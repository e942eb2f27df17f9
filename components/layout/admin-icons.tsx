import type { ReactNode } from "react";

const glyphs = {
  placed: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2.6" />,
  accepted: (
    <>
      <circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" strokeWidth="2" />
      <path d="M8 4a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  ready: <circle cx="8" cy="8" r="7.2" fill="currentColor" />,
  tick: stroked("M2.5 8.5 6.3 12.3 13.5 4", 2.4),
  cross: stroked("m3.5 3.5 9 9m0-9-9 9", 2.4),
  unknown: (
    <>
      {stroked("M8 1 15 8 8 15 1 8z", 1.7)}
      {stroked("M6.4 6.5a1.7 1.7 0 1 1 2.3 1.6q-.7.3-.7 1M8 11v.1", 1.5)}
    </>
  ),
  retry: stroked("M13.5 8A5.5 5.5 0 1 1 11.6 3.8M13.7 1.5v3.2h-3.2", 2),
  note: stroked("M8 1.5 15 14H1zM8 6v4m0 2v.1", 1.7),
  low: stroked("M8 2v9M3.8 7.5 8 12l4.2-4.5M3 14.5h10", 2),
  late: (
    <>
      <circle cx="8" cy="8" r="6.3" fill="none" stroke="currentColor" strokeWidth="1.8" />
      {stroked("M8 4.5V8l2.5 1.8", 1.8)}
    </>
  ),
  kept: stroked("M2 9h3.5l1 2h3l1-2H14M2 9l2-5.5h8L14 9v4.5H2z", 1.7),
  back: stroked("M6.5 3.5 2.5 7.5l4 4M3 7.5h6a4 4 0 0 1 0 8", 1.9),
  dash: stroked("M3 8h10", 2.4),
} satisfies Record<string, ReactNode>;

const icons = {
  today:
    "M10 6.4a3.6 3.6 0 1 1 0 7.2 3.6 3.6 0 0 1 0-7.2M10 2v2m0 12v2M2 10h2m12 0h2M4.4 4.4l1.4 1.4m8.4 8.4 1.4 1.4m0-11.2-1.4 1.4m-8.4 8.4-1.4 1.4",
  counter: "M2.5 11h15M4 11v6.5h12V11M6 11V5h5v6M13 11V8h2.5v3M8 7.5h1",
  items:
    "M3 9.5C3 6.5 6 4.5 10 4.5s7 2 7 5c0 1.2-.6 2-1.5 2.4v3.6h-11v-3.6C3.6 11.5 3 10.7 3 9.5zM8 8l1.2 1.8M11 7.6l1.2 1.8",
  drop: "M10 3.5a7 7 0 1 1 0 14 7 7 0 0 1 0-14M10 7v3.5l2.5 1.5M7.5 1.8h5",
  plan: "M3 5h14v12H3zM3 9h14M7 2.8V6m6-3.2V6",
  waiting: "M5 2.5h10M5 17.5h10M6 2.5c0 4 4 5 4 7.5 0-2.5 4-3.5 4-7.5M6 17.5c0-4 4-5 4-7.5 0 2.5 4 3.5 4 7.5",
  customers:
    "M7.5 3.7a3 3 0 1 1 0 6 3 3 0 0 1 0-6M2 16.5c.4-3.2 2.5-4.8 5.5-4.8s5.1 1.6 5.5 4.8M13 4.2a2.7 2.7 0 0 1 0 5M15 12.1c1.7.6 2.7 2.1 3 4.4",
  reports: "M3 3v14h14M6 13.5l3.2-4 2.6 2.3L16.5 6M13 6h3.5v3.5",
  staff: "M10 3.2a3.3 3.3 0 1 1 0 6.6 3.3 3.3 0 0 1 0-6.6M3.5 17c.5-3.6 3-5.5 6.5-5.5s6 1.9 6.5 5.5",
  audit: "M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 10h5m-5 3h5m-5-6h2",
  settings: "M3 6h8m4 0h2M3 14h2m4 0h8M13 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4M7 12a2 2 0 1 1 0 4 2 2 0 0 1 0-4",
  more: "M3 6h14M3 10h14M3 14h14",
  print: "M5.5 7V2.5h9V7M5.5 14.5H3V7h14v7.5h-2.5M5.5 12h9v5.5h-9z",
  add: "M10 4v12M4 10h12",
  photo: "M2.5 4.5h15v11h-15zM2.5 13l4-4 4 4 2.5-2.5 4.5 4.5M13 8h.1",
  backup: "M10 3v9m-3.5-3.5L10 12l3.5-3.5M3 13v4h14v-4",
  orders: "M4 2.5h12v15l-2-1.4-2 1.4-2-1.4-2 1.4-2-1.4-2 1.4zM7 7h6m-6 4h4",
  stock: "M3 16.5h14M4.5 13V9m3.7 4V5m3.6 8V8m3.7 5V3.5",
  deliveries: "M17.5 2.5 9 11m8.5-8.5-5.5 15-3-6.5-6.5-3z",
  outbox: "M2.5 11h4l1.5 2.5h4l1.5-2.5h4M2.5 11 5 4h10l2.5 7v5.5h-15z",
  find: "M14.5 9A5.5 5.5 0 1 1 3.5 9a5.5 5.5 0 0 1 11 0zm-1.3 4.2 4 4",
  call: "M4 3h3l1.5 4-2 1.5a10 10 0 0 0 5 5l1.5-2 4 1.5v3c0 .6-.5 1-1 1C9 17 3 11 3 4c0-.5.4-1 1-1z",
  text: "M3 4h14v10H9l-4 3v-3H3zM7 8h6m-6 3h4",
  email: "M2.5 4.5h15v11h-15zm0 .5L10 11l7.5-6",
  sheet: "M3.5 3h13v14h-13zM3.5 8h13m-13 4.5h13M8.5 8v9",
  slack: "M7.5 3v14M12.5 3v14M3 7.5h14M3 12.5h14",
  folder: "M2.5 5h5l2 2h8v9h-15z",
  export: "M11 3h6v6M17 3l-8 8M14 11.5V17H3V6h5.5",
  off: "M3 3l14 14M2.5 8a11 11 0 0 1 4-2.4M10 5a11 11 0 0 1 7.5 3M5.5 11a7 7 0 0 1 3-1.7m4 .4a7 7 0 0 1 2 1.3M10 15.5v.1",
  close: "m5 5 10 10m0-10L5 15",
  proof: "M3 6h6m-6 4h6m-6 4h6M12 10.5l2.2 2.3L18 7.5",
  door: "M5 17.5V3h10v14.5M3 17.5h14M12 10v.6",
  leave: "M8 3H3v14h5M12.5 6l4 4-4 4M16 10H7.5",
  bell: "M5 14V9a5 5 0 0 1 10 0v5l1.5 1.5h-13zM8.5 17.5h3M10 2.2v1.6",
  mute: "M5 14V9a5 5 0 0 1 8-4M15 9v5l1.5 1.5h-13L5 14M8.5 17.5h3M10 2.2v1.6M2.5 2.5l15 15",
  keys: "M2.5 5h15v10h-15zM5.5 8h.1m3 0h.1m3 0h.1m3 0h.1M6 12h8",
} as const;

export type GlyphName = keyof typeof glyphs;
export type IconName = keyof typeof icons;
export type Hue = "placed" | "accepted" | "ready" | "done" | "stop" | "unsure";

export function Glyph({ name }: { name: GlyphName }) {
  return (
    <svg className="glyph" viewBox="0 0 16 16" aria-hidden="true">
      {glyphs[name]}
    </svg>
  );
}

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true">
      <path d={icons[name]} />
    </svg>
  );
}

/** A state is told three ways at once: hue, glyph and word. */
export function StateMark(props: { hue: Hue; glyph: GlyphName; pill?: boolean; children: ReactNode }) {
  return (
    <span className={props.pill ? "state pill" : "state"} data-hue={props.hue}>
      <Glyph name={props.glyph} />
      {props.children}
    </span>
  );
}

function stroked(d: string, width: number) {
  return (
    <path d={d} fill="none" stroke="currentColor" strokeWidth={width} strokeLinecap="round" strokeLinejoin="round" />
  );
}
